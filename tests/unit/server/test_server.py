"""A server starts where it is told, or not at all, and leaves nothing behind."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import subprocess
import sys
import tempfile
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest

from ehbi.places import HANDBOOKS
from ehbi.server.guides.addresses import GOING_AWAY
from ehbi.server.server import Scratch
from tests.serving import running_server
from tests.waiting import PATIENCE, all_end, wait_until

from .visiting import all_workers, ask, connect, new_guide


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_two_that_run_leave_each_other_alone_and_clean_up(temporary):
    one, other = Scratch(), Scratch()
    assert one.path != other.path
    for each in (one, other):
        assert each.path.is_dir()
        each.close()
    assert [*temporary.iterdir()] == []


def test_what_a_killed_server_left_goes_and_nothing_else_does(temporary):
    code = "import os; from ehbi.server.server import Scratch; Scratch(); os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", code], env={"TMPDIR": str(temporary)}, check=False)
    (left,) = temporary.iterdir()
    (temporary / "ehbi-van-iemand-anders").mkdir()
    (temporary / "anders").mkdir()
    kept = Scratch()
    assert not left.exists()
    assert {one.name for one in temporary.iterdir()} == {"ehbi-van-iemand-anders", "anders", kept.path.name}
    kept.close()


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_told_to_stop_leaves_nothing_behind(told):
    with running_server(real=True) as server:
        new_guide(server.url)
        all_workers(server)
        processes = psutil.Process(server.pid).children(recursive=True)
        folder = Path(processes[0].environ()[HANDBOOKS]).parent
        assert folder.is_dir()
        server.process.send_signal(told)
        assert server.process.wait(PATIENCE) == 0
    assert all_end(processes)
    assert not folder.exists()
    assert "Traceback" not in "".join(server.log)


def test_a_server_can_be_stopped_while_it_is_still_starting_workers():
    with running_server() as server:
        server.process.terminate()
        assert server.process.wait(PATIENCE) == 0
    assert "Traceback" not in "".join(server.log)


@pytest.mark.parametrize("moment", [0, 0.02, 0.05])
def test_a_server_can_be_stopped_while_a_page_connects(moment):
    with running_server() as server:
        guide = new_guide(server.url)

        async def visit():
            socket = await connect(server.url, guide)
            await asyncio.sleep(moment)
            server.process.terminate()
            while await socket.read_message() is not None:
                pass

        asyncio.run(asyncio.wait_for(visit(), PATIENCE))
        assert server.process.wait(PATIENCE) == 0
    assert "Traceback" not in "".join(server.log)


def test_the_pages_that_are_open_are_told_that_it_stops():
    with running_server(patient=True) as server:

        async def visit():
            socket = await connect(server.url, new_guide(server.url))
            server.process.terminate()
            while await socket.read_message() is not None:
                pass
            return socket.close_code, socket.close_reason

        assert asyncio.run(visit()) == (GOING_AWAY, "stopping")
        assert server.process.wait(PATIENCE) == 0
    assert server.log[1:] == []


def is_open(url):
    """Return whether a server lets anybody in."""
    where = urlsplit(url)
    with socket.socket() as visitor:
        return visitor.connect_ex((where.hostname, where.port)) == 0


def test_who_is_being_answered_gets_their_answer(serve, tmp_path):
    came, closed = tmp_path / "came", tmp_path / "closed"
    waits = f"""
import pathlib, time, ipywidgets
pathlib.Path({str(came)!r}).touch()
while pathlib.Path({str(closed)!r}).exists(): time.sleep(0.02)
ipywidgets.Dropdown()"""
    with serve(waits, answers=60) as server:
        all_workers(server)
        came.unlink()
        closed.touch()
        asking = HTTPConnection(urlsplit(server.url).netloc, timeout=PATIENCE)
        asking.request("GET", "/guide")
        wait_until(came.exists, "it is being answered")
        server.process.terminate()
        wait_until(lambda: not is_open(server.url), "nobody else comes in")
        closed.unlink()
        assert asking.getresponse().status == 200
        assert server.process.wait(PATIENCE) == 0


@pytest.fixture(scope="module")
def stopping():
    """A server that has been told to stop and goes on for a while, and a guide that it had given."""
    with running_server("--drain", "600") as server:
        well = ask(server.url, "/health")
        assert (well.status, json.loads(well.text)) == (200, {"status": "ok"})
        guide = new_guide(server.url)
        server.process.terminate()
        wait_until(lambda: ask(server.url, "/health").status == 503, "it says so")
        yield server, guide


def test_a_load_balancer_hears_that_it_stops_while_the_book_and_guides_go_on(stopping):
    server, guide = stopping
    assert json.loads(ask(server.url, "/health").text) == {"status": "stopping"}
    assert ask(server.url, "/ready").status == 503
    assert ask(server.url).status == 200
    assert ask(server.url, f"/api/kernels/{guide}").status == 200


def test_a_server_that_stops_sends_whoever_wants_a_guide_elsewhere(stopping):
    server, _ = stopping
    refused = ask(server.url, "/guide")
    assert (refused.status, refused.headers["Retry-After"]) == (503, "5")
    assert not [line for line in server.log if "Geen hulp" in line]


def test_who_tells_it_twice_does_not_wait():
    with running_server("--drain", "600") as server:
        new_guide(server.url)
        processes = psutil.Process(server.pid).children(recursive=True)
        server.process.terminate()
        wait_until(lambda: ask(server.url, "/health").status == 503, "it was told once")
        server.process.terminate()
        assert server.process.wait(PATIENCE) == -signal.SIGTERM
    assert all_end(processes)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--port", "{taken}"], "is niet vrij"),
        (["--port", "70000"], "--port"),
        (["--port", "0", "--host", "geen adres"], "--host"),
    ],
)
def test_an_address_that_cannot_be_had_is_a_clear_line_and_status_1(arguments, words):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [word.format(taken=port) for word in arguments]
        done = subprocess.run(
            [sys.executable, "-m", "ehbi.cli", "serve", *command],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_settings_of_a_user_of_jupyter_do_not_reach_it_and_a_visit_is_not_told_of(tmp_path, monkeypatch):
    _write(tmp_path / "config" / "voila.py", "raise SystemExit('voila.py is read')")
    _write(tmp_path / "config" / "voila.json", '{"Voila": {"port": 1, "token": "x"}}')
    _write(
        tmp_path / "config" / "labconfig" / "page_config.json", '{"disabledExtensions": {"anywidget": true}}'
    )
    _write(tmp_path / "data" / "kernels" / "python3" / "kernel.json", '{"argv": ["false"], "language": "x"}')
    _write(
        tmp_path / "data" / "labextensions" / "anywidget" / "package.json",
        '{"name": "anywidget", "version": "0"}',
    )
    _write(tmp_path / "ipython" / "profile_default" / "startup" / "00.py", "import os; os._exit(1)")
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "data"))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    with running_server(real=True) as server:
        assert ask(server.url, "/guide").status == 200
        assert ask(server.url, "/bestaat/niet").status == 404
        assert server.log[1:] == []


def _write(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


LOOK = "import ehbi.server, sys; print('jsonschema' in sys.modules, 'rfc3987_syntax' in sys.modules)"


USE = "import ehbi.server; from rfc3987_syntax import is_valid_syntax as valid; print(valid('iri', 'urn:a'))"


def said(code):
    return subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.split()


def test_a_server_does_not_build_it():
    assert said(LOOK) == ["True", "False"]


def test_whoever_asks_for_it_has_it():
    assert said(USE) == ["True"]
