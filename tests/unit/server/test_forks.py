"""A visitor's kernel is a fork of a process that has run the notebook, or else an ordinary one."""

import asyncio
import json
import signal
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import pytest

from ehbi import places
from tests.serving import running_server

from .visiting import ask, config, connect, kernels, new_kernel, packed, unpacked, wait_until

WIDGET = "import ipywidgets\nchoice = ipywidgets.Dropdown(options=['ja', 'nee'])\nchoice"
ENDED = "Het proces waar kernels van komen is gestopt; er start een ander."


@pytest.fixture(scope="module")
def server():
    with running_server() as found:
        yield found


def warm(server):
    """The process that all kernels come from."""
    found = [one for one in psutil.Process(server.pid).children() if "ehbi.warm" in one.cmdline()]
    return found[0] if found else None


def process_of(server, kernel):
    wait_until(lambda: kernel in kernels(server.pid), "the kernel answers")
    return kernels(server.pid)[kernel]


def is_fork(server, kernel):
    there = warm(server)
    return there and process_of(server, kernel).ppid() == there.pid


async def say(server, kernel, kind, content):
    """Say something to a kernel; return what comes back until a moment after, by its kind."""
    socket = await connect(server.url, kernel)
    await socket.write_message(packed(kind, content), binary=True)
    await socket.write_message(packed("kernel_info_request", {}), binary=True)
    heard = {}
    while "kernel_info_reply" not in heard:
        kind, said = unpacked(await socket.read_message())
        heard[kind] = said
    socket.close()
    return heard


def test_each_visitor_has_a_fork_of_their_own(server):
    one, other = (process_of(server, new_kernel(server.url)) for _ in range(2))
    assert one.pid != other.pid
    assert one.ppid() == other.ppid() == warm(server).pid


def test_a_fork_runs_no_code(server, tmp_path):
    file = tmp_path / "gemaakt"
    code = {"code": f"open({str(file)!r}, 'w')", "silent": False, "store_history": False}
    heard = asyncio.run(say(server, new_kernel(server.url), "execute_request", code))
    assert not file.exists()
    assert "execute_reply" not in heard


def test_a_fork_knows_the_widgets_that_its_page_shows(server):
    guide = ask(server.url, "/guide")
    heard = asyncio.run(say(server, config(guide)["kernelId"], "comm_info_request", {}))
    shown = json.loads(guide.text.split('cell-output+json">')[1].split("</script>")[0])
    assert (
        shown["data"]["application/vnd.jupyter.widget-view+json"]["model_id"]
        in heard["comm_info_reply"]["comms"]
    )


def test_when_the_warm_process_is_killed_visitors_keep_their_kernel_and_others_get_one():
    with running_server() as server:
        before = process_of(server, new_kernel(server.url))
        old = warm(server)
        old.kill()
        wait_until(lambda: ENDED in "".join(server.log), "it is told")
        process_of(server, new_kernel(server.url))
        wait_until(lambda: is_fork(server, new_kernel(server.url)), "kernels are forks again")
        assert before.is_running()
        assert "Traceback" not in "".join(server.log)


@pytest.fixture
def temporary():
    """A folder for temporary files that no other server cleans up; sockets need a short name."""
    with TemporaryDirectory(prefix="e") as folder:
        yield folder


def test_when_the_server_is_killed_all_its_processes_end_and_the_next_removes_what_it_left(temporary):
    with running_server(TMPDIR=temporary) as server:
        process_of(server, new_kernel(server.url))
        processes = psutil.Process(server.pid).children(recursive=True)
        assert len(processes) > 1
        left = Path(processes[0].environ()[places.HANDBOOKS]).parent
        server.process.send_signal(signal.SIGKILL)
        assert psutil.wait_procs(processes, timeout=10)[1] == []
        assert left.is_dir()
    with running_server(TMPDIR=temporary):
        assert not left.exists()


@pytest.mark.parametrize(
    "first", ["%matplotlib inline", "from threading import Timer\nTimer(60, print).start()"]
)
def test_a_notebook_that_cannot_be_forked_runs_on_an_ordinary_kernel(serve, first):
    with serve(f"{first}\n{WIDGET}", forks=1) as server:
        process = process_of(server, new_kernel(server.url))
        assert "ehbi.warm" not in process.cmdline()
        wait_until(lambda: "Hulp start trager: " in "".join(server.log), "it is told")
        assert "Traceback" not in "".join(server.log)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux sets a limit of another process")
def test_with_a_full_disk_whoever_comes_has_the_book_until_there_is_room_again():
    with running_server() as server:
        process = psutil.Process(server.pid)
        new_kernel(server.url)
        before = process.rlimit(psutil.RLIMIT_FSIZE)
        process.rlimit(psutil.RLIMIT_FSIZE, (0, before[1]))
        assert ask(server.url, "/guide").status == 503
        assert ask(server.url).status == 200
        wait_until(lambda: "File too large" in server.log[-1], "it is told")
        assert "Traceback" not in "".join(server.log)
        process.rlimit(psutil.RLIMIT_FSIZE, before)
        assert is_fork(server, new_kernel(server.url))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux sets a limit of another process")
def test_out_of_file_handles_for_a_while_guides_come_back():
    with running_server() as server:
        process = psutil.Process(server.pid)
        new_kernel(server.url)
        before = process.rlimit(psutil.RLIMIT_NOFILE)
        process.rlimit(psutil.RLIMIT_NOFILE, (0, before[1]))
        warm(server).kill()
        wait_until(lambda: "Hulp start trager: " in "".join(server.log), "no other can start")
        process.rlimit(psutil.RLIMIT_NOFILE, before)
        assert ask(server.url).status == 200
        wait_until(lambda: is_fork(server, new_kernel(server.url)), "kernels are forks again")


def test_a_warm_process_that_hangs_makes_room_for_another():
    with running_server() as server:
        new_kernel(server.url)
        warm(server).suspend()
        assert process_of(server, new_kernel(server.url)).is_running()
        wait_until(lambda: is_fork(server, new_kernel(server.url)), "kernels are forks again")


def test_processes_that_were_stopped_do_not_keep_the_server_from_ending():
    with running_server() as server:
        stopped = [process_of(server, new_kernel(server.url)), warm(server)]
        for process in stopped:
            process.suspend()
        server.process.terminate()
        assert server.process.wait(60) == 0
    assert psutil.wait_procs(stopped, timeout=10)[1] == []
