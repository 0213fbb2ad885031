"""Run the tests of the core on other days, in other zones and in another order: ``python -m tests.dates``.

The clock that tests read stands still. This shows that neither they nor what they start read another one, and
that none hangs on a zone, a language or on which test came before it. ``--seed`` gives an order once more.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from random import randrange
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
DAYS = {
    "Pacific/Auckland": datetime(2028, 2, 29, 22, 30, tzinfo=UTC),  # a day that most years do not have
    "America/Los_Angeles": datetime(2027, 10, 31, 0, 59, tzinfo=UTC),  # an hour that comes twice follows
    "UTC": datetime(2028, 12, 1, 12, tzinfo=UTC),  # all reviews are over a year ago
}
"""When it is where."""
CORE = (
    *(f"tests/unit/{room}" for room in ("handbook", "files", "store", "test_cli.py", "test_profiles.py")),
    *(f"tests/unit/test_{name}_commands.py" for name in ("keeping", "kept", "publishing")),
    *(f"ehbi/{room}" for room in ("handbook", "files", "search", "store", "cli")),
)


def run(zone: str, day: datetime, seed: int) -> bool:
    """Run the tests of the core somewhere, and return whether they pass."""
    print(f"\n{zone}, {day:%Y-%m-%d %H:%M} UTC, LANG=C, --seed {seed}", flush=True)
    elsewhere = {
        "TZ": zone,
        "LANG": "C",
        "PYTHONPATH": str(ROOT / "tests" / "elsewhere"),
        "EHBI_TEST_SHIFT": str(day.timestamp() - time.time()),
        "EHBI_TEST_ORDER": str(seed),
        "EHBI_EXAMPLES": "quick",
    }
    usual = {name: text for name, text in os.environ.items() if not name.startswith("LC_")}
    # Pytest throws old folders away, and here those of all others look old: hence one of our own.
    with TemporaryDirectory() as folder:
        options = ["--numprocesses", "2", "--dist", "loadfile", "-k", "not postgresql", "--basetemp", folder]
        command = [sys.executable, "-m", "pytest", *options, *CORE]
        return subprocess.run(command, cwd=ROOT, env={**usual, **elsewhere}, check=False).returncode == 0


def main() -> int:
    """Run them everywhere, and return whether one failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.dates", description=__doc__)
    parser.add_argument("--seed", type=int, default=randrange(1_000_000), help="the order")  # noqa: S311  # no secret
    seed = parser.parse_args().seed
    passed = [run(zone, day, seed) for zone, day in DAYS.items()]
    return int(not all(passed))


if __name__ == "__main__":
    sys.exit(main())
