"""What a server and all its processes use, and how fast that rises."""

import random
import subprocess
import sys
from dataclasses import replace

import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.slopes import slopes_text, sure_slope
from benchmarks.usage import Usage, usage

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what processes share")
HOLDS = "block = bytearray({size}); print(flush=True); input()"
PARENT = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdin=subprocess.PIPE)
input()
"""
FLAT = "+0.0 (95% between +0.0 and +0.0)"


@pytest.fixture
def process():
    """Start Python with a program that says when it is ready."""
    started = []

    def start(*arguments):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        started.append(subprocess.Popen([sys.executable, "-c", *arguments], **pipes))
        started[-1].stdout.readline()
        return started[-1].pid

    yield start
    for one in started:
        one.communicate(b"\n")


@on_linux
def test_the_other_processes_of_a_server_are_counted_beside_it(process):
    found = usage(process(PARENT, HOLDS.format(size=50 * 1024**2)))
    alone = usage(process(HOLDS.format(size=0)))
    assert (len(found.pss), len(alone.pss)) == (2, 1)
    assert found.others - alone.total == pytest.approx(50, abs=5)
    assert found.own < found.others
    assert all(count >= 3 for count in found.files.values())


@on_linux
def test_processor_time_is_counted_by_process(process):
    server = process("import time\nwhile time.process_time() < 0.3: pass\nprint(flush=True)\ninput()")
    assert usage(server).seconds[server] > 0.25


def test_a_server_that_is_gone_is_an_error():
    with pytest.raises(psutil.NoSuchProcess):
        usage(2**22 + 1)


def chance(seed=1):
    return random.Random(seed)  # noqa: S311  # noise, no secret


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1_000), st.floats(-20, 20))
def test_the_bounds_of_a_slope_hold_the_estimate(seed, rise):
    noise = chance(seed)
    found = sure_slope([(x, rise * x + noise.gauss()) for x in range(30)])
    assert found.low <= found.estimate <= found.high


def test_the_noisier_the_wider_its_bounds():
    noise = chance()
    series = [noise.gauss() for _ in range(60)]
    narrow, wide = (sure_slope([(x, size * y) for x, y in enumerate(series)]) for size in (1, 10))
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
    noise = chance()
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
