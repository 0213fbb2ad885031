"""The address of the manager's page: it follows what is on show, and leads there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, unquote

import anywidget
import traitlets

Place = tuple[str, ...]
"""A view, and what is in it: ``("stappen", "reset-mail")``."""


class Address(anywidget.AnyWidget):
    """Keeps the address in step with what is on show, and tells now and then that somebody looks.

    ``on_go`` is called with a place when the page is opened there, or when somebody goes back or forward in
    the browser; ``on_look`` every few seconds while somebody looks.
    """

    _esm = Path(__file__).with_name("address.js").read_text(encoding="utf-8")

    place = traitlets.Unicode().tag(sync=True)
    """What is on show, as the address has it."""

    is_another = traitlets.Bool(False).tag(sync=True)
    """Whether that is another place than before, and not the same by another name."""

    def __init__(self, on_go: Callable[[Place], None], on_look: Callable[[], None]) -> None:
        super().__init__()
        self._on_go, self._on_look = on_go, on_look
        self.on_msg(self._hear)

    def be_at(self, place: Place, *, is_another: bool) -> None:
        """Have the address hold another place, or the same by another name."""
        with self.hold_sync():
            self.is_another = is_another
            self.place = written(place)

    def _hear(self, _widget: object, content: object, _buffers: object) -> None:
        match content:
            case {"go": str(address)}:
                self._on_go(read(address))
                self.send({"settled": True})
            case {"look": True}:
                self._on_look()


def written(place: Place) -> str:
    """Return a place as an address has it behind its ``#``.

    Examples
    --------
    >>> written(("gegevens", "glossary", "Rechten/rollen"))
    'gegevens/glossary/Rechten%2Frollen'
    """
    return "/".join(quote(part, safe="") for part in place)


def read(address: str) -> Place:
    """Return the place that an address holds behind its ``#``."""
    return tuple(unquote(part) for part in address.split("/") if part)
