"""What a server and all its processes use, and how fast that rises."""

import subprocess
import sys
from contextlib import ExitStack
from dataclasses import replace

import numpy as np
import psutil
import pytest

from benchmarks.report import slopes_text, sure_slope
from benchmarks.usage import Usage, usage

WORKS = "import time\nwhile time.process_time() < 0.3: pass\n"
HOLDS = "block = bytearray(50 * 1024**2); print(flush=True); input()"
PARENT = f"""
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", {HOLDS!r}], stdin=subprocess.PIPE)
input()
"""
FLAT = "+0.0 (95% between +0.0 and +0.0)"


@pytest.fixture
def process():
    """Start Python with a program that says when it is ready, and waits until its input is closed."""
    with ExitStack() as stack:

        def start(program):
            command = [sys.executable, "-c", program]
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
            started = stack.enter_context(subprocess.Popen(command, **pipes))
            stack.callback(started.stdin.close)
            started.stdout.readline()
            return started.pid

        yield start


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what processes share")
def test_what_each_process_of_a_server_uses_is_counted(process):
    found = usage(process(PARENT))
    server = process(f"{WORKS}print(flush=True); input()")
    alone = usage(server)
    assert (len(found.pss), len(alone.pss)) == (2, 1)
    assert found.others - alone.total == pytest.approx(50, abs=5)
    assert found.own < found.others
    assert all(count >= 3 for count in found.files.values())
    assert alone.seconds[server] > 0.25


def test_a_server_that_is_gone_uses_nothing_that_could_be_told():
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        pass
    with pytest.raises(psutil.NoSuchProcess):
        usage(gone.pid)


def test_the_bounds_of_a_slope_hold_the_estimate_and_are_wider_with_more_noise():
    x, y = np.arange(60), np.random.default_rng(1).normal(size=60)
    narrow, wide = (sure_slope(x, 3 * x + size * y) for size in (1, 10))
    assert all(one.low < one.estimate < one.high for one in (narrow, wide))
    assert wide.high - wide.low > 5 * (narrow.high - narrow.low)


def samples(server, kernel):
    """An hour of samples, in which each kernel lives for one of them only."""
    return [
        Usage(1, {1: server(at), 100 + at: kernel(at)}, files={1: 50, 100 + at: 60}, at=at * 60)
        for at in range(61)
    ]


def lines(text):
    return dict(line.strip().split(": ", 1) for line in text.splitlines()[1:])


def test_a_server_that_grows_is_seen_also_when_its_kernels_come_and_go():
    noise = np.random.default_rng(1)
    text = lines(slopes_text(samples(lambda minute: 100 + minute / 10, lambda _: noise.uniform(0, 200))))
    assert text["of the processes that last, MB an hour"] == "+6.0 (95% between +6.0 and +6.0)"
    assert text["of the processes that last, an hour"].startswith("+0.0")


def test_what_a_server_fills_in_the_beginning_is_no_slope():
    text = lines(slopes_text(samples(lambda minute: min(100 + 5 * minute, 150), lambda _: 40)))
    assert text["memory of all, MB an hour"] == FLAT


def test_that_fewer_visitors_happen_to_be_there_at_the_end_is_no_slope():
    crowds = [
        Usage(1, {1: 100.0 + 2 * count} | dict.fromkeys(range(2, 2 + count), 20.0), {}, {}, minute * 60)
        for minute, count in enumerate([8, 9, 8, 9, 8, 9, 7, 8, 6, 7, 5, 6])
    ]
    text = lines(slopes_text([replace(one, files=dict.fromkeys(one.pss, 9)) for one in crowds]))
    assert text["memory of all, MB an hour"] == text["open files of all, an hour"] == FLAT


def test_a_few_samples_are_no_slope():
    assert slopes_text(samples(lambda _: 100, lambda _: 40)[:2]) == "too short for a slope"
