"""What the guide and the page around it tell each other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import anywidget
import traitlets

from .. import scripts
from .controls import Act, guarded

TROUBLE = "Er ging iets mis. Je casus is bewaard. Laad de pagina opnieuw of begin opnieuw."


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

    def __init__(self, on_ask: Callable[[object], None]) -> None:
        super().__init__()
        self._on_ask = self.guarded(on_ask)
        self.on_msg(self._hear)

    def arrive(self, said: str) -> None:
        """Move the focus to the current step, and have this said by a screen reader."""
        self.send({"kind": "arrive", "said": said})

    def guarded(self, act: Act) -> Act:
        """Return an act of which the page shows that it went wrong."""
        return guarded(act, lambda said: self.send({"kind": "fail", "said": said}), TROUBLE)

    def _hear(self, _widget: object, content: object, _buffers: object) -> None:
        self._on_ask(content)
