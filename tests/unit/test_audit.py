"""What an audit of the dependencies says, above all when there was none."""

from __future__ import annotations

import json

import pytest

from tests.audit import all_locked, compared, main, verdict

GOOD = {"name": "een", "version": "1.0", "vulns": []}
BAD = {"name": "twee", "version": "2.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"], "aliases": []}]}
UNKNOWN = {"name": "drie", "skip_reason": "not found"}


def test_a_known_vulnerability_is_a_failure_that_says_where_it_is_mended():
    status, lines = verdict({"dependencies": [GOOD, BAD]})
    assert status == 1
    assert lines == [
        "twee 2.0: PYSEC-1, mended in 2.1",
        "Audited 2 of 2 packages: 1 known vulnerabilities.",
    ]


def test_one_that_was_accepted_is_none():
    assert verdict({"dependencies": [BAD]}, {"PYSEC-1": "that part is not used"})[0] == 0


def test_packages_that_nobody_knows_are_not_counted_as_good():
    assert verdict({"dependencies": [GOOD, UNKNOWN]}) == (
        0,
        ["Audited 1 of 2 packages: 0 known vulnerabilities."],
    )


def test_when_nothing_could_be_asked_it_says_so_and_fails_nothing():
    status, (line,) = verdict({"dependencies": [UNKNOWN, UNKNOWN]})
    assert status == 0
    assert line.startswith("Not audited: ")


def advisory(name="twee", ecosystem="PyPI", **affected):
    return {"id": "PYSEC-1", "affected": [{"package": {"name": name, "ecosystem": ecosystem}, **affected}]}


def events(*those, kind="ECOSYSTEM"):
    return {"ranges": [{"type": kind, "events": [dict([one]) for one in those]}]}


SINCE_2 = events(("introduced", "2.0"), ("fixed", "2.10"))


@pytest.mark.parametrize(
    ("version", "one", "is_known"),
    [
        ("2.0", advisory(**SINCE_2), True),
        ("2.9", advisory(name="Twee", **SINCE_2), True),
        ("1.9", advisory(**SINCE_2), False),
        ("2.10", advisory(**SINCE_2), False),
        ("2.0", advisory(**events(("introduced", "0"), ("last_affected", "2.0"))), True),
        ("2.0", advisory(versions=["1.9", "2.0"]), True),
        ("2.0", advisory(versions=["1.9"]), False),
        ("2.11", advisory(versions=["2.11"], **SINCE_2), True),
        ("2.0", advisory(name="drie", **SINCE_2), False),
        ("2.0", advisory(ecosystem="npm", **SINCE_2), False),
        ("2.0", advisory(**events(("introduced", "0"), kind="GIT")), False),
    ],
)
def test_an_advisory_in_a_file_is_about_the_versions_that_it_names(version, one, is_known):
    status, lines = verdict(compared([one], [("twee", version)]))
    assert status == is_known
    assert lines[-1] == f"Audited 1 of 1 packages: {int(is_known)} known vulnerabilities."


def test_a_version_after_the_last_one_affected_is_well():
    one = advisory(**events(("introduced", "0"), ("last_affected", "2.0")))
    assert verdict(compared([one], [("twee", "2.1")]))[0] == 0


def test_a_file_of_advisories_is_held_against_the_lock_files(tmp_path, capsys):
    packages = all_locked()
    assert len(packages) > 50
    file = tmp_path / "advisories.json"
    for name, status in (("twee", 0), ("Jinja2", 1)):
        file.write_text(json.dumps([advisory(name, **events(("introduced", "0")))]), encoding="utf-8")
        assert main(["--advisories", str(file)]) == status
    assert capsys.readouterr().out.splitlines() == [
        f"Audited {len(packages)} of {len(packages)} packages: 0 known vulnerabilities.",
        f"jinja2 {dict(packages)['jinja2']}: PYSEC-1, mended in no version yet",
        f"Audited {len(packages)} of {len(packages)} packages: 1 known vulnerabilities.",
    ]
