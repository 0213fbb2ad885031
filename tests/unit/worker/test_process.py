"""The worker as its server starts it: frames through pipes, and an end with its server."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from contextlib import suppress

import pytest

from ehbi.worker.pipe import frames, packed
from tests.waiting import PATIENCE

from .asking import HANDBOOK, comm, notebook

FIELD = """
import ipywidgets
field = ipywidgets.Text(layout=ipywidgets.Layout())
print("dit hoort niemand", flush=True)
field
"""
TEXT = comm(3)

pytestmark = pytest.mark.thorough


class Process:
    """A worker in a process of its own."""

    def __init__(self, file):
        command = [sys.executable, "-m", "ehbi.worker", str(file)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._limit = threading.Timer(PATIENCE, self._process.kill)
        self._limit.start()
        self._heard = frames(self._process.stdout)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._limit.cancel()
        self._process.kill()
        self._process.wait()
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.stdout.close()

    def hear(self):
        return next(self._heard)

    def ask(self, *buffers, **asked):
        lengths = {"buffers": [*map(len, buffers)]} if buffers else {}
        self._process.stdin.write(packed(json.dumps(asked | lengths), buffers))
        self._process.stdin.flush()

    def say(self, data, *buffers):
        content = {"comm_id": TEXT, "data": data}
        self.ask(*buffers, do="hear", guest="a", kind="comm_msg", content=content, metadata={})

    def go(self):
        """Go, as a server does that is killed."""
        self._process.stdin.close()

    def ended(self):
        """Return how the worker ended."""
        return self._process.wait(PATIENCE)


def test_it_is_ready_answers_and_ends_with_its_server():
    with Process(HANDBOOK) as worker:
        assert worker.hear() == ({"ready": True}, [])
        worker.ask(do="come", guest="a", notebook=str(HANDBOOK))
        answer, _ = worker.hear()
        assert (answer["guest"], len(answer["outputs"]), len(answer["structure"])) == ("a", 1, 12)
        worker.go()
        assert worker.ended() == 0


def test_only_frames_come_and_buffers_with_them(tmp_path):
    echo = (
        f"{FIELD}\nfield.on_msg(lambda _, content, buffers: (print(content), field.send('terug', buffers)))"
    )
    file = notebook(tmp_path / "echo.ipynb", echo)
    with Process(file) as worker:
        assert worker.hear() == ({"ready": True}, [])
        worker.ask(do="come", guest="a", notebook=str(file))
        assert "structure" in worker.hear()[0]
        worker.say({"method": "custom", "content": "heen"}, b"\x00" * 100_000, b"kort")
        answer, buffers = worker.hear()
        assert [message["content"]["data"]["content"] for message in answer["said"]] == ["terug"]
        assert buffers == [b"\x00" * 100_000, b"kort"]


def test_it_ends_with_its_server_also_when_a_guest_hangs(tmp_path):
    hanging = f"{FIELD}\ndef hang(*_):\n    field.value = 'nu'\n    while True: pass\nfield.on_msg(hang)"
    file = notebook(tmp_path / "hang.ipynb", hanging)
    with Process(file) as worker:
        worker.hear()
        worker.ask(do="come", guest="a", notebook=str(file))
        worker.hear()
        worker.say({"method": "custom", "content": {}})
        worker.go()
        assert worker.ended() == 0


def test_it_ends_without_a_word_when_nobody_hears_it_any_more(tmp_path):
    command = [sys.executable, "-m", "ehbi.worker", str(notebook(tmp_path / "a.ipynb", "1"))]
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen(command, **pipes) as worker:
        worker.stdout.close()
        assert worker.wait(PATIENCE) == 0
        assert worker.stderr.read() == b""


@pytest.mark.parametrize("source", ["1 / 0", "raise SystemExit", "import os, sys; sys.stdin.read(); niets"])
def test_a_notebook_that_fails_says_why_and_it_ends(tmp_path, source):
    with Process(notebook(tmp_path / "fails.ipynb", source)) as worker:
        said, _ = worker.hear()
        assert said["error"].startswith("Het notebook kan niet worden klaargezet: ")
        assert worker.ended() == 1
