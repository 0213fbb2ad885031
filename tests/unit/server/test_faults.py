"""Some of the faults that ``make faults`` tries all of: one thing fails, and nothing is lost."""

from __future__ import annotations

import re
import subprocess
import sys

from tests.tried import note

EVERY = "61"
"""Every so many things are made to fail; `make faults` makes all of them."""


def faults(*options):
    # In a process of its own: a fork of this one would have its threads and its captured output.
    command = [sys.executable, "-m", "tests.faults", *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_what_fails_in_any_phase_is_got_over_and_nothing_is_lost():
    found = faults("--every", EVERY)
    tried = dict(re.findall(r"^\| (\w+) \| (\d+) \|", found, re.MULTILINE))
    assert set(tried) == {"start", "visit", "again", "take", "publish", "stop"}
    for phase, times in tried.items():
        note("faults", f"{phase} {times}×")


def test_a_server_that_can_have_no_thread_while_it_stops_ends_well():
    assert "| stop | " in faults("--phase", "stop", "--kind", "thread")
