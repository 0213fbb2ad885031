"""The Dutch words around numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..handbook import Handbook
from ..handbook.summary import start_label

SAMPLE = "Voorbeeldcijfers"
LEFT = "Gestopt voor een uitkomst"
NOTHING = "Nog geen casussen."
_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def number(value: int) -> str:
    """Return a number as it is written in Dutch."""
    return f"{value:,}".replace(",", ".")


def cases(value: int) -> str:
    """Return how many cases that is."""
    return f"{number(value)} {'casus' if value == 1 else 'casussen'}"


def listed(values: Sequence[object]) -> str:
    """Return what stands in a list, as in a sentence.

    Examples
    --------
    >>> listed([2]), listed([2, 3, 4])
    ('2', '2, 3 en 4')
    """
    *others, last = map(str, values)
    return f"{', '.join(others)} en {last}" if others else last


def percent(share: float) -> str:
    """Return a share of 1 in whole percents.

    Examples
    --------
    >>> percent(0.125), percent(0.001)
    ('12%', '<1%')
    """
    return "<1%" if 0 < share < 0.01 else f"{share:.0%}"  # noqa: PLR2004  # what rounds to nothing is not nothing


def month(first: date) -> str:
    r"""Return the name of a month as a label on an axis; January says of which year.

    Examples
    --------
    >>> month(date(2026, 3, 1)), month(date(2026, 1, 1))
    ('mrt', 'jan\n2026')
    """
    name = _MONTHS[first.month - 1]
    return f"{name}\n{first.year}" if first.month == 1 else name


def month_and_year(first: date) -> str:
    """Return the name of a month where it stands alone."""
    return f"{_MONTHS[first.month - 1]} {first.year}"


def gone(title: str) -> str:
    """Return the title of a step that the handbook had."""
    return f"{title} (niet meer in het handboek)"


def title(text: str, *, sample: bool) -> str:
    """Return a title that says so when what it stands over was made up."""
    return f"{SAMPLE}: {text[:1].lower()}{text[1:]}" if sample else text


def start(handbook: Handbook, step_id: str) -> str:
    """Return what a case started with: the situation with its number, or what the handbook is not about."""
    step = handbook.step(step_id)
    return start_label(step, handbook.outside.label)
