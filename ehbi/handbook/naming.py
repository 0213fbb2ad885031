"""Dutch words for the things of a handbook, their fields and the values of these, from the schema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from .clock import day
from .errors import clip, printable
from .model import Handbook
from .placeholders import UNDECIDED, UNDECIDED_NAME
from .schema import THINGS, SchemaField, field_at
from .tree import LISTS, Place, excerpts, is_list, things, to_tree

EMPTY = "leeg"
_OUTSIDE: Place = ("outside",)


def quoted(text: str) -> str:
    """Return a text between Dutch quotes, on one line."""
    return f"‘{printable(' '.join(text.split()))}’"


class Names:
    """What things are called, by the first of these handbooks that has them; namesakes get their id too."""

    def __init__(self, *handbooks: Handbook) -> None:
        found: dict[Place, str] = {("parties", UNDECIDED): quoted(UNDECIDED_NAME)}
        for handbook in reversed(handbooks):
            found |= _titles(handbook)
        counted = Counter((place[:-1], title) for place, title in found.items())
        self._titles = {
            place: f"{title} ({place[-1]})" if counted[place[:-1], title] > 1 else title
            for place, title in found.items()
        }

    def title(self, place: Place) -> str:
        """Return the title of a thing between quotes; its id when there is no such thing."""
        return self._titles.get(place) or quoted(place[-1])

    def thing(self, place: Place) -> str:
        """Return what a thing is, with its title and whose it is; the handbook itself for no place."""
        if place == _OUTSIDE:
            return _field(place).spec.name
        if not place:
            return "het handboek"
        return f"{THINGS[place[-2]].noun} {self.title(place)}{self._of(place[:-2])}"

    def _of(self, owner: Place) -> str:
        return f" van {self.thing(owner)}" if owner else ""

    def spot(self, place: Place) -> str:
        """Return words for any place: a thing, a field of one, or the order of a list."""
        if is_list(place):
            return f"de volgorde van {_field(place).spec.name}{self._of(place[:-1])}"
        owner = thing_at(place)
        return self.thing(owner) if owner == place else f"{self.thing(owner)}: {_field(place).spec.name}"


def _field(place: Place) -> SchemaField:
    field = field_at(place)
    if field is None:
        raise KeyError(place)
    return field


def _titles(handbook: Handbook) -> dict[Place, str]:
    own = {place: thing[THINGS[place[-2]].title] for place, thing in things(to_tree(handbook))}
    known = {place: title if title.strip() else place[-1] for place, title in own.items()}
    return {place: quoted(clip(known.get(_referred(place), title))) for place, title in known.items()}


def _referred(place: Place) -> Place:
    """Return the thing by whose title another is known: a translation goes by its language."""
    refers = _field((*place, THINGS[place[-2]].title)).spec.refers
    return (refers, place[-1]) if refers else place


def thing_at(place: Place) -> Place:
    """Return the place of the thing that is at a place or around it; nothing for the handbook itself."""
    if place[:1] == _OUTSIDE:
        return _OUTSIDE
    end, inside = 0, ""
    while place[end : end + 1] and place[end] in LISTS.get(inside, ()) and end + 1 < len(place):
        end, inside = end + 2, place[end]
    return place[:end]


def spot(place: Place, *handbooks: Handbook) -> str:
    """Return words for a place, with the names of the first of these handbooks that have it."""
    return Names(*handbooks).spot(place)


def said(place: Place, value: Any, names: Names) -> str:
    """Return the value of a field, as a change or conflict has it, in words; or the names of an order."""
    if isinstance(value, list | tuple):
        return ", ".join(_item(place, item, names) for item in value) or EMPTY
    if value is None or (isinstance(value, str) and not value.strip()):
        return EMPTY
    return _item(place, value, names)


def _item(place: Place, value: Any, names: Names) -> str:
    field = _field(place)
    if isinstance(value, dict):
        return _told(value, names)
    if is_list(place):
        return names.title((*place, value))
    if field.spec.refers:
        return names.title((field.spec.refers, value))
    if field.holds is date:
        return day(date.fromisoformat(value))
    if field.holds is int:
        return str(value)
    return quoted(_word(field, value))


def _told(value: dict[str, Any], names: Names) -> str:
    """Return a value without a name of its own: an answer in an example, or the texts of a picture."""
    if "alt" in value:
        return quoted("; ".join((value["alt"], *value["marks"])))
    answer = names.title(("steps", value["step"], "answers", value["answer"]))
    return f"{answer}, na {quoted(value['told'])}" if value.get("told") else answer


def _word(field: SchemaField, value: Any) -> str:
    """Return a choice as a sentence has it; anything else is text already."""
    chosen = {True: "ja", False: "nee"}.get(value, value) if field.holds is bool else value
    return next((one.said for one in field.choices if one.value == chosen), value)


def became(place: Place, before: Any, after: Any, old: Names, new: Names) -> str:
    """Return in words how the value of a field became another one."""
    name = _field(place).spec.name
    if isinstance(after, list) and any(isinstance(item, dict) for item in (*before, *after)):
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
    """Return both values of a field in words: of long texts where they differ, of namesakes the ids."""
    refers = _field(place).spec.refers
    if not refers and before and after and isinstance(before, str):
        before, after = excerpts(before, after)
    first, then = said(place, before, old), said(place, after, new)
    if refers and first == then:
        return f"{first} ({before})", f"{then} ({after})"
    return first, then


def _without(items: Iterable[str], others: Iterable[str]) -> list[str]:
    return list((Counter(items) - Counter(others)).elements())
