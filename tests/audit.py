"""Ask whether the packages of the lock file have known vulnerabilities; ``python -m tests.audit`` does that.

Whoever knows is not always there, so no answer is no failure: it says then that nothing was audited.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parents[1] / "requirements.lock"
COMMAND = [
    *(sys.executable, "-m", "pip_audit", "--requirement", str(LOCK), "--require-hashes", "--disable-pip"),
    *("--format", "json", "--progress-spinner", "off", "--timeout", "5"),
]
PATIENCE = 180
"""Seconds for all packages."""
ACCEPTED: dict[str, str] = {}
"""Vulnerabilities that do no harm here, by their name, and why."""


def verdict(report: Mapping[str, Any], accepted: Mapping[str, str] = ACCEPTED) -> tuple[int, list[str]]:
    """Return the exit status and what to say of what pip-audit found."""
    packages = report["dependencies"]
    audited = [package for package in packages if "skip_reason" not in package]
    if not audited:
        return 0, [f"Not audited: of {len(packages)} packages, none is known where pip-audit asks."]
    found = [(package, one) for package in audited for one in package["vulns"]]
    bad = [_told(package, one) for package, one in found if one["id"] not in accepted]
    said = f"Audited {len(audited)} of {len(packages)} packages: {len(bad)} known vulnerabilities."
    return int(bool(bad)), [*bad, said]


def _told(package: Mapping[str, Any], one: Mapping[str, Any]) -> str:
    fixed = ", ".join(one["fix_versions"]) or "no version yet"
    return f"{package['name']} {package['version']}: {one['id']}, mended in {fixed}"


def main() -> int:
    """Audit, and say what came of it."""
    try:
        done = subprocess.run(COMMAND, capture_output=True, text=True, timeout=PATIENCE, check=False)
        status, lines = verdict(json.loads(done.stdout))
    except subprocess.TimeoutExpired:
        status, lines = 0, [f"Not audited: no answer within {PATIENCE} seconds."]
    except ValueError:
        why = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        status, lines = 0, [f"Not audited: pip-audit failed. {why}"]
    print(*lines, sep="\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
