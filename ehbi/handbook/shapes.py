"""From plain data to a value: what is wrong with its shape, in words that a person can act on."""

from __future__ import annotations

import difflib
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from .errors import Problem, Source, Where, clip
from .shape_words import FILE, Wording
from .values import Value

Shaped = TypeVar("Shaped", bound=Value)

MAX_PROBLEMS = 1000


def shape(
    model: type[Shaped], source: Source, wording: Wording = FILE
) -> tuple[Shaped | None, tuple[Problem, ...]]:
    """Return the value that plain data describes, and what is wrong with its shape.

    Unknown keys are reported and left out, so that one typing error does not hide the rest. Of a file
    that is something else altogether only the first problems are reported.

    Parameters
    ----------
    model
        What the data should be.
    source
        The data.
    wording
        The words for what is wrong.
    """
    try:
        return model.model_validate(source.data), ()
    except ValidationError as error:
        details = error.errors(include_url=False)
    problems = tuple(_problem(model, detail, wording) for detail in details[:MAX_PROBLEMS])
    unknown = [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]
    if len(unknown) < len(details):
        return None, problems
    return model.model_validate(_without(source.data, frozenset(unknown))), problems


def _without(data: Any, unwanted: frozenset[Where], path: Where = ()) -> Any:
    if isinstance(data, dict):
        kept = {key: value for key, value in data.items() if (*path, key) not in unwanted}
        return {key: _without(value, unwanted, (*path, key)) for key, value in kept.items()}
    if isinstance(data, list):
        return [_without(value, unwanted, (*path, index)) for index, value in enumerate(data)]
    return data


def _problem(model: type[Value], detail: Any, wording: Wording) -> Problem:
    path: Where = detail["loc"]
    limits = detail.get("ctx", {})
    message, remedy = wording.of(detail["type"], limits, detail["input"])
    title = str(model.model_config.get("title", model.__name__))
    facts = {
        "field": wording.name(clip(next((part for part in reversed(path) if isinstance(part, str)), title))),
        "value": _shown(detail["input"]),
        "expected": str(limits.get("expected", "")).replace(" or ", " of "),
        "least": limits.get("ge"),
        "most": limits.get("le"),
        "longest": limits.get("max_length"),
        "hint": _hint(model, path) if detail["type"] == "extra_forbidden" else "",
    }
    return Problem(path, _sentence(message.format(**facts)), remedy.format(**facts))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _shown(value: object) -> str:
    if value is None:
        return "leeg"
    if isinstance(value, dict | list):
        return "een lijst" if isinstance(value, list) else "een groep"
    return f"‘{clip(str(value).lower() if isinstance(value, bool) else str(value))}’"


def _hint(model: type[Value], path: Where) -> str:
    near = difflib.get_close_matches(str(path[-1]) if path else "", _known_fields(model), n=1)
    return f"Bedoel je ‘{near[0]}’? Haal het anders weg" if near else "Haal het weg"


@lru_cache(maxsize=16)
def _known_fields(model: type[Value]) -> list[str]:
    models: list[type[BaseModel]] = [model]
    names: list[str] = []
    for one in models:
        for name, field in one.model_fields.items():
            names.append(name)
            inner = [part for part in getattr(field.annotation, "__args__", ()) if isinstance(part, type)]
            models.extend(part for part in inner if issubclass(part, BaseModel) and part not in models)
    return names
