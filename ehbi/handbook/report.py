"""The paths of a handbook as plain data, for scripts outside."""

from __future__ import annotations

from typing import Any

from .case import Case, Given
from .graph import paths
from .model import Handbook


def paths_report(handbook: Handbook) -> list[dict[str, Any]]:
    """Return every path of every situation, in the form that ``ehbi paths --json`` promises.

    Returns
    -------
    list of dict
        ``situation`` (number), ``answers`` (step and answer ids), ``steps`` (ids, one more than the
        answers) and ``outcome`` (step id, kind, contact id or None).

    Examples
    --------
    >>> import ehbi
    >>> rows = paths_report(ehbi.load())
    >>> rows[0]["steps"][0], sorted({row["situation"] for row in rows})
    ('inloggegevens-onjuist', [1, 2, 3, 4])
    """
    return [
        _row(Case(handbook, situation.id, tuple(Given(step, answer) for step, answer in path)))
        for situation in handbook.situations
        for path in paths(handbook, situation.id)
    ]


def _row(case: Case) -> dict[str, Any]:
    first, end = case.trail[0], case.trail[-1]
    return {
        "situation": first.number,
        "answers": [{"step": given.step, "answer": given.answer} for given in case.given],
        "steps": [step.id for step in case.trail],
        "outcome": {"step": end.id, "kind": end.outcome, "contact": end.contact},
    }
