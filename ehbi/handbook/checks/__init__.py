"""What a handbook must satisfy: one function a rule, each naming every offender."""

from __future__ import annotations

from datetime import date

from ..errors import Problem
from ..model import Handbook
from . import cases, handovers, references, searching, size, structure, wording

RULES = (
    *size.RULES,
    *structure.RULES,
    *references.RULES,
    *wording.RULES,
    *searching.RULES,
    *handovers.RULES,
    *cases.RULES,
)


def check(handbook: Handbook, today: date) -> tuple[Problem, ...]:
    """Return every problem of a handbook, in the order of the rules.

    Parameters
    ----------
    handbook
        A handbook of the right shape.
    today
        Day to judge reviews by.

    Examples
    --------
    >>> import ehbi
    >>> check(ehbi.load(), date(2026, 11, 24))
    ()
    """
    found = [problem for rule in RULES for problem in rule(handbook)]
    return (*found, *wording.overdue_review(handbook, today))
