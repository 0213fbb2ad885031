"""What the guide and the page around it tell each other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import anywidget
import traitlets

from .. import scripts


class Listener(Protocol):
    """Whoever does what is asked for in the page."""

    def begin(self, start: str) -> None:
        """Begin a case at this start."""

    def open_case(self, link: str, revision: str, remembered: Mapping[str, str]) -> None:
        """Show the case that the page has, with the answers that it remembers, by step."""

    def answer(self, step: str, answer: str) -> None:
        """Answer this step, if the case is at it."""

    def confirm(self, at: int) -> None:
        """Take an assumed answer for one that was given."""

    def deny(self, at: int) -> None:
        """Go back to a step whose answer was assumed."""


class PageLink(anywidget.AnyWidget):
    """Keeps focus, announcements and the address in step with the case.

    The guide says where the case is; the page answers when the person uses what the page has itself, such
    as its buttons or the browser's own. In a notebook there is no such page: the buttons are the guide's.
    """

    _esm = scripts.one_module(*scripts.MODULES.values(), Path(__file__).with_name("page_link.js"))
    _css = Path(__file__).with_name("guide.css").read_text(encoding="utf-8")

    link = traitlets.Unicode().tag(sync=True)
    """The case, as :attr:`ehbi.Case.link` writes it."""

    revision = traitlets.Unicode().tag(sync=True)
    """What the handbook is known by on which the case runs."""

    summary = traitlets.Unicode().tag(sync=True)
    """The case as text, ready to be copied without asking the kernel; empty where a page has it itself."""

    def __init__(self, listener: Listener) -> None:
        super().__init__()
        self._listener = listener
        self.on_msg(self._hear)

    def arrive(self, said: str) -> None:
        """Move the focus to the current step, and have this said by a screen reader."""
        self.send({"kind": "arrive", "said": said})

    def fail(self, message: str) -> None:
        """Show that something went wrong."""
        self.send({"kind": "fail", "said": message})

    def _hear(self, _widget: object, content: Any, _buffers: object) -> None:
        """Do what the page asks for; about a case, say that it is open."""
        match content:
            case {"open": str(link), "revision": str(revision), **more}:
                self._listener.open_case(link, revision, _remembered(more.get("remembered")))
                self.send({"kind": "opened", "link": link})
            case {"begin": str(start)}:
                self._listener.begin(start)
            case {"answer": str(answer), "step": str(step)}:
                self._listener.answer(step, answer)
            case {"confirm": int(at)}:
                self._listener.confirm(at)
            case {"deny": int(at)}:
                self._listener.deny(at)


def _remembered(content: Any) -> dict[str, str]:
    """Return what a page remembers, without what is no answer by its step."""
    found = content.items() if isinstance(content, dict) else ()
    return {step: mark for step, mark in found if isinstance(mark, str)}
