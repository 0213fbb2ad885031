"""What the guide and the page around it tell each other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from ..book import CLIPBOARD_JS


class PageLink(anywidget.AnyWidget):
    """Keeps focus, announcements and the address in step with the case.

    The guide says where the case is; the page answers when the person uses the browser's own
    means, such as its back button. In a notebook there is no such page, and nobody answers.

    Parameters
    ----------
    on_open
        Called with a case's link and the page's revision when the page asks for that case.
    on_jump
        Called with a step's id when the page asks for that step: its flowchart was clicked.
    """

    _esm = f"{CLIPBOARD_JS}\n{Path(__file__).with_name('page_link.js').read_text(encoding='utf-8')}"
    _css = Path(__file__).with_name("guide.css")

    link = traitlets.Unicode().tag(sync=True)
    """The case, as :attr:`ehbi.Case.link` writes it."""

    revision = traitlets.Unicode().tag(sync=True)
    """What the handbook is known by on which the case runs."""

    summary = traitlets.Unicode().tag(sync=True)
    """The case as text, ready to be copied without asking the kernel."""

    def __init__(self, on_open: Callable[[str, str], None], on_jump: Callable[[str], None]) -> None:
        super().__init__()
        self._on_open, self._on_jump = on_open, on_jump
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
            case {"open": str(link), "revision": str(revision)}:
                self._on_open(link, revision)
                self.send({"kind": "opened", "link": link})
            case {"jump": str(step)}:
                self._on_jump(step)
