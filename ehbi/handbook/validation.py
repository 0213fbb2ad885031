"""Validation of plain data against a model: the value, and what is wrong with its shape in Dutch words."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import ValidationError

from .errors import Problem, Source, Where, clip
from .schema import called, fields, models
from .values import Value

Shaped = TypeVar("Shaped", bound=Value)

MAX_PROBLEMS = 1000

_Words = tuple[str, str]
"""What is wrong and what to do about it, with places for the facts of the case."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words for what can be wrong with a shape.

    Parameters
    ----------
    words
        By pydantic's name for what is wrong.
    other
        For everything else.
    fact, empty
        Instead of those in ``words``, for what is no fact's number and for an empty text; None for the same.
    is_dutch
        Whether fields go by what people call them, and not by their key.
    """

    words: Mapping[str, _Words]
    other: _Words
    fact: _Words | None = None
    empty: _Words | None = None
    is_dutch: bool = field(default=False, kw_only=True)

    def of(self, kind: str, limits: Mapping[str, object], value: object) -> _Words:
        """Return the words for one thing that is wrong."""
        if self.empty and value in ("", None):
            return self.empty
        if self.fact and "." in str(limits.get("pattern", "")):
            return self.fact
        return self.words.get(kind, self.other)

    def name(self, path: Where, model: type[Value]) -> str:
        """Return what the field at a place is called."""
        title = str(model.model_config.get("title", model.__name__))
        key = next((part for part in reversed(path) if isinstance(part, str)), title)
        return called(path, model) if self.is_dutch and path else f"‘{clip(key)}’"


_DATE = ("{field} is geen datum: {value}", "Schrijf de dag als 2026-11-24")
FILE = Wording(
    {
        "missing": ("Hier ontbreekt {field}", "Vul {field} in"),
        "string_type": ("{field} moet tekst zijn", "Zet de waarde tussen aanhalingstekens"),
        "string_pattern_mismatch": (
            "{field} heeft een vorm die niet mag: {value}",
            "Gebruik kleine letters, cijfers en losse streepjes; voor een feit een nummer zoals 1.2",
        ),
        "string_too_long": ("{field} is te lang", "Gebruik hoogstens {longest} tekens"),
        "bool_type": ("{field} moet true of false zijn", "Schrijf true of false, zonder aanhalingstekens"),
        "int_type": ("{field} moet een heel getal zijn", "Schrijf een getal zonder aanhalingstekens"),
        "enum": ("{field} kan niet {value} zijn", "Kies uit: {expected}"),
        "greater_than_equal": ("{field} kan niet {value} zijn", "Kies een getal vanaf {least}"),
        "less_than_equal": ("{field} kan niet {value} zijn", "Kies een getal tot en met {most}"),
        "tuple_type": (
            "{field} moet een lijst zijn",
            "Zet elk onderdeel op een eigen regel met een streepje ervoor",
        ),
        "model_type": (
            "{field} heeft niet de goede opbouw",
            "Schrijf onderdelen als ‘naam: waarde’ op eigen regels",
        ),
        "value_error": _DATE,
        "date_type": _DATE,
        "extra_forbidden": ("{field} is hier onbekend", "{hint}"),
    },
    other=("{field} klopt niet: {value}", "Vergelijk met een ander onderdeel van dezelfde soort"),
)
"""For who reads a file."""

_MISFIT = "Bij {field} past {value} niet"
_EMPTY = ("Bij {field} is nog niets ingevuld", "Vul dit in")
_DAY = (_MISFIT, "Vul een hele dag in, zoals 2026-11-24")
FORM = Wording(
    {
        "missing": _EMPTY,
        "string_type": (_MISFIT, "Vul tekst in"),
        "string_pattern_mismatch": (
            _MISFIT,
            "Gebruik alleen kleine letters, cijfers en losse streepjes, zoals mail-zoeken",
        ),
        "string_too_long": ("Bij {field} staat te veel", "Gebruik hoogstens {longest} tekens"),
        "bool_type": (_MISFIT, "Kies ja of nee"),
        "int_type": (_MISFIT, "Vul een heel getal in"),
        "enum": (_MISFIT, "Kies een van de mogelijkheden"),
        "greater_than_equal": (_MISFIT, "Kies een getal vanaf {least}"),
        "less_than_equal": (_MISFIT, "Kies een getal tot en met {most}"),
        "tuple_type": (_MISFIT, "Vul een lijst in"),
        "value_error": _DAY,
        "date_type": _DAY,
        "extra_forbidden": ("{field} past hier niet", "{hint}"),
    },
    other=(_MISFIT, "Vergelijk met een ander onderdeel van dezelfde soort"),
    fact=(_MISFIT, "Schrijf het nummer van een feit, zoals 1.2"),
    empty=_EMPTY,
    is_dutch=True,
)
"""For who fills in a form."""


def shape(
    model: type[Shaped], source: Source, wording: Wording = FILE
) -> tuple[Shaped | None, tuple[Problem, ...]]:
    """Return the value that plain data describes, and what is wrong with its shape.

    Unknown keys are reported and left out, so that one typing error does not hide the rest. Of a file
    that is something else altogether only the first problems are reported.
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
    facts = {
        "field": wording.name(path, model),
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
    known = [name for one in models(model) for name in fields(one)]
    near = difflib.get_close_matches(str(path[-1]) if path else "", known, n=1)
    return f"Bedoel je ‘{near[0]}’? Haal het anders weg" if near else "Haal het weg"
