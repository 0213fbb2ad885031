"""From whatever a page or script hands over to a value, or the reasons why not in the words of a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from ..errors import MAX_DEPTH, EditError, Rule, Where, clip
from ..schema import called
from ..validation import shape
from ..values import Value

Shaped = TypeVar("Shaped", bound=Value)

LARGEST = 999_999_999
"""Largest number that the reader takes for one."""


def shaped(model: type[Shaped], fields: Mapping[str, Any], path: Where) -> Shaped:
    """Return the value that plain data is, or refuse every field that does not fit; ``path`` is its place."""
    value, problems = shape(model, dict(fields))
    if value is None or problems:
        raise EditError(*(replace(problem, path=(*path, *problem.path)) for problem in problems))
    return value


def changed(value: Shaped, fields: object, path: Where, fixed: Mapping[str, str] | None = None) -> Shaped:
    """Return a value with other fields; ``fixed`` are those refused here, each with what to do instead."""
    wanted = plain_fields(fields, path)
    model = type(value)
    refused = [
        Rule("Hier verander je {field} niet", remedy).problem((*path, name), field=called((name,), model))
        for name, remedy in (fixed or {}).items()
        if name in wanted
    ]
    if refused:
        raise EditError(*refused)
    return shaped(model, {name: getattr(value, name) for name in model.model_fields} | wanted, path)


def plain_fields(fields: object, path: Where) -> dict[str, Any]:
    """Return fields by name as the plain data that a file could hold, or refuse whatever else was given."""
    if not isinstance(fields, Mapping) or not all(isinstance(name, str) for name in fields):
        raise refusal(path, "Dit zijn geen velden met een naam", "Geef elk veld zijn naam")
    return {_text(name, path): _plain(value, (*path, name)) for name, value in fields.items()}


def refusal(path: Where, message: str, remedy: str, **values: object) -> EditError:
    """Return the error for a change that cannot be made, with the values that its words name."""
    return EditError(Rule(message, remedy).problem(path, **values))


def quoted(name: object) -> str:
    """Return a name as a message can show it, also when it is no name at all."""
    return f"‘{clip(name)}’" if isinstance(name, str) else "Dit"


def _plain(value: object, path: Where) -> object:
    if isinstance(value, str):
        return _text(value, path)
    if value is None or isinstance(value, bool | float | date):
        return value
    if isinstance(value, int) and abs(value) <= LARGEST:
        return value
    return _plain_group(value, path)


def _plain_group(value: object, path: Where) -> object:
    if len(path) <= MAX_DEPTH:  # also stops at a list that holds itself
        if isinstance(value, list | tuple):
            return [_plain(item, (*path, at)) for at, item in enumerate(value)]
        if isinstance(value, Value):
            return plain_fields({name: getattr(value, name) for name in type(value).model_fields}, path)
        if isinstance(value, Mapping):
            return plain_fields(value, path)
    remedy = "Vul tekst, een getal, ja of nee, een dag of een lijst in"
    raise refusal(path, "Bij {field} past dit niet", remedy, field=called(path))


def _text(value: str, path: Where) -> str:
    """Return exactly text, no enumeration's member; half a character cannot be kept anywhere."""
    text = str.__str__(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        remedy = "Typ de tekst opnieuw in plaats van te plakken"
        raise refusal(path, "In deze tekst staat een half teken", remedy) from None
    return text
