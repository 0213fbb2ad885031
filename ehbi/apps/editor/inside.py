"""What a filled-in field or a pressed button does inside a thing: its fields then, as an edit takes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...handbook.errors import Where
from ...handbook.values import Value
from .asks import CHECKS, ask_at

Fields = dict[str, Any]
"""Fields of a thing by name, as plain data."""

NEW: dict[str, Fields] = {
    "channels": {"kind": "internal", "label": ""},
    "rules": {"text": "", "source": []},
}
"""What stands in a new thing of each list in a thing."""


def place_of(block: str) -> Where:
    """Return the place in a thing that a block's id names.

    Examples
    --------
    >>> place_of("channels/0/label")
    ('channels', 0, 'label')
    """
    return tuple(int(part) if part.isdecimal() else part for part in block.split("/"))


def filled(thing: Value, field: str, value: Any) -> Fields:
    """Return the field of a thing that changes when something in it is filled in.

    Examples
    --------
    >>> import ehbi
    >>> rule = ehbi.load().contact("kb-klantenservice").rules[0]
    >>> filled(rule, "source", "1.2, 1.3")
    {'source': ('1.2', '1.3')}
    """
    top, *_ = field.split("/")
    ask = ask_at(thing, (top,))
    if ask.form == CHECKS:
        return {top: ticked(getattr(thing, top), field.removeprefix(f"{top}/"), value)}
    place = place_of(field)
    return _with(thing, place, lambda held, key: _set(held, key, ask_at(thing, place).take(value)))


def ticked(chosen: tuple[str, ...], name: str, is_chosen: bool) -> tuple[str, ...]:
    """Return what is chosen after a box was ticked or cleared.

    Examples
    --------
    >>> ticked(("a", "b"), "a", False), ticked(("a",), "b", True)
    (('b',), ('a', 'b'))
    """
    others = tuple(one for one in chosen if one != name)
    return (*others, name) if is_chosen else others


def pressed(thing: Value, button: str) -> Fields:
    """Return the field of a thing that changes when a button for one of its lists is pressed."""
    *place, act = place_of(button)
    if act == "add":
        new = NEW[str(place[-1])]
        return _with(thing, tuple(place), lambda held, key: held[key].append(new))
    return _with(thing, tuple(place), _ACTS[str(act)])


def _with(thing: Value, place: Where, change: Callable[[Any, Any], None]) -> Fields:
    data: Any = thing.model_dump(mode="json")
    held = data
    for part in place[:-1]:
        held = held[part]
    change(held, place[-1])
    return {str(place[0]): data[place[0]]}


def _set(held: Any, key: Any, value: Any) -> None:
    held[key] = value


def _remove(held: Any, at: Any) -> None:
    del held[at]


def _up(held: Any, at: Any) -> None:
    held[at - 1], held[at] = held[at], held[at - 1]


def _down(held: Any, at: Any) -> None:
    _up(held, at + 1)


_ACTS = {"up": _up, "down": _down, "remove": _remove}
