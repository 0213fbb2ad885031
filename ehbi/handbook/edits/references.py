"""Where a handbook mentions a thing by its name, and the same handbook with another name there."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TypeVar, get_args

from ..model import (
    Answer,
    Channel,
    Contact,
    Example,
    GivenAnswer,
    Outside,
    Permission,
    Rule,
    Step,
    Term,
)
from ..values import Value

Held = TypeVar("Held", bound=Value)

MENTIONS: Mapping[str, Mapping[type[Value], tuple[str, ...]]] = {
    "steps": {
        Answer: ("next",),
        Example: ("situation", "outcome"),
        GivenAnswer: ("step",),
        Outside: ("step",),
    },
    "facts": dict.fromkeys((Contact, Channel, Rule, Permission, Term, Step), ("source",)),
    "parties": {Permission: ("party",), Step: ("party",)},
    "contacts": {Permission: ("local",), Term: ("local",), Step: ("contact", "local")},
}
"""The fields that mention each sort of thing; the answers that examples give are not among them."""


def mentioned_as(value: Held, part: str, old: str, new: str) -> Held:
    """Return a value with one name in the place of another wherever it, or what it holds, mentions it.

    Parameters
    ----------
    value
        A handbook, or a part of one.
    part
        The list in which the named thing is.
    old, new
        The names.

    Examples
    --------
    >>> answer = Answer(id="ja", label="Ja", next="ja")
    >>> mentioned_as(answer, "steps", "ja", "klaar")
    Answer(id='ja', label='Ja', next='klaar', done='')
    """
    update: dict[str, object] = {}
    for name in _fields(type(value), part):
        held = getattr(value, name)
        again = _again(held, part, old, new)
        if again is not held:
            update[name] = again
    return value.model_copy(update=update) if update else value


def _again(held: object, part: str, old: str, new: str) -> object:
    """Return what is held itself when nothing in it changes: that is quicker to see than what is equal."""
    if isinstance(held, Value):
        return mentioned_as(held, part, old, new)
    if isinstance(held, tuple):
        items = tuple(_again(item, part, old, new) for item in held)
        return held if all(map(operator.is_, items, held)) else items
    return new if held == old else held


@lru_cache(maxsize=128)
def _fields(model: type[Value], part: str) -> tuple[str, ...]:
    """Return the fields that mention such a thing, or that hold values which do."""
    inner = (name for name, kinds in _held(model) if any(_fields(kind, part) for kind in kinds))
    return (*MENTIONS.get(part, {}).get(model, ()), *inner)


def _held(model: type[Value]) -> Iterator[tuple[str, list[type[Value]]]]:
    for name, field in model.model_fields.items():
        kinds = (field.annotation, *get_args(field.annotation))
        yield name, [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Value)]
