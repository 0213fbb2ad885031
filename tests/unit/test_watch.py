"""What a run of the tests has started ends with it, however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import psutil
import pytest

RUN = """
import subprocess, sys, time
from tests import watch

watching = watch.watched()
sleeps = [sys.executable, "-c", "import time; time.sleep(600)"]
print(subprocess.Popen(sleeps, start_new_session=True).pid, flush=True)
sys.stdin.readline()
"""


def is_gone(number):
    """Whether a process is no more; what waits for its parent to hear of its end counts as gone."""
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(number).status() == psutil.STATUS_ZOMBIE
    return True


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, 0])
def test_what_a_run_started_ends_with_it(how):
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", RUN], **pipes) as run:
        started = int(run.stdout.readline())
        assert not is_gone(started)
        if how:
            os.kill(run.pid, how)
        run.stdin.close()
        run.wait(60)
    end = time.monotonic() + 60
    while not is_gone(started):
        assert time.monotonic() < end
        time.sleep(0.05)
