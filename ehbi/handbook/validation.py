"""Validation of plain data against a model: the value, and what is wrong with its shape in Dutch words."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import ValidationError

from .errors import Problem, Rule, Where, clip
from .schema import called, fields, models
from .values import Value

Shaped = TypeVar("Shaped", bound=Value)

MAX_PROBLEMS = 1000

_MISFIT = "Bij {name} past {value} niet"
_EMPTY, _FILL = "Bij {name} is nog niets ingevuld", "Vul dit in"
_LIKE_OTHERS = "Vergelijk met een ander onderdeel van dezelfde soort"
_RANGE = "{key} kan niet {value} zijn"


def _misfit(message: str, remedy: str, in_form: str = "") -> Rule:
    return Rule(message, remedy, form_message=_MISFIT, form_remedy=in_form)


_DAY = _misfit(
    "{key} is geen datum: {value}", "Schrijf de dag als 2026-11-24", "Vul een hele dag in, zoals 2026-11-24"
)
RULES = {
    "missing": Rule("Hier ontbreekt {key}", "Vul {key} in", form_message=_EMPTY, form_remedy=_FILL),
    "string_type": _misfit("{key} moet tekst zijn", "Zet de waarde tussen aanhalingstekens", "Vul tekst in"),
    "string_pattern_mismatch": _misfit(
        "{key} heeft een vorm die niet mag: {value}",
        "Gebruik kleine letters, cijfers en losse streepjes; voor een feit een nummer zoals 1.2",
        "Gebruik alleen kleine letters, cijfers en losse streepjes, zoals mail-zoeken",
    ),
    "string_too_long": Rule(
        "{key} is te lang", "Gebruik hoogstens {longest} tekens", form_message="Bij {name} staat te veel"
    ),
    "bool_type": _misfit(
        "{key} moet true of false zijn", "Schrijf true of false, zonder aanhalingstekens", "Kies ja of nee"
    ),
    "int_type": _misfit(
        "{key} moet een heel getal zijn", "Schrijf een getal zonder aanhalingstekens", "Vul een heel getal in"
    ),
    "enum": _misfit(_RANGE, "Kies uit: {expected}"),
    "greater_than_equal": _misfit(_RANGE, "Kies een getal vanaf {least}"),
    "less_than_equal": _misfit(_RANGE, "Kies een getal tot en met {most}"),
    "tuple_type": _misfit(
        "{key} moet een lijst zijn",
        "Zet elk onderdeel op een eigen regel met een streepje ervoor",
        "Vul een lijst in",
    ),
    "model_type": _misfit(
        "{key} heeft niet de goede opbouw",
        "Schrijf onderdelen als ‘naam: waarde’ op eigen regels",
        _LIKE_OTHERS,
    ),
    "value_error": _DAY,
    "date_type": _DAY,
    "extra_forbidden": Rule("{key} is hier onbekend", "{hint}", form_message="{name} past hier niet"),
}
"""By pydantic's name for what is wrong; ``key`` is the field's own, ``name`` what people call it."""
OTHER = _misfit("{key} klopt niet: {value}", _LIKE_OTHERS)


def shape(model: type[Shaped], data: object) -> tuple[Shaped | None, tuple[Problem, ...]]:
    """Return the value that plain data describes, and the first problems of its shape.

    Unknown keys are reported and left out, so that one typing error does not hide the rest.

    """
    try:
        return model.model_validate(data), ()
    except ValidationError as error:
        details = error.errors(include_url=False)
    problems = tuple(_problem(model, detail) for detail in details[:MAX_PROBLEMS])
    unknown = [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]
    if len(unknown) < len(details):
        return None, problems
    return model.model_validate(_without(data, frozenset(unknown))), problems


def _without(data: Any, unwanted: frozenset[Where], path: Where = ()) -> Any:
    if isinstance(data, dict):
        kept = {key: value for key, value in data.items() if (*path, key) not in unwanted}
        return {key: _without(value, unwanted, (*path, key)) for key, value in kept.items()}
    if isinstance(data, list):
        return [_without(value, unwanted, (*path, index)) for index, value in enumerate(data)]
    return data


def _problem(model: type[Value], detail: Any) -> Problem:
    path: Where = detail["loc"]
    limits = detail.get("ctx", {})
    title = str(model.model_config.get("title", model.__name__))
    key = f"‘{clip(next((part for part in reversed(path) if isinstance(part, str)), title))}’"
    return _rule(detail["type"], limits, detail["input"]).problem(
        path,
        key=key,
        name=called(path, model) if path else key,
        value=_shown(detail["input"]),
        expected=str(limits.get("expected", "")).replace(" or ", " of "),
        least=limits.get("ge"),
        most=limits.get("le"),
        longest=limits.get("max_length"),
        hint=_hint(model, path) if detail["type"] == "extra_forbidden" else "",
    )


def _rule(kind: str, limits: Mapping[str, object], value: object) -> Rule:
    """Return the rule by pydantic's name for it; a form has other words for an empty field and for a fact."""
    rule = RULES.get(kind, OTHER)
    if value in ("", None):
        return replace(rule, form_message=_EMPTY, form_remedy=_FILL)
    if "." in str(limits.get("pattern", "")):
        return replace(rule, form_message=_MISFIT, form_remedy="Schrijf het nummer van een feit, zoals 1.2")
    return rule


def _shown(value: object) -> str:
    if value is None:
        return "leeg"
    if isinstance(value, dict | list):
        return "een lijst" if isinstance(value, list) else "een groep"
    return f"‘{clip(str(value).lower() if isinstance(value, bool) else str(value))}’"


def _hint(model: type[Value], path: Where) -> str:
    known = [name for one in models(model) for name in fields(one)]
    near = difflib.get_close_matches(str(path[-1]) if path else "", known, n=1)
    return f"Bedoel je ‘{near[0]}’? Haal het anders weg" if near else "Haal het weg"
