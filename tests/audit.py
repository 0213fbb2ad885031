"""Ask whether the packages of the lock files have known vulnerabilities; ``python -m tests.audit`` does that.

Whoever knows is not always there, so no answer is no failure: it says then that nothing was audited. With
``--advisories FILE`` nobody is asked: the file is a list of advisories in JSON, as OSV has them.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import Version

LOCKS = [Path(__file__).parents[1] / name for name in ("requirements.lock", "requirements-dev.lock")]
COMMAND = [
    *(sys.executable, "-m", "pip_audit", "--require-hashes", "--disable-pip"),
    *(word for lock in LOCKS for word in ("--requirement", str(lock))),
    *("--format", "json", "--progress-spinner", "off", "--timeout", "5"),
]
PATIENCE = 180
"""Seconds for all packages."""
NOT = "Not audited:"
INSTEAD = "With a file of advisories: make audit ADVISORIES=file.json"
ACCEPTED: dict[str, str] = {}
"""Vulnerabilities that do no harm here, by their name, and why."""


def verdict(report: Mapping[str, Any], accepted: Mapping[str, str] = ACCEPTED) -> tuple[int, list[str]]:
    """Return the exit status and what to say of what pip-audit found."""
    packages = report["dependencies"]
    audited = [package for package in packages if "skip_reason" not in package]
    if not audited:
        return 0, [f"{NOT} nobody could be asked about any of the {len(packages)} packages. {INSTEAD}"]
    found = [(package, one) for package in audited for one in package["vulns"]]
    bad = [_told(package, one) for package, one in found if one["id"] not in accepted]
    said = f"Audited {len(audited)} of {len(packages)} packages: {len(bad)} known vulnerabilities."
    return int(bool(bad)), [*bad, said]


def _told(package: Mapping[str, Any], one: Mapping[str, Any]) -> str:
    fixed = ", ".join(one["fix_versions"]) or "no version yet"
    return f"{package['name']} {package['version']}: {one['id']}, mended in {fixed}"


def locked(lock: str) -> list[tuple[str, str]]:
    """Return name and version of each package in the text of a lock file; a package may have several."""
    found = re.findall(r"^([\w.-]+)==([^\s;]+)", lock, re.MULTILINE)
    return [(canonicalize_name(name), version) for name, version in found]


def all_locked() -> list[tuple[str, str]]:
    """Return name and version of each package in our own lock files, once."""
    return sorted({one for lock in LOCKS for one in locked(lock.read_text(encoding="utf-8"))})


def compared(
    advisories: Sequence[Mapping[str, Any]], packages: Sequence[tuple[str, str]]
) -> dict[str, list[dict[str, Any]]]:
    """Return what pip-audit would report if it knew these advisories only."""
    known = [(one["id"], affected) for one in advisories for affected in one.get("affected", ())]
    report = [
        {"name": name, "version": version, "vulns": [*_vulnerabilities(known, name, version)]}
        for name, version in packages
    ]
    return {"dependencies": report}


def _vulnerabilities(
    known: Sequence[tuple[str, Mapping[str, Any]]], name: str, version: str
) -> Iterator[dict[str, Any]]:
    for number, affected in known:
        package = affected["package"]
        is_ours = package["ecosystem"] == "PyPI" and canonicalize_name(package["name"]) == name
        if is_ours and (version in affected.get("versions", ()) or _within(affected, Version(version))):
            yield {"id": number, "fix_versions": [at for kind, at in _events(affected) if kind == "fixed"]}


def _events(affected: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for span in affected.get("ranges", ()):
        if span["type"] == "ECOSYSTEM":
            for event in span["events"]:
                yield from event.items()


def _within(affected: Mapping[str, Any], version: Version) -> bool:
    """Return whether the last thing that happened up to a version made it vulnerable."""
    moments = sorted((Version(at), kind) for kind, at in _events(affected) if kind != "limit")
    before = [kind for at, kind in moments if at < version or (at == version and kind != "last_affected")]
    return before[-1:] == ["introduced"]


def _asked() -> tuple[int, list[str]]:
    try:
        done = subprocess.run(COMMAND, capture_output=True, text=True, timeout=PATIENCE, check=False)
        return verdict(json.loads(done.stdout))
    except subprocess.TimeoutExpired:
        return 0, [f"{NOT} no answer within {PATIENCE} seconds. {INSTEAD}"]
    except ValueError:
        why = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        return 0, [f"{NOT} pip-audit failed. {why} {INSTEAD}"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Audit, and say what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.audit", description=__doc__)
    parser.add_argument("--advisories", type=Path, metavar="FILE", help="advisories as OSV has them, in JSON")
    file = parser.parse_args(arguments).advisories
    if file:
        advisories = json.loads(file.read_text(encoding="utf-8"))
        status, lines = verdict(compared(advisories, all_locked()))
    else:
        status, lines = _asked()
    print(*lines, sep="\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
