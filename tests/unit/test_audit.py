"""What an audit of the dependencies says, above all when there was none."""

from __future__ import annotations

from tests.audit import verdict

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
