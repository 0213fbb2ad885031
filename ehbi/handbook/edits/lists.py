"""Lists of a handbook with something else in them, and names for what is new in one."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from itertools import count
from typing import Any, TypeVar

from ..errors import Where
from ..model import Handbook
from ..schema import LISTS, THINGS
from ..step import Step
from ..text import folded
from ..values import Thing, Value
from .shaping import quoted, refusal

Item = TypeVar("Item")

ANSWER = THINGS["answers"]
LONGEST = 60
"""Characters that an id can have."""
NAMELESS = "nieuw"
"""Id of what has a title without a letter or digit in it."""

_APART = re.compile(r"[^a-z0-9]+")
_INSIDE = re.compile(r"(?<=\w)['’](?=\w)")


def names(items: Iterable[Value], thing: Thing) -> list[str]:
    """Return what the items of a list are known by."""
    return [getattr(item, thing.key) for item in items]


def ids_of_steps(steps: Iterable[Step]) -> set[str]:
    """Return the ids that steps have, and those that they had: what is new gets none of these."""
    return {name for step in steps for name in (step.id, *step.former)}


def find(items: Iterable[Value], thing: Thing, name: object, path: Where) -> int:
    """Return the place of an item in a list, counted from 0.

    Refused is one that is not there, or twice, in a draft from a file: neither is changed by guess.
    """
    known = names(items, thing)
    if not isinstance(name, str) or name not in known:
        message = "{name} staat niet bij ‘{things}’"
        remedy, near = "{near}Kies er een die er wel staat", nearest(name, known)
        raise refusal(path, message, remedy, name=quoted(name), things=thing.plural, near=near)
    if known.count(name) > 1:
        message = "{name} staat twee keer bij ‘{things}’"
        remedy = "Geef elk onderdeel in het bestand een eigen naam"
        raise refusal(path, message, remedy, name=quoted(name), things=thing.plural)
    return known.index(name)


def nearest(name: object, known: Sequence[str]) -> str:
    """Return the question whether somebody meant the name that is nearest; nothing when none is near."""
    near = difflib.get_close_matches(name, known, n=1) if isinstance(name, str) else []
    return f"Bedoel je {quoted(near[0])}? " if near else ""


def position(handbook: Handbook, part: str, name: object, path: Where = ()) -> int:
    """Return the place of a thing in the handbook's list of those, or refuse; ``path`` mentions the name."""
    return find(getattr(handbook, part), LISTS[part], name, path or (part,))


def refuse_taken(name: str, taken: Iterable[str], thing: Thing, path: Where) -> None:
    """Refuse a name that another item has, or that no item can have."""
    if folded(name) in map(folded, (*taken, *thing.reserved)):
        message, path = "{name} is al in gebruik bij ‘{things}’", (*path, thing.key)
        raise refusal(path, message, "Kies een andere naam", name=quoted(name), things=thing.plural)


def spliced(items: Sequence[Item], at: int, *new: Item) -> tuple[Item, ...]:
    """Return a list with none, one or more items in the place of one."""
    return (*items[:at], *new, *items[at + 1 :])


def moved(items: Sequence[Item], at: int, to: object, path: Where) -> tuple[Item, ...]:
    """Return a list with one item at another place."""
    if not isinstance(to, int) or isinstance(to, bool) or not 0 <= to < len(items):
        raise refusal(path, "Die plaats is er niet", "Kies een plaats in de lijst")
    rest = spliced(items, at)
    return (*rest[:to], items[at], *rest[to:])


def put(handbook: Handbook, part: str, at: int, *new: Value) -> Handbook:
    """Return a handbook with none, one or more parts in the place of one."""
    return handbook.model_copy(update={part: spliced(getattr(handbook, part), at, *new)})


def with_step(handbook: Handbook, at: int, **fields: Any) -> Handbook:
    """Return a handbook with other fields, of the right shape, in one step."""
    return put(handbook, "steps", at, handbook.steps[at].model_copy(update=fields))


def fresh_id(taken: Collection[str], words: str) -> str:
    """Return an id that says what a thing is about and that nothing else has: whole words, or a number."""
    base = _cut(_folded(words), LONGEST) or NAMELESS
    if base not in taken:
        return base
    numbered = (_cut(base, LONGEST - len(f"-{number}")) + f"-{number}" for number in count(2))
    return next(name for name in numbered if name not in taken)


def _folded(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).casefold()
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return _APART.sub("-", _INSIDE.sub("", letters)).strip("-")


def _cut(name: str, longest: int) -> str:
    if len(name) <= longest:
        return name
    whole_words, hyphen, _ = name[: longest + 1].rpartition("-")
    return whole_words if hyphen else name[:longest]
