"""Steps on their way to another place or draft: copied as plain data, and put in under a step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..graph import follows
from ..model import Handbook
from ..schema import LISTS
from ..step import Step
from ..values import Kind
from .lists import fresh_id, names
from .shaping import plain_fields, refusal, shaped
from .steps import change_kind

FORMAT = "ehbi-stappen"
"""Key of the list of steps in what is copied."""
MOST = 500
"""Steps that can be put in at once."""


def copy_steps(handbook: Handbook, step_id: str, *, whole: bool) -> dict[str, Any]:
    """Return a step as plain data, first, alone or ``whole`` with all that can follow it."""
    after = follows(handbook, step_id) if whole else frozenset()
    steps = [handbook.step(step_id), *(step for step in handbook.steps if step.id in after - {step_id})]
    return {FORMAT: [step.model_dump(mode="json", exclude_defaults=True) for step in steps]}


def paste_steps(handbook: Handbook, copied: object, party: str) -> tuple[Handbook, str]:
    """Return the handbook with copied steps as its last ones, and the id of the first; ids are made fresh.

    An answer that leads to a step which is not there is left out, and so is a contact; who is not there is
    taken for ``party``. What was copied comes from anywhere, so it is read as a file is.
    """
    steps = _read(copied, len(handbook.steps))
    taken = names(handbook.steps, LISTS["steps"])
    ids: dict[str, str] = {}
    for step in steps:
        ids[step.id] = fresh_id([*taken, *ids.values()], step.title)
    known = ids | {name: name for name in taken if name not in ids}
    added = tuple(_fitted(handbook, step, ids[step.id], known, party) for step in steps)
    made = handbook.model_copy(update={"steps": (*handbook.steps, *added)})
    for step in added:
        if step.kind is Kind.SITUATION:
            made = change_kind(made, step.id, Kind.SITUATION)
    return made, added[0].id


def _read(copied: object, at: int) -> list[Step]:
    items = copied.get(FORMAT) if isinstance(copied, Mapping) else None
    if not isinstance(items, list) or not 0 < len(items) <= MOST:
        message, remedy = "Wat je plakt, zijn geen stappen van EHBI", "Kopieer eerst een stap op het schema"
        raise refusal(("steps",), message, remedy)
    steps = []
    for place, item in enumerate(items, at):
        path = ("steps", place)
        steps.append(shaped(Step, plain_fields(item, path), path))
    if len({step.id for step in steps}) < len(steps):
        raise refusal(("steps",), "Wat je plakt, heeft twee stappen met één naam", "Kopieer de stap opnieuw")
    return steps


def _fitted(handbook: Handbook, step: Step, new: str, known: Mapping[str, str], party: str) -> Step:
    answers = tuple(
        answer.model_copy(update={"next": known[answer.next]})
        for answer in step.answers
        if answer.next in known
    )
    update: dict[str, Any] = {"id": new, "number": None, "answers": answers}
    if step.party not in names(handbook.parties, LISTS["parties"]):
        update["party"] = party
    if step.contact not in names(handbook.contacts, LISTS["contacts"]):
        update |= {"contact": None, "channels": ()}
    if step.again is not None:
        update["again"] = known.get(step.again)
    return step.model_copy(update=update)
