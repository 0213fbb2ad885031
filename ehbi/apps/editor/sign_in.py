"""The sign-in before the editor: asks for a name, unless that is known, and opens their draft."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import anywidget
import ipywidgets as widgets
import traitlets

from ... import places, scripts
from ...book import CARD_CSS
from ...handbook import EhbiError
from ...store import Store
from .editor import Editor
from .page import TROUBLE
from .preview import MakeGuide
from .working_copy import WorkingCopy

_HERE = Path(__file__).parent
_PANEL_CSS = (_HERE.parent / "panel.css").read_text(encoding="utf-8")
LONGEST = 80
HUB_USER = "JUPYTERHUB_USER"
"""Environment variable in which JupyterHub tells whose kernel it is."""
VOILA = ("VOILA_PREHEAT", "VOILA_KERNEL_ID")
"""Environment variables that Voilà gives each of its kernels, also one that waits for its visitor."""
REFUSAL = """<section class="ehbi ehbi-card" lang="nl">
<h2 class="ehbi-title">Het beheer gaat hier niet open</h2>
<p>Deze pagina komt van Voilà, dat niet vraagt wie je bent.
Iedereen met het adres zou het handboek kunnen veranderen.</p>
<p>Start het beheer met <code>ehbi edit</code>: dat laat alleen binnen wie de sleutel heeft.
Of open dit notebook in JupyterLab.</p>
</section>"""


class SignIn(widgets.VBox):
    """Opens the editor once somebody is there: a kernel may have waited long, and a draft must be of now.

    Where anybody can come in, as under Voilà, it opens nothing and says how to come in elsewhere.

    Parameters
    ----------
    make_guide
        As for :class:`Editor`.
    author
        Who is at work; None for whose kernel this is.
    """

    def __init__(self, make_guide: MakeGuide | None = None, author: str | None = None) -> None:
        self._make_guide = make_guide
        self.known = known_author() if author is None else author
        self.editor: Editor | None = None
        self._store: Store | None = None
        self.form = NameForm(can_leave=not self.known)
        style = widgets.HTML(f"<style>{CARD_CSS}</style>")
        self._head = [style, self.form]
        if is_open_to_all(os.environ):
            super().__init__([style, widgets.HTML(REFUSAL)])
        else:
            self.form.on_msg(self._hear)
            super().__init__(self._head)
        self._dom_classes = ("ehbi", "ehbi-sign-in")

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
        self.form.asks = self.editor is None and not self.known

    def _open(self, name: str) -> None:
        form = self.form
        form.trouble = ""
        try:
            author = author_name(self.known or name)
            self.editor = Editor(WorkingCopy(self._opened(), author), self._make_guide)
        except EhbiError as error:
            form.trouble = str(error)
            return
        except Exception:
            form.trouble = TROUBLE
            raise
        form.asks, form.author = False, author
        self.children = [*self._head, self.editor]

    def _leave(self) -> None:
        self.children = self._head
        self.editor = None
        self.form.author, self.form.asks = "", True

    def _opened(self) -> Store:
        if self._store is None:
            self._store = Store.open(places.database(), publishes=True)
        return self._store


class NameForm(anywidget.AnyWidget):
    """Asks for a name, or says whose draft is open; the browser remembers the name."""

    _esm = scripts.one_module(*scripts.MODULES.values(), _HERE / "sign_in.js")
    _css = f"{_PANEL_CSS}\n{(_HERE / 'sign_in.css').read_text(encoding='utf-8')}"

    author = traitlets.Unicode().tag(sync=True)
    """Whose draft is open; empty while none is."""

    asks = traitlets.Bool(False).tag(sync=True)
    """Whether a name is asked for."""

    can_leave = traitlets.Bool(False).tag(sync=True)
    """Whether somebody else can go on here."""

    trouble = traitlets.Unicode().tag(sync=True)
    """Why nothing was opened; may be empty."""

    longest = traitlets.Int(LONGEST).tag(sync=True)
    """Most characters of a name."""


class AuthorError(EhbiError):
    """What was filled in cannot be somebody's name."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"Vul je naam in: 1 tot {LONGEST} tekens, op één regel.")


def author_name(text: str) -> str:
    """Return a name as it is kept with a draft and a revision; refuse what is none.

    Examples
    --------
    >>> author_name("  Noor de Vries ")
    'Noor de Vries'
    """
    name = unicodedata.normalize("NFC", text).strip()
    if not name or len(name) > LONGEST or not name.isprintable():
        raise AuthorError(text)
    return name


def is_open_to_all(environment: Mapping[str, str]) -> bool:
    """Return whether this kernel is Voilà's: alone or in a Jupyter Server, it asks nobody for our key.

    Our own workers and the kernels of JupyterLab, which has a token of its own, are not.

    Examples
    --------
    >>> is_open_to_all({"SERVER_SOFTWARE": "voila/0.5.13"}), is_open_to_all({"JPY_SESSION_NAME": "beheer"})
    (True, False)
    """
    software = environment.get("SERVER_SOFTWARE", "")
    return software.startswith("voila/") or any(name in environment for name in VOILA)


def known_author() -> str:
    """Return whose kernel this is; empty when nobody knows, as on a server that several people share.

    JupyterHub knows who somebody is; elsewhere the system does.
    """
    shared = os.environ.get(places.SHARED)
    return os.environ.get(HUB_USER) or ("" if shared else places.user())
