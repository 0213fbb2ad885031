"""Do what the server asks for one guest or another."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from .comms import share
from .guest import Guest
from .notebook import NotebookError
from .pipe import packed

LEAVING = 64
"""Guests who must have left before what they left behind is collected, or a quarter of those who stay."""


class Worker:
    """Many guests, by the name that the server gave them.

    Parameters
    ----------
    send
        Passes a frame on to the server.
    soon
        Calls a function with its arguments when all that is to be done now is done; from any thread.
    """

    def __init__(self, send: Callable[[bytes], object], soon: Callable[..., object]) -> None:
        self._send, self._soon = send, soon
        self._guests: dict[str, Guest] = {}
        self._left = 0

    def warm_up(self, notebook: Path) -> None:
        """Run a notebook for nobody, so that what all guests share is there.

        Raises
        ------
        NotebookError
            It cannot be run.
        """
        share()
        guest = Guest(lambda _: None)
        guest.come(notebook)
        guest.leave()

    def do(self, asked: dict[str, Any], buffers: Sequence[bytes] = ()) -> None:
        """Do what a frame asks, and answer it."""
        match asked:
            case {"do": "come", "guest": str(name), "notebook": str(notebook)}:
                self._come(name, Path(notebook))
            case {"do": "hear", "guest": str(name)}:
                guest = self._guests.get(name)
                if guest:
                    guest.hear(asked.get("kind"), asked.get("content"), asked.get("metadata"), buffers)
                self._tell(name, guest, done=True)
            case {"do": "leave", "guest": str(name)}:
                self._leave(name)

    def _come(self, name: str, notebook: Path) -> None:
        self._leave(name)
        share()
        self._guests[name] = guest = Guest(lambda guest: self._soon(self._tell, name, guest))
        try:
            answer = {"outputs": guest.come(notebook), "structure": guest.structure}
        except NotebookError as error:
            self._leave(name)
            answer = {"error": str(error)}
        self._send(packed(json.dumps({"guest": name, **answer})))

    def _tell(self, name: str, guest: Guest | None, done: bool = False) -> None:
        """Pass on what a guest said; nothing is passed on too when somebody waits for it."""
        said = guest.said() if guest else []
        if said or done:
            buffers = [buffer for _, ours in said for buffer in ours]
            head = {"guest": name, "done": done} | ({"buffers": [*map(len, buffers)]} if buffers else {})
            messages = ", ".join(message for message, _ in said)
            self._send(packed(f'{json.dumps(head)[:-1]}, "said": [{messages}]}}', buffers))

    def _leave(self, name: str) -> None:
        if guest := self._guests.pop(name, None):
            guest.leave()
            self._left += 1
            if self._left >= max(LEAVING, len(self._guests) // 4):
                self._left = 0
                gc.collect()
