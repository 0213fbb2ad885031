"""Attributes of a graph: as fields of the model, and what to tell of those that do not fit."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime
from math import isnan
from typing import Any

from ..handbook import EhbiError
from ..handbook.errors import clip, printable
from ..handbook.schema import SchemaField, fields
from ..handbook.values import Value

_SHOWN = 20
"""Problems that a message tells."""


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


@dataclass(frozen=True, slots=True)
class Misfit:
    """What is wrong at a node of a graph, or at an edge from it to the node ``target``."""

    node: Hashable
    attribute: str
    message: str
    remedy: str
    target: Hashable = None

    def __str__(self) -> str:
        at = f"Knoop {_shown(self.node)}"
        if self.target is not None:
            at = f"Pijl van {_shown(self.node)} naar {_shown(self.target)}"
        return printable(f"{at}, kenmerk ‘{self.attribute}’: {self.message}. {self.remedy}.")


class GraphError(EhbiError):
    """A graph cannot be a handbook; ``misfits`` tell where, none of them when it is about the whole graph."""

    def __init__(self, message: str = "", misfits: tuple[Misfit, ...] = ()) -> None:
        self.misfits = misfits
        more = [f"En nog {len(misfits) - _SHOWN}."] if len(misfits) > _SHOWN else []
        super().__init__(message or "\n".join([*map(str, misfits[:_SHOWN]), *more]))


def _shown(node: Hashable) -> str:
    return clip(repr(node))
