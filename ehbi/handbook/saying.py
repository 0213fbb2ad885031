"""The values of a handbook's fields in Dutch words, and how one became another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from .clock import day
from .fields import FIELDS
from .naming import Names, quoted
from .summary import KIND_NAMES, OUTCOME_NAMES
from .tree import Place, excerpts, is_list, within

EMPTY = "leeg"

_CHANNELS = {"web": "website", "phone": "telefoon", "email": "e-mail", "internal": "intern"}
_CHOICES: dict[str, dict[Any, str]] = {
    "kind": {
        **{kind.value: name.lower() for kind, name in KIND_NAMES.items()},
        **_CHANNELS,
    },
    "channels": _CHANNELS,
    "outcome": {kind.value: name.lower() for kind, name in OUTCOME_NAMES.items()},
    "allowed": {True: "kan wel", False: "kan niet"},
    "inferred": {True: "geen", False: "wel"},
}
_REFERENCES = {
    ("steps", "party"): "parties",
    ("steps", "contact"): "contacts",
    ("steps", "local"): "contacts",
    ("answers", "next"): "steps",
    ("permissions", "party"): "parties",
    ("permissions", "local"): "contacts",
    ("glossary", "local"): "contacts",
    ("examples", "situation"): "steps",
    ("examples", "outcome"): "steps",
    ("outside", "step"): "steps",
}
"""The fields that hold the id of something else, by the list they are in, and the list of that."""


def said(place: Place, value: Any, names: Names) -> str:
    """Return the value of a field in words.

    Parameters
    ----------
    place
        The field; or the list of an order, whose value is names.
    value
        Plain data, as in a change or a conflict.
    names
        Of the handbook that the value is from.

    Examples
    --------
    >>> import ehbi
    >>> names = Names(ehbi.load())
    >>> said(("steps", "ingelogd", "party"), "balie", names)
    '‘Baliemedewerker’'
    >>> said(("steps", "ingelogd", "reviewed"), "2026-11-24", names)
    '24 november 2026'
    """
    if isinstance(value, list | tuple):
        return ", ".join(_item(place, item, names) for item in value) or EMPTY
    if value is None or (isinstance(value, str) and not value.strip()):
        return EMPTY
    return _item(place, value, names)


def _item(place: Place, value: Any, names: Names) -> str:
    field, part = place[-1], _REFERENCES.get((within(place), place[-1]))
    if isinstance(value, dict):
        return names.title(("steps", value["step"], "answers", value["answer"]))
    if is_list(place):
        return names.title((*place, value))
    if part:
        return names.title((part, value))
    if field == "reviewed":
        return day(date.fromisoformat(value))
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return quoted(_CHOICES.get(field, {}).get(value, value))


def became(place: Place, before: Any, after: Any, old: Names, new: Names) -> str:
    """Return in words how the value of a field became another one.

    Examples
    --------
    >>> import ehbi
    >>> names = Names(ehbi.load())
    >>> became(("steps", "ingelogd", "words"), ["klaar", "af"], ["klaar", "gelukt"], names, names)
    'de zoekwoorden veranderen: erbij ‘gelukt’; weg ‘af’'
    """
    name = FIELDS[place[-1]]
    if within(place) == "examples" and isinstance(after, list):
        return f"{name} waren {said(place, before, old)} en worden {said(place, after, new)}"
    if isinstance(after, list):
        more, fewer = _without(after, before), _without(before, after)
        parts = [("erbij", more, new), ("weg", fewer, old)]
        told = [f"{how} {said(place, items, names)}" for how, items, names in parts if items]
        return f"{name} veranderen: {'; '.join(told)}" if told else f"de volgorde van {name} verandert"
    first, then = both_said(place, before, after, old, new)
    if first == then:
        return f"in {name} veranderen alleen spaties of nieuwe regels"
    return f"{name} was {first} en wordt {then}"


def both_said(place: Place, before: Any, after: Any, old: Names, new: Names) -> tuple[str, str]:
    """Return both values of a field in words: of long texts only where they differ.

    When two things have the same name, their ids tell them apart.
    """
    refers = (within(place), place[-1]) in _REFERENCES
    if not refers and before and after and isinstance(before, str):
        before, after = excerpts(before, after)
    first, then = said(place, before, old), said(place, after, new)
    if refers and first == then:
        return f"{first} ({before})", f"{then} ({after})"
    return first, then


def _without(items: Iterable[str], others: Iterable[str]) -> list[str]:
    return list((Counter(items) - Counter(others)).elements())
