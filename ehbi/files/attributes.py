"""Attributes of a graph as fields of the model: numpy, pandas and files have values of their own."""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date, datetime
from math import isnan
from typing import Any

from ..handbook.schema import SchemaField, fields
from ..handbook.values import Value


def said(model: type[Value], attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Return what attributes say of the fields of a model, as plain data; whether it fits is not looked at.

    A cell that is empty in a table says nothing. A list may be one text with commas, as GraphML has it.

    Examples
    --------
    >>> from ehbi.handbook.step import Step
    >>> said(Step, {"number": 2.0, "words": "pas, kaart", "title": float("nan"), "x": 1})
    {'number': 2, 'words': ['pas', 'kaart']}
    """
    known = fields(model)
    plain = {name: _plain(value, known[name]) for name, value in attributes.items() if name in known}
    return {name: value for name, value in plain.items() if value is not None or known[name].is_optional}


def _plain(value: object, field: SchemaField) -> object:
    """Return a value as the model takes it, if it can be that; None for what is missing in a table."""
    if hasattr(value, "tolist"):  # a number, a text or an array of numpy's
        value = value.tolist()
    match value:
        case float() if value.is_integer() and field.holds is int:
            return int(value)  # a column with an empty cell has no whole numbers
        case float() if isnan(value):
            return None
        case datetime() if field.holds is date:
            return value.date()
        case str() if field.is_many:
            return [part for one in value.split(",") if (part := one.strip())]
        case set() | frozenset() | tuple():
            return sorted(value, key=str) if isinstance(value, Set) else list(value)
    return value
