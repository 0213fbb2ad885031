"""A server that was forked is as one that was started, and none is left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from threading import Thread

import psutil
import pytest

from tests import serving
from tests.serving import running_server
from tests.waiting import PATIENCE
from tests.warm import Parent

from .server.visiting import all_workers, ask, new_guide

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(not Parent.is_possible(), reason="nothing is forked on this system"),
]

TELLS = [sys.executable, "-m", "tests.unit.telling", "een woord", "--nog een"]
WAITS = [sys.executable, "-c", "import time; print('ja', flush=True); time.sleep(600)"]


@pytest.fixture(scope="module")
def parent():
    """One that has forked already, as that of a whole run has."""
    assert serving.parent
    return serving.parent


@pytest.fixture
def mortal():
    """One that may be killed."""
    found = Parent()
    yield found
    found.end()


def told(process):
    """What one says until it ends, line by line."""
    lines = [*process.stdout]
    assert process.wait(PATIENCE) == 3
    return lines


def test_it_has_what_one_that_was_started_has(parent, tmp_path):
    settings = {name: text for name, text in os.environ.items() if name.startswith(("LANG", "LC_", "PYTHON"))}
    environment = {**settings, "TMPDIR": str(tmp_path), "TZ": "Pacific/Auckland", "EHBI_X": "é"}
    forked, real = (told(parent.start(TELLS, environment, real=real)) for real in (False, True))
    assert forked[1:] == real[1:]
    one, other = json.loads(forked[0]), json.loads(real[0])
    assert len(one.pop("files")) == len(other.pop("files")) + 1  # to whoever forks its workers
    assert one == other
    assert one["environment"] == environment


@pytest.mark.parametrize("real", [False, True])
def test_how_it_ended_is_known_as_of_any_process(parent, real):
    process = parent.start(WAITS, dict(os.environ), real=real)
    assert process.stdout.readline() == "ja\n"
    assert process.poll() is None
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.01)
    process.terminate()
    assert process.wait(PATIENCE) == process.poll() == process.returncode == -signal.SIGTERM
    process.kill()  # of no use, and no error
    assert not psutil.pid_exists(process.pid)


def test_several_can_be_asked_for_at_once(parent):
    started = []
    asking = [Thread(target=lambda: started.append(parent.start(TELLS, dict(os.environ)))) for _ in range(3)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert [len(told(process)) for process in started] == [2, 2, 2]


def test_one_that_nobody_waits_for_ends_nothing_else(parent):
    left = parent.start(WAITS, dict(os.environ))
    process = psutil.Process(left.pid)
    del left
    process.kill()
    assert psutil.wait_procs([process], timeout=PATIENCE)[1] == []
    assert len(told(parent.start(TELLS, dict(os.environ)))) == 2


def answers(*, real):
    """What a server answers and says, but for where it is; it is as wanted that it ends well."""
    with running_server(real=real) as server:
        all_workers(server)
        new_guide(server.url)
        found = [ask(server.url, path) for path in ("/", "/health", "/bestaat-niet")]
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(PATIENCE) == 0
    log = [line.replace(server.url, "URL") for line in server.log]
    return [(one.status, one.headers.keys(), len(one.body)) for one in found], log


def test_a_server_answers_and_ends_as_a_real_one():
    assert answers(real=False) == answers(real=True)


@pytest.mark.parametrize("real", [False, True])
def test_a_parent_that_is_killed_leaves_nothing(mortal, real):
    process = mortal.start(WAITS, dict(os.environ), real=real)
    assert process.stdout.readline() == "ja\n"
    os.kill(mortal.pid, signal.SIGKILL)
    assert process.wait(PATIENCE) == -signal.SIGKILL
    assert process.stdout.read() == ""


ASKS = f"""
import os, time
from tests.warm import Parent
parent = Parent()
process = parent.start({WAITS}, dict(os.environ))
process.stdout.readline()
print(parent.pid, process.pid, flush=True)
time.sleep(600)
"""


def test_whoever_asked_leaves_nothing_when_killed():
    with subprocess.Popen([sys.executable, "-c", ASKS], stdout=subprocess.PIPE, text=True) as asks:
        left = [psutil.Process(int(pid)) for pid in asks.stdout.readline().split()]
        assert len(left) == 2
        asks.kill()
    assert psutil.wait_procs(left, timeout=PATIENCE)[1] == []
