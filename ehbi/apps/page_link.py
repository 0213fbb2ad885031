"""What the guide and the page around it tell each other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets


class PageLink(anywidget.AnyWidget):
    """Keeps focus, announcements and the address in step with the case.

    The guide says where the case is; the page answers when the person uses the browser's own
    means, such as its back button. In a notebook there is no such page, and nobody answers.

    Parameters
    ----------
    on_open
        Called with a case's link when the page asks for that case.
    """

    _esm = Path(__file__).with_name("page_link.js")
    _css = Path(__file__).with_name("guide.css")

    link = traitlets.Unicode().tag(sync=True)
    """The case, as :attr:`ehbi.Case.link` writes it."""

    summary = traitlets.Unicode().tag(sync=True)
    """The case as text, ready to be copied without asking the kernel."""

    def __init__(self, on_open: Callable[[str], None]) -> None:
        super().__init__()
        self._on_open = on_open
        self.on_msg(self._hear)

    def arrive(self, said: str) -> None:
        """Move the focus to the current step, and have this said by a screen reader."""
        self.send({"kind": "arrive", "said": said})

    def fail(self, message: str) -> None:
        """Show that something went wrong."""
        self.send({"kind": "fail", "said": message})

    def _hear(self, _widget: object, content: Any, _buffers: object) -> None:
        """Open the case that the page asks for, and say which one that became."""
        wanted = content.get("open") if isinstance(content, dict) else None
        if isinstance(wanted, str):
            self._on_open(wanted)
            self.send({"kind": "opened", "link": wanted})
