"""A server starts where it is told, or not at all, and leaves nothing behind."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from urllib.parse import urlsplit

import psutil
import pytest

from ehbi import cli
from ehbi.places import DATABASE, HANDBOOKS
from ehbi.server import launch
from ehbi.server.guides.addresses import GOING_AWAY
from ehbi.server.login.keys import TOKEN
from ehbi.server.server import Scratch
from tests.serving import running_server
from tests.waiting import PATIENCE, all_end, wait_until

from .visiting import all_workers, ask, connect, new_guide, workers


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


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no process can be killed halfway on this system")
def test_what_a_killed_server_left_goes_and_nothing_else_does(temporary):
    killed = os.fork()
    if not killed:
        with suppress(BaseException):
            Scratch()
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(killed, 0)
    (left,) = temporary.iterdir()
    (temporary / "ehbi-van-iemand-anders").mkdir()
    (temporary / "anders").mkdir()
    kept = Scratch()
    assert not left.exists()
    assert {one.name for one in temporary.iterdir()} == {"ehbi-van-iemand-anders", "anders", kept.path.name}
    kept.close()


@contextmanager
def leaving_nothing(server, folder, told):
    """Have a server, its temporary files in a folder, told to stop after what is done in the block."""
    new_guide(server.url)
    all_workers(server)
    processes = psutil.Process(server.pid).children(recursive=True)
    (own,) = folder.glob("ehbi-*/handbooks")
    yield own
    server.process.send_signal(told)
    assert server.process.wait(PATIENCE) == 0
    assert all_end(processes)
    assert [*folder.glob("ehbi-*")] == []
    assert "Traceback" not in "".join(server.log)


def test_a_server_that_is_interrupted_leaves_nothing_behind(tmp_path):
    with running_server(TMPDIR=str(tmp_path)) as server, leaving_nothing(server, tmp_path, signal.SIGINT):
        pass


def test_secrets_and_jupyters_settings_do_not_reach_it_and_its_workers_and_it_leaves_nothing_behind(
    tmp_path, settings_of_a_user
):
    environment = {**settings_of_a_user, TOKEN: "geheim", "TMPDIR": str(tmp_path)}
    with (
        running_server(real=True, **environment) as server,
        leaving_nothing(server, tmp_path, signal.SIGTERM) as handbooks,
    ):
        for path in ("/verkennen", "/guide/verkennen", "/login", "/logout", "/api/me", "/bestaat/niet"):
            assert ask(server.url, path).status == 404
        found = [one.environ() for one in workers(server.pid)]
        assert {one[HANDBOOKS] for one in found} == {str(handbooks)}
        assert not [one for one in found if {DATABASE, TOKEN} & {*one}]
        assert server.log[1:] == []


def test_a_server_can_be_stopped_while_it_is_still_starting_workers():
    with running_server() as server:
        server.process.terminate()
        assert server.process.wait(PATIENCE) == 0
    assert "Traceback" not in "".join(server.log)


@pytest.mark.parametrize("moment", [0.02, 0.05])
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


def test_while_it_stops_what_goes_on_goes_on_others_go_elsewhere_and_who_tells_it_twice_does_not_wait():
    with running_server("--drain", "600") as server:
        well = ask(server.url, "/health")
        assert (well.status, json.loads(well.text)) == (200, {"status": "ok"})
        guide = new_guide(server.url)
        processes = psutil.Process(server.pid).children(recursive=True)
        server.process.terminate()
        wait_until(lambda: ask(server.url, "/health").status == 503, "a load balancer hears of it")
        assert json.loads(ask(server.url, "/health").text) == {"status": "stopping"}
        assert ask(server.url, "/ready").status == 503
        assert ask(server.url).status == 200
        assert ask(server.url, f"/api/kernels/{guide}").status == 200
        refused = ask(server.url, "/guide")
        assert (refused.status, refused.headers["Retry-After"]) == (503, "5")
        assert not [line for line in server.log if "Geen hulp" in line]
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
def test_an_address_that_cannot_be_had_is_a_clear_line_and_status_1(arguments, words, monkeypatch, capsys):
    monkeypatch.setattr(launch, "log_in_lines", lambda: None)  # it is for a process that is a server
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [word.format(taken=port) for word in arguments]
        assert cli.main(["serve", *command]) == 1
    printed, complaint = capsys.readouterr()
    assert (printed, len(complaint.splitlines())) == ("", 1)
    assert words in complaint


@pytest.fixture
def settings_of_a_user(tmp_path):
    """Variables of somebody whose Jupyter and IPython are set to break a server."""
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
    return {
        "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
        "JUPYTER_PATH": str(tmp_path / "data"),
        "IPYTHONDIR": str(tmp_path / "ipython"),
    }


def _write(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


LOOK = """
import ehbi.server, sys
print('jsonschema' in sys.modules, 'rfc3987_syntax' in sys.modules)
from rfc3987_syntax import is_valid_syntax as valid
print(valid('iri', 'urn:a'))
"""


def test_a_server_does_not_build_the_grammar_and_whoever_asks_for_it_has_it():
    done = subprocess.run([sys.executable, "-c", LOOK], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["True", "False", "True"]
