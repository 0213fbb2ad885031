"""The schema of the handbook: what the annotations of its model say, by field, by list and by place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from types import NoneType
from typing import Any, get_args

from .errors import Where, clip
from .model import Handbook
from .values import Choice, Labelled, Spec, Thing, Value

LINE = 100
"""Characters of a text for which a form has one line."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class SchemaField:
    """A field of a model: what its annotation says, and the type of what it holds; of several, of one."""

    name: str
    spec: Spec
    holds: type
    is_many: bool
    is_optional: bool
    is_required: bool

    @property
    def model(self) -> type[Value] | None:
        """The model of what it holds; None for text, numbers and the like."""
        return self.holds if issubclass(self.holds, Value) else None

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The values that it can have, if these are few; of a boolean, true comes first."""
        if not issubclass(self.holds, Labelled):
            return self.spec.choices
        long = {one: f"{one.label}: {one.meaning}" if one.meaning else one.label for one in self.holds}
        return tuple(Choice(one.value, label, one.said) for one, label in long.items())


@lru_cache(maxsize=64)
def fields(model: type[Value]) -> Mapping[str, SchemaField]:
    """Return the fields of a model by name, in the order of a file."""
    found = {}
    for name, info in model.model_fields.items():
        spec = next((one for one in info.metadata if isinstance(one, Spec)), None)
        if spec is None:
            raise TypeError(f"{model.__name__}.{name} needs a Spec in its annotation")
        held, args = _held(info.annotation), get_args(info.annotation)
        is_many = Ellipsis in args
        thing = getattr(held, "thing", None)
        widget, one = spec.widget or _widget(spec, held, is_many), spec.one or (thing.new if thing else "")
        asked_as = replace(spec, widget=widget, one=one)
        found[name] = SchemaField(name, asked_as, held, is_many, NoneType in args, info.is_required())
    return found


def _widget(spec: Spec, held: type, is_many: bool) -> str:
    """Return how a form asks for a field of whose widget nothing is said."""
    if not is_many and (spec.refers or issubclass(held, Labelled)):
        return "choice"
    if held is date:
        return "date"
    return "text" if spec.longest > LINE else "line"


def _held(annotation: Any) -> type:
    """Return what is in a tuple or beside None, without its limits."""
    inner = [one for one in get_args(annotation) if one is not NoneType]
    return _held(inner[0]) if inner else annotation


def asked(model: type[Value]) -> tuple[SchemaField, ...]:
    """Return the fields that a person can fill in, in the order of the form."""
    labelled = (field for field in fields(model).values() if field.spec.label)
    return tuple(sorted(labelled, key=lambda field: field.spec.section))


@lru_cache(maxsize=16)
def models(model: type[Value]) -> tuple[type[Value], ...]:
    """Return a model and all that it holds."""
    found = [model]
    for one in found:
        held = [field.model for field in fields(one).values()]
        found.extend(inner for inner in held if inner and inner not in found)
    return tuple(found)


def lists_of(model: type[Value]) -> tuple[str, ...]:
    """Return the fields of a model that are lists of named things."""
    return tuple(field.name for field in fields(model).values() if field.model and field.model.thing)


THINGS: dict[str, Thing] = {
    field.name: field.model.thing
    for model in models(Handbook)
    for field in fields(model).values()
    if field.model and field.model.thing
}
"""What the things in each list are called, by the list's name."""
LISTS = {name: THINGS[name] for name in lists_of(Handbook)}
"""The same of the lists of the handbook itself."""
PARTS = {name: thing for name, thing in LISTS.items() if name != "steps"}
"""The same without the steps."""


def field_at(place: Where, model: type[Value] = Handbook) -> SchemaField | None:
    """Return the field at a place of a model, or the one in which the place is; None where there is none.

    Examples
    --------
    >>> field_at(("steps", "mail-zoeken", "answers", 0, "next")).spec.name
    'de volgende stap'
    """
    found = fields(model).get(str(place[0])) if place else None
    if found is None:
        return None
    below = place[2:] if found.is_many else place[1:]
    return field_at(below, found.model) if below and found.model else found


@lru_cache(maxsize=128)
def mentioning(model: type[Value], part: str) -> tuple[str, ...]:
    """Return the fields that refer to a thing of a list, or that hold values which do."""
    return tuple(
        field.name
        for field in fields(model).values()
        if field.spec.refers == part or (field.model and mentioning(field.model, part))
    )


def mentions(held: object, part: str, path: Where = ()) -> Iterator[tuple[Where, str]]:
    """Yield each name of a thing of a list to which a value, or what it holds, refers, with its place."""
    if isinstance(held, tuple):
        for at, item in enumerate(held):
            yield from mentions(item, part, (*path, at))
    elif isinstance(held, Value):
        for name in mentioning(type(held), part):
            yield from mentions(getattr(held, name), part, (*path, name))
    elif isinstance(held, str):
        yield path, held


def called(place: Where, model: type[Value] = Handbook) -> str:
    """Return what a person calls the field at a place; what is no field goes by its key."""
    field = field_at(place, model)
    key = next((part for part in reversed(place) if isinstance(part, str)), "")
    return field.spec.name if field else f"‘{clip(key)}’"


def json_schema(model: type[Value] = Handbook) -> str:
    """Return the JSON schema of a handbook's file, with which editors check it as it is typed."""
    schema = {"$schema": DIALECT, **model.model_json_schema()}
    for one in (schema, *schema["$defs"].values()):
        del one["description"]  # our docstrings
    for one in schema["$defs"].values():
        del one["title"]
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
