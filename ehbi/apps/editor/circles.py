"""No edit leads a case round in a circle: one rule in one sentence, for the form and for the chart."""

from __future__ import annotations

from ...handbook import Handbook, Problem
from ...handbook.compare.consequences import circle_of
from ...handbook.compare.impact import Steps
from ...handbook.edits import change_answer, remove_step
from ...handbook.edits.answers import locate
from ...handbook.errors import EditError, Rule, Where

_CIRCLE = Rule("Zo loopt een casus in een kring: {names}", "Kies een stap die hierna komt")


def problem_of(handbook: Handbook, circle: Steps, path: Where = ("steps",)) -> Problem:
    """Return what is wrong with a circle, named from the step that would close it."""
    names = " → ".join(f"‘{handbook.step(step).called}’" for step in circle)
    return _CIRCLE.problem(path, names=names)


def refuse_circle(handbook: Handbook, step: str, target: str, path: Where = ("steps",)) -> None:
    """Refuse an arrow from a step to one from which a case comes back to it."""
    if circle := circle_of(handbook, step, target):
        raise EditError(problem_of(handbook, circle, path))


def led(handbook: Handbook, step: str, answer: str, target: str) -> Handbook:
    """Return the handbook with an answer that leads elsewhere, or refuse a circle."""
    at, index = locate(handbook, step, answer)
    made = change_answer(handbook, step, answer, next_id=target)
    refuse_circle(handbook, step, target, ("steps", at, "answers", index, "next"))
    return made


def removed(handbook: Handbook, step: str, instead: str | None) -> Handbook:
    """Return the handbook without a step, or refuse when what takes its place would close a circle."""
    made = remove_step(handbook, step, instead)
    if instead:
        for before in handbook.steps:
            if before.id != step and any(answer.next == step for answer in before.answers):
                refuse_circle(made, before.id, instead)
    return made
