"""What a page or script hands over, as the plain data that a file could hold, or refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ..errors import MAX_DEPTH, EditError, Problem, Where, clip
from ..shape_words import in_dutch
from ..values import Value

LARGEST = 999_999_999
"""Largest number that the reader takes for one."""


def plain_fields(fields: object, path: Where) -> dict[str, Any]:
    """Return fields by name, as plain data.

    Parameters
    ----------
    fields
        Anything; to be of use, a mapping of text to text, numbers, booleans, days, lists or values.
    path
        Where in the handbook they are to go.

    Raises
    ------
    EditError
        Something in them is nothing that a handbook can hold.

    Examples
    --------
    >>> plain_fields({"inferred": True, "words": ("ww",)}, ("steps", 0))
    {'inferred': True, 'words': ['ww']}
    """
    if not isinstance(fields, Mapping) or not all(isinstance(name, str) for name in fields):
        raise EditError(Problem(path, "Dit zijn geen velden met een naam", "Geef elk veld zijn naam"))
    return {_text(name, path): _plain(value, (*path, name)) for name, value in fields.items()}


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
    raise EditError(Problem(path, f"Bij {in_dutch(clip(_field(path)))} past dit niet", remedy))


def _text(value: str, path: Where) -> str:
    """Return exactly text, no enumeration's member; half a character cannot be kept anywhere."""
    text = str.__str__(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        remedy = "Typ de tekst opnieuw in plaats van te plakken"
        raise EditError(Problem(path, "In deze tekst staat een half teken", remedy)) from None
    return text


def _field(path: Where) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), "")
