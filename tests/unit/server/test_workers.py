"""Guides run in a few workers; whatever happens to one of those, others have guides, and all soon again."""

import asyncio
import json
import signal
import sys
from itertools import compress
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import pytest

from ehbi import places
from ehbi.server.guides.addresses import GUIDE_ENDED
from tests.serving import running_server
from tests.waiting import PATIENCE, all_end, wait_until

from .visiting import all_workers, ask, connect, is_there, new_guide, packed, states, workers

ENDED = "Een proces met hulpen is gestopt; er start een ander.\n"
HANGS = "Een proces met hulpen antwoordt niet en wordt vervangen.\n"
FAILS = "Er start geen hulp: "
WIDGET = "import ipywidgets\nipywidgets.Dropdown(options=['ja', 'nee'])"


def test_a_guide_tells_its_page_which_widgets_it_has(server):
    async def visit():
        guide = ask(server.url, "/guide")
        shown = json.loads(guide.text.split('cell-output+json">')[1].split("</script>")[0])
        root = shown["data"]["application/vnd.jupyter.widget-view+json"]["model_id"]
        name = json.loads(guide.text.split('type="application/json">')[1].split("</script>")[0])["kernelId"]
        socket = await connect(server.url, name)
        found = await states(socket)
        socket.close()
        return root, found

    root, found = asyncio.run(visit())
    assert found[root]["state"]["_dom_classes"] == ["ehbi", "ehbi-guide"]


def test_a_guide_runs_no_code(server, tmp_path):
    file = tmp_path / "gemaakt"
    code = {"code": f"open({str(file)!r}, 'w')", "silent": False, "store_history": False}

    async def visit():
        socket = await connect(server.url, new_guide(server.url))
        await socket.write_message(packed("execute_request", code), binary=True)
        found = await states(socket)
        socket.close()
        return found

    assert asyncio.run(visit())
    assert not file.exists()


def test_when_a_worker_is_killed_its_guests_hear_of_it_and_have_another_guide_at_once():
    with running_server(patient=True) as server:
        all_workers(server)

        async def visit():
            guests = [new_guide(server.url) for _ in range(4)]
            sockets = [await connect(server.url, guest) for guest in guests]
            one, _ = workers(server.pid)
            one.kill()
            wait_until(lambda: sum(is_there(server.url, guest) for guest in guests) == 2, "it is seen")
            lost = [not is_there(server.url, guest) for guest in guests]
            ends = [*compress(sockets, lost)]
            for socket in ends:
                while await socket.read_message() is not None:
                    pass
            left = [socket for socket in sockets if socket not in ends]
            found = [await states(socket) for socket in left]
            for socket in left:
                socket.close()
            return [socket.close_code for socket in ends], found

        codes, found = asyncio.run(visit())
        assert codes == [GUIDE_ENDED] * 2
        assert all(found)
        new_guide(server.url)
        all_workers(server)
        assert server.log[1:] == [ENDED]


@pytest.fixture(scope="module")
def hasty():
    """A server as impatient as a real one, which has its workers again after each test."""
    with running_server() as found:
        yield found


def test_a_worker_that_hangs_is_replaced_and_whoever_asks_meanwhile_is_helped_by_the_other(hasty):
    hanging, other = all_workers(hasty)
    said = len(hasty.log)
    hanging.suspend()
    # One of two goes to the worker that hangs, and on to the other once that is seen.
    assert len({new_guide(hasty.url) for _ in range(2)}) == 2
    wait_until(lambda: HANGS in hasty.log[said:], "it is told")
    assert hanging.pid not in {worker.pid for worker in all_workers(hasty)}
    assert other.is_running()


def test_a_guide_that_does_not_answer_is_told_to_its_page(hasty):
    all_workers(hasty)

    async def visit():
        socket = await connect(hasty.url, new_guide(hasty.url))
        for worker in workers(hasty.pid):
            worker.suspend()
        return await states(socket), socket.close_code

    assert asyncio.run(asyncio.wait_for(visit(), PATIENCE)) == (None, GUIDE_ENDED)
    assert ask(hasty.url, "/guide").status == 200


@pytest.fixture
def temporary():
    """A folder for temporary files that no other server cleans up."""
    with TemporaryDirectory(prefix="e") as folder:
        yield folder


def test_when_the_server_is_killed_all_its_processes_end_and_the_next_removes_what_it_left(temporary):
    with running_server(real=True, TMPDIR=temporary) as server:
        new_guide(server.url)
        processes = psutil.Process(server.pid).children(recursive=True)
        assert processes
        left = Path(processes[0].environ()[places.HANDBOOKS]).parent
        server.process.send_signal(signal.SIGKILL)
        assert all_end(processes)
        assert left.is_dir()
    with running_server(TMPDIR=temporary):
        assert not left.exists()


def test_a_notebook_that_prints_and_leaves_a_thread_is_served(serve):
    with serve(f"from threading import Timer\nTimer(60, print).start()\nprint('x')\n{WIDGET}") as server:
        new_guide(server.url)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux sets a limit of another process")
def test_out_of_file_handles_for_a_while_guides_come_back(hasty):
    all_workers(hasty)
    said = len(hasty.log)
    process = psutil.Process(hasty.pid)
    before = process.rlimit(psutil.RLIMIT_NOFILE)
    process.rlimit(psutil.RLIMIT_NOFILE, (0, before[1]))
    try:
        for worker in workers(hasty.pid):
            worker.kill()
        wait_until(lambda: FAILS in "".join(hasty.log[said:]), "no other can start")
    finally:
        process.rlimit(psutil.RLIMIT_NOFILE, before)
    assert ask(hasty.url).status == 200
    wait_until(lambda: ask(hasty.url, "/guide").status == 200, "there are guides again")


def test_workers_that_were_stopped_do_not_keep_the_server_from_ending():
    with running_server() as server:
        new_guide(server.url)
        stopped = all_workers(server)
        for process in stopped:
            process.suspend()
        server.process.terminate()
        assert server.process.wait(PATIENCE) == 0
    assert all_end(stopped)
