"""The way into the editor: asks who is there, unless that is known, and opens their draft."""

from __future__ import annotations

from pathlib import Path

import anywidget
import ipywidgets as widgets
import traitlets

from ... import places
from ...book import CARD_CSS
from ...handbook import EhbiError
from ...store import Store
from .authors import LONGEST, author_name, known_author
from .editor import Editor
from .page import TROUBLE
from .trial import MakeGuide
from .work import Work

_HERE = Path(__file__).parent
_PANEL_CSS = (_HERE.parent / "panel.css").read_text(encoding="utf-8")


class Greeting(anywidget.AnyWidget):
    """Asks for a name, or says whose draft is open; the browser remembers the name.

    Parameters
    ----------
    on_come
        Called with the name that the browser remembers, or an empty one, when somebody is there.
    on_name
        Called with the name that was filled in.
    on_leave
        Called when somebody else wants to go on.
    """

    _esm = (_HERE / "door.js").read_text(encoding="utf-8")
    _css = f"{_PANEL_CSS}\n{(_HERE / 'door.css').read_text(encoding='utf-8')}"

    author = traitlets.Unicode().tag(sync=True)
    """Whose draft is open; empty while none is."""

    asks = traitlets.Bool(False).tag(sync=True)
    """Whether a name is asked for. Default: False."""

    can_leave = traitlets.Bool(False).tag(sync=True)
    """Whether somebody else can go on here. Default: False."""

    trouble = traitlets.Unicode().tag(sync=True)
    """Why nothing was opened; may be empty."""

    longest = traitlets.Int(LONGEST).tag(sync=True)
    """Most characters of a name."""


class Door(widgets.VBox):
    """Opens the editor once somebody is there: a kernel may have waited long, and a draft must be of now.

    Parameters
    ----------
    make_guide
        As for :class:`Editor`.
    author
        Who is at work; None for whose kernel this is.

    Attributes
    ----------
    greeting : Greeting
        What is asked and said.
    editor : Editor or None
        What is open.
    """

    def __init__(self, make_guide: MakeGuide | None = None, author: str | None = None) -> None:
        self._make_guide = make_guide
        self.known = known_author() if author is None else author
        self.editor: Editor | None = None
        self._store: Store | None = None
        self.greeting = Greeting(can_leave=not self.known)
        self.greeting.on_msg(self._hear)
        self._head = [widgets.HTML(f"<style>{CARD_CSS}</style>"), self.greeting]
        super().__init__(self._head)
        self._dom_classes = ("ehbi", "ehbi-door")

    def _hear(self, _widget: object, content: object, _buffers: object) -> None:
        match content:
            case {"come": str(remembered)}:
                self._come(remembered)
            case {"name": str(name)}:
                self._open(name)
            case {"leave": True} if not self.known:
                self._leave()

    def _come(self, remembered: str) -> None:
        name = self.known or remembered
        if self.editor is None and name:
            self._open(name)
        self.greeting.asks = self.editor is None and not self.known

    def _open(self, name: str) -> None:
        greeting = self.greeting
        greeting.trouble = ""
        try:
            author = author_name(self.known or name)
            self.editor = Editor(Work(self._opened(), author), self._make_guide)
        except EhbiError as error:
            greeting.trouble = str(error)
            return
        except Exception:
            greeting.trouble = TROUBLE
            raise
        greeting.asks, greeting.author = False, author
        self.children = [*self._head, self.editor]

    def _leave(self) -> None:
        self.children = self._head
        self.editor = None
        self.greeting.author, self.greeting.asks = "", True

    def _opened(self) -> Store:
        if self._store is None:
            self._store = Store.open(places.database(), publishes=True)
        return self._store
