"""From the fields somebody filled in to a value, or the reasons why not in the reader's own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from ..errors import EditError, Problem, Source, Where
from ..shape_words import FORM, in_dutch
from ..shapes import shape
from ..values import Value
from .plain import plain_fields

Shaped = TypeVar("Shaped", bound=Value)


def shaped(model: type[Shaped], fields: Mapping[str, Any], path: Where) -> Shaped:
    """Return the value that these fields are.

    Parameters
    ----------
    model
        What they should be.
    fields
        Plain data, or values that have their shape already.
    path
        Place of the value in the handbook.

    Raises
    ------
    EditError
        A field is missing, unknown or of another shape; all of them are named.
    """
    value, problems = shape(model, Source("", dict(fields), {}), FORM)
    if value is None or problems:
        raise EditError(*(replace(problem, path=(*path, *problem.path)) for problem in problems))
    return value


def changed(value: Shaped, fields: object, path: Where, fixed: Mapping[str, str] | None = None) -> Shaped:
    """Return a value with other fields.

    Parameters
    ----------
    value
        A value of the right shape.
    fields
        The new fields, whatever somebody handed over.
    path
        Place of the value in the handbook.
    fixed
        Fields that are not to be changed here, each with what to do instead.

    Raises
    ------
    EditError
        A field is fixed, unknown or of another shape.
    """
    wanted = plain_fields(fields, path)
    refused = [
        Problem((*path, name), f"Hier verander je {in_dutch(name)} niet", remedy)
        for name, remedy in (fixed or {}).items()
        if name in wanted
    ]
    if refused:
        raise EditError(*refused)
    model = type(value)
    return shaped(model, {name: getattr(value, name) for name in model.model_fields} | wanted, path)
