"""What a page knows of the widgets of its guide: their states, and how messages change them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .messages import Message

State = dict[str, Any]
REFERENCE = "IPY_MODEL_"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the guide: the id of its dropdown, and how much there is to choose."""

    dropdown: str
    options: int


@dataclass(slots=True)
class Widgets:
    """The states of all widgets by their ids, and what the guide said besides.

    Examples
    --------
    >>> widgets = Widgets()
    >>> data = {"method": "update", "state": {"n": 1}}
    >>> widgets.hear(Message("comm_msg", "", {"comm_id": "a", "data": data}))
    >>> widgets.states
    {'a': {'n': 1}}
    """

    states: dict[str, State] = field(default_factory=dict)
    opened: str | None = None
    """The case that the guide opened last because the page asked for it."""
    failed: str | None = None
    """What the guide said when something went wrong in it."""

    def hear(self, message: Message) -> None:
        """Take in one message of the guide."""
        data = message.content.get("data", {}) if message.kind == "comm_msg" else {}
        match data:
            case {"method": "update_states", "states": states}:
                self.states |= {name: model["state"] for name, model in states.items()}
            case {"method": "update", "state": state}:
                self.states.setdefault(message.content["comm_id"], {}).update(state)
            case {"method": "custom", "content": {"kind": "opened", "link": link}}:
                self.opened = link
            case {"method": "custom", "content": {"kind": "fail", "said": said}}:
                self.failed = said

    def link(self) -> str | None:
        """Return the id of what ties the guide to the page around it; None when there is no such thing."""
        return next(
            (name for name, state in self.states.items() if {"link", "summary"} <= state.keys()), None
        )

    def start(self) -> Row | None:
        """Return the row in which the situation is chosen; None when this is not the guide."""
        rows = next(self._dressed("ehbi-rows"), None)
        return self._row(_name(self.states[rows]["children"][0])) if rows else None

    def now(self) -> Row | None:
        """Return the row at hand; None where there is nothing more to choose."""
        return next((self._row(name) for name in self._dressed("ehbi-row-now")), None)

    def is_at(self, link: str) -> bool:
        """Return whether the guide has told that this is the case."""
        return self.states.get(self.link() or "", {}).get("link") == link

    def _dressed(self, name: str) -> Iterator[str]:
        return (one for one, state in self.states.items() if name in state.get("_dom_classes", ()))

    def _row(self, name: str) -> Row:
        return Row(name, len(self.states[name]["_options_labels"]))


def _name(reference: str) -> str:
    return reference.removeprefix(REFERENCE)
