"""Flowcharts of a draft: which there are, which of them shows a step, and the flags on them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ...explore import Traffic, with_traffic
from ...flowchart import Flag, Flowchart, Sign, flag, lay_out, to_markup
from ...flowchart.annotations import Spot, merged
from ...flowchart.layout import owners
from ...handbook import Handbook, Problem, Severity
from ...handbook.graph import starts
from ...handbook.step import Step
from ...handbook.summary import start_label
from ..panel import Option
from .view import Picture

WHOLE, LOOSE = "heel het handboek", "losse stappen"
"""Keys of the pictures that are of no situation; no step has such an id."""
WHOLE_NAME = "Heel het handboek"
_SIGNS = {Severity.ERROR: Sign.ERROR, Severity.WARNING: Sign.WARNING}


@lru_cache(maxsize=2)
def _shown_in(handbook: Handbook) -> dict[str, tuple[str, ...]]:
    """Return the keys of the pictures of a situation in which each step stands itself."""
    return owners(handbook, [start.id for start in starts(handbook)])


def _loose(handbook: Handbook) -> tuple[Step, ...]:
    """Return the steps that stand in no picture of a situation: no case can come there."""
    found = _shown_in(handbook)
    return tuple(step for step in handbook.steps if step.id not in found)


def charts_of(handbook: Handbook) -> tuple[Option, ...]:
    """Return the pictures to choose from: key and name."""
    alone = _loose(handbook)
    rest = ((LOOSE, f"Losse stappen ({len(alone)})"),) if alone else ()
    return (*map(chart_option, starts(handbook)), (WHOLE, WHOLE_NAME), *rest)


def chart_option(start: Step) -> Option:
    """Return the picture of a situation, or of what the handbook is not about, as an option."""
    return start.id, start_label(start, f"Iets anders: {start.title or start.id}")


def chart_with(handbook: Handbook, step: str, before: str) -> str:
    """Return the key of a picture that shows a step: the one before if it can."""
    found = _shown_in(handbook).get(step, (LOOSE,))
    return before if before == WHOLE or before in found else found[0]


def first_in(handbook: Handbook, chart: str, step: str) -> str:
    """Return the step to have at hand in a picture: the same one if it is there, else the first."""
    if chart_with(handbook, step, chart) == chart:
        return step
    return _loose(handbook)[0].id if chart == LOOSE and _loose(handbook) else chart


def laid_out(handbook: Handbook, chart: str) -> Flowchart:
    """Return a picture by its key."""
    if chart == LOOSE:
        alone = handbook.model_copy(update={"title": "Losse stappen", "steps": _loose(handbook)})
        return lay_out(alone)
    return lay_out(handbook, None if chart == WHOLE else chart)


def picture_of(
    handbook: Handbook,
    step: str,
    before: str,
    problems: Sequence[Problem] = (),
    traffic: Traffic | None = None,
) -> Picture:
    """Return a picture that shows a step, which is marked in it: the one before if it can.

    ``problems`` are shown where they are, and ``traffic`` on its arrows.
    """
    chart = chart_with(handbook, step, before)
    plain = laid_out(handbook, chart)
    drawn = flag(with_traffic(plain, traffic) if traffic else plain, flags_of(handbook, problems))
    return Picture(chart, to_markup(drawn, "edit_"), step)


def flags_of(handbook: Handbook, problems: Sequence[Problem]) -> dict[Spot, Flag]:
    """Return what is wrong with steps and answers as flags, each where it is."""
    flags: dict[Spot, list[Flag]] = {}
    for one in problems:
        if spot := _spot(handbook, one):
            flags.setdefault(spot, []).append(Flag(_SIGNS[one.severity], one.in_form.told))
    return {spot: whole for spot, several in flags.items() if (whole := merged(several))}


def _spot(handbook: Handbook, problem: Problem) -> Spot | None:
    match problem.path:
        case ("steps", int(at), *below) if at < len(handbook.steps):
            step = handbook.steps[at]
            match below:
                case ["answers", int(index), *_] if index < len(step.answers):
                    return step.id, step.answers[index].id
            return step.id
    return None
