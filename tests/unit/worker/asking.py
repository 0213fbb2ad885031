"""A worker in this process, asked as its server asks it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import ehbi
from ehbi.worker.__main__ import Worker
from ehbi.worker.pipe import frames

HANDBOOK = Path(ehbi.__file__).parents[1] / "notebooks" / "handboek.ipynb"
CONTROL = {"comm_id": "control", "target_name": "jupyter.widget.control", "data": {}}


def comm(number):
    """Return the id of the widget that a guest made as this one."""
    return f"{number:032x}"


def notebook(file, *sources):
    """Write a notebook of these cells."""
    cells = [{"cell_type": "code", "source": source} for source in sources]
    file.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return file


class Asker:
    """Asks a worker, and keeps what it answers.

    Parameters
    ----------
    soon
        As for the worker; None to keep what is for later until :meth:`go_on`.
    """

    def __init__(self, soon=None):
        self.heard, self.buffers, self._later = [], [], []
        self.worker = Worker(self._hear, soon or (lambda *call: self._later.append(call)))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for guest in [*self.worker._guests]:
            self.leave(guest)

    def _hear(self, frame):
        [(said, buffers)] = frames(io.BytesIO(frame))
        self.heard.append(said)
        self.buffers.append(buffers)

    def go_on(self):
        calls, self._later = self._later, []
        for act, *arguments in calls:
            act(*arguments)

    def come(self, guest, file=HANDBOOK):
        self.worker.do({"do": "come", "guest": guest, "notebook": str(file)})
        return self.heard[-1]

    def hear(self, guest, content, kind="comm_msg", buffers=()):
        before = len(self.heard)
        asked = {"do": "hear", "guest": guest, "kind": kind, "content": content, "metadata": {}}
        self.worker.do(asked, buffers)
        [answer] = self.heard[before:]
        assert (answer["guest"], answer["done"]) == (guest, True)
        return [message["content"] for message in answer["said"]]

    def say(self, guest, number, data):
        """Say something to a widget."""
        return self.hear(guest, {"comm_id": comm(number), "data": data})

    def update(self, guest, number, **state):
        return self.say(guest, number, {"method": "update", "state": state})

    def leave(self, guest):
        self.worker.do({"do": "leave", "guest": guest})

    def states(self, guest):
        """Return all that a page hears when it asks which widgets there are."""
        assert self.hear(guest, CONTROL, "comm_open") == []
        asks = {"comm_id": CONTROL["comm_id"], "data": {"method": "request_states"}}
        [content] = self.hear(guest, asks)
        assert (content["comm_id"], content["data"]["method"]) == ("control", "update_states")
        return content["data"]["states"]

    def number(self, guest, model):
        """Return the first of a guest's widgets that has this view."""
        states = self.states(guest)
        return next(int(name, 16) for name, one in states.items() if one["state"]["_view_name"] == model)
