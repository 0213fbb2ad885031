"""The words for a value of the wrong shape: in a file by its key, in a form by what the field is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .fields import FIELDS

Words = tuple[str, str]
"""What is wrong and what to do about it, with places for the facts of the case."""


def in_quotes(key: str) -> str:
    """Return a key of a file as it stands there."""
    return f"‘{key}’"


def in_dutch(key: str) -> str:
    """Return what a person calls a field.

    Examples
    --------
    >>> in_dutch("reviewed")
    'de dag van nakijken'
    """
    return FIELDS.get(key, in_quotes(key))


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

    words: Mapping[str, Words]
    other: Words
    fact: Words | None = None
    empty: Words | None = None
    is_dutch: bool = field(default=False, kw_only=True)

    def of(self, kind: str, limits: Mapping[str, object], value: object) -> Words:
        """Return the words for one thing that is wrong."""
        if self.empty and value in ("", None):
            return self.empty
        if self.fact and "." in str(limits.get("pattern", "")):
            return self.fact
        return self.words.get(kind, self.other)

    def name(self, key: str) -> str:
        """Return what a field is called."""
        return in_dutch(key) if self.is_dutch else in_quotes(key)


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
