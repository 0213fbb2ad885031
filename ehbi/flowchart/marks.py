"""A case drawn on its picture."""

from __future__ import annotations

from dataclasses import replace

from ..handbook.case import Case
from ..handbook.model import Handbook
from .layout import lay_out
from .model import Flowchart


def mark(flowchart: Flowchart, case: Case | None) -> Flowchart:
    """Return the picture with the path of a case marked.

    Parameters
    ----------
    flowchart
        Any picture; steps of the case that are not in it are left out.
    case
        The case; ``None`` gives the picture back as it is.

    Returns
    -------
    Flowchart
        With the steps passed as ``visited``, the step the case is at as ``current``, and the arrows
        followed as ``taken``.
    """
    if case is None:
        return flowchart
    visited = {passed.step.id for passed in case.passed}
    current = case.step.id if case.step else None
    taken = set(case.taken)
    return replace(
        flowchart,
        boxes=tuple(
            replace(box, visited=box.step in visited, current=box.step == current) for box in flowchart.boxes
        ),
        arrows=tuple(replace(arrow, taken=(arrow.step, arrow.answer) in taken) for arrow in flowchart.arrows),
    )


def chart_of(handbook: Handbook, case: Case | None = None, situation: str | None = None) -> Flowchart:
    """Return the picture of a situation, else of where the case is, else of the whole handbook."""
    if situation is None and case and case.situation:
        situation = case.situation.id
    return mark(lay_out(handbook, situation), case)
