"""What a page knows of the widgets of its guide: their states, and how messages change them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .messages import Message

State = dict[str, Any]
REFERENCE = "IPY_MODEL_"
_STEP = re.compile(r'data-step="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the guide that stands open: the step in it, its dropdown and how much there is to choose."""

    step: str
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
        """Take in one message of the kernel."""
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
        steps = next(self._dressed("ehbi-steps"), None)
        return self._row(self.states[_name(steps["children"][0])]) if steps else None

    def now(self, step: str) -> Row | None:
        """Return the row at hand, if that step is in it."""
        return next((row for row in map(self._row, self._dressed("ehbi-row-now")) if row.step == step), None)

    def _dressed(self, name: str) -> Iterator[State]:
        return (state for state in self.states.values() if name in state.get("_dom_classes", ()))

    def _row(self, box: State) -> Row:
        card, dropdown = map(_name, box["children"])
        found = _STEP.search(self.states[card]["value"])
        return Row(found[1] if found else "", dropdown, len(self.states[dropdown]["_options_labels"]))


def _name(reference: str) -> str:
    return reference.removeprefix(REFERENCE)
