"""The paths of a handbook as plain data, for scripts outside."""

from __future__ import annotations

from collections.abc import Iterator
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
    return list(path_rows(handbook))


def path_rows(handbook: Handbook) -> Iterator[dict[str, Any]]:
    """Yield the rows of :func:`paths_report` one by one: together they can be many times the handbook."""
    for situation in handbook.situations:
        for path in paths(handbook, situation.id):
            trail = Case(handbook, situation.id, tuple(Given(step, answer) for step, answer in path)).trail
            yield {
                "situation": situation.number,
                "answers": [{"step": step, "answer": answer} for step, answer in path],
                "steps": [step.id for step in trail],
                "outcome": {"step": trail[-1].id, "kind": trail[-1].outcome, "contact": trail[-1].contact},
            }
