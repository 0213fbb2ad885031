"""What a server and all its processes use."""

import subprocess
import sys

import psutil
import pytest

from benchmarks.crowd.memory import parse_pss, process_pss, usage

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what processes share")
HOLDS = "block = bytearray({size}); print(flush=True); input()"
PARENT = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdin=subprocess.PIPE)
input()
"""


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


def test_what_a_process_holds_is_counted(process):
    small, large = (process_pss(process(HOLDS.format(size=size))) for size in (0, 50 * 1024**2))
    assert large - small == pytest.approx(50, abs=3)


def test_the_other_processes_of_a_server_are_counted_beside_it(process):
    server = process(PARENT, HOLDS.format(size=50 * 1024**2))
    found = usage(server)
    assert len(found.pss) == 2
    assert found.others > 50
    assert found.own < found.others
    assert all(count >= 3 for count in found.files.values())


def test_processor_time_is_counted_by_process(process):
    server = process("import time\nwhile time.process_time() < 0.3: pass\nprint(flush=True)\ninput()")
    assert usage(server).seconds[server] > 0.25


def test_a_process_that_is_gone_counts_for_nothing():
    with pytest.raises(psutil.NoSuchProcess):
        usage(2**22 + 1)
    assert parse_pss("") == 0
