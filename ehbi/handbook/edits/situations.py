"""A new situation: a step where a case starts, alone or with a sketch of what can follow."""

from __future__ import annotations

from datetime import date

from ..model import Handbook
from ..placeholders import NEW_ANSWER, TITLES
from ..schema import LISTS
from ..step import Step
from ..values import Kind
from .answers import change_answer
from .lists import NAMELESS, fresh_id, names
from .shaping import plain_fields, refusal, shaped
from .steps import add_step_after, change_kind

_SKETCH = ((Kind.QUESTION, Kind.OUTCOME), (Kind.ACTION, Kind.OUTCOME), (Kind.OUTCOME,))
"""What the answers of a sketch lead to: those of the situation, of the question, of the action."""


def add_situation(handbook: Handbook, title: str, today: date) -> tuple[Handbook, str]:
    """Return the handbook with a situation without answers as its last step, and the step's id."""
    path = ("steps", len(handbook.steps))
    parties = [step.party for step in handbook.situations] + [party.id for party in handbook.parties]
    if not parties:
        remedy = "Vul eerst bij Gegevens in wie er iets kan doen"
        raise refusal(path, "Er is nog niemand die iets kan doen", remedy)
    fields = {"id": NAMELESS, "kind": Kind.ACTION, "text": "", "party": parties[0], "own": True}
    step = shaped(Step, fields | plain_fields({"title": title, "reviewed": today}, path), path)
    step = step.model_copy(update={"id": fresh_id(names(handbook.steps, LISTS["steps"]), step.title)})
    added = handbook.model_copy(update={"steps": (*handbook.steps, step)})
    return change_kind(added, step.id, Kind.SITUATION), step.id


def add_sketch(handbook: Handbook, today: date) -> tuple[Handbook, str]:
    """Return the handbook with a sketch, of which the first step's id: a situation, and what can follow it.

    Every title and label in it is a placeholder, so the checks call it unfinished.
    """
    handbook, start = add_situation(handbook, TITLES[Kind.SITUATION], today)
    at = start
    for kinds in _SKETCH:
        made = []
        for kind in kinds:
            handbook, new = add_step_of(handbook, at, kind, today)
            made.append(new)
        for place, answer in enumerate(handbook.step(at).answers, 1):
            label = NEW_ANSWER if place == 1 else f"{NEW_ANSWER} {place}"
            handbook = change_answer(handbook, at, answer.id, label=label)
        at = made[0]
    return handbook, start


def add_step_of(handbook: Handbook, step_id: str, kind: Kind, today: date) -> tuple[Handbook, str]:
    """Return the handbook with a new step of this kind at the end of a new answer, and the step's id."""
    handbook, new = add_step_after(handbook, step_id, TITLES[kind], today)
    return change_kind(handbook, new, kind), new
