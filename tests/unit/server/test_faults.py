"""Some of the faults that ``make faults`` tries all of: one thing fails, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys

EVERY = "61"
"""Every so many things are made to fail; `make faults` makes all of them."""


def test_what_fails_in_any_phase_is_got_over_and_nothing_is_lost():
    # In a process of its own: a fork of this one would have its threads and its captured output.
    command = [sys.executable, "-m", "tests.faults", "--every", EVERY]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    for phase in ("start", "visit", "again", "take", "publish", "stop"):
        assert f"| {phase} | " in done.stdout
