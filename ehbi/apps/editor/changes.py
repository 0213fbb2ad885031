"""What a filled-in field or a pressed button does to a handbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ...handbook import Handbook
from ...handbook.edits import (
    add_answer,
    add_step_after,
    change_answer,
    change_kind,
    change_step,
    duplicate_step,
    insert_step,
    move_answer,
    remove_answer,
    remove_step,
    rename_step,
)
from .asks import as_is, names, number, or_none
from .forms import LABELS
from .inside import ticked

TAKEN: Mapping[str, Callable[[Any], Any]] = {
    "words": names,
    "source": names,
    "contact": or_none,
    "outcome": or_none,
    "number": number,
}
"""What fields hold that are no plain text."""
NEW_ANSWER, NEW_STEP = "Nieuw antwoord", "Nieuwe stap"

Changed = tuple[Handbook, str]
"""The handbook, and the step to show; empty for any."""


def filled(handbook: Handbook, step_id: str, field: str, value: Any) -> Changed:
    """Return the handbook with a field of a step filled in.

    Parameters
    ----------
    handbook, step_id
        The draft and the step in its form.
    field
        Id of the field, as :func:`ehbi.apps.editor.forms.step_form` names it.
    value
        What was filled in.

    Raises
    ------
    EditError
        It makes no sense there.

    Examples
    --------
    >>> import ehbi
    >>> changed, shown = filled(ehbi.load(), "toegang", "words", "open, binnen")
    >>> changed.step(shown).words
    ('open', 'binnen')
    """
    match field.split("/"):
        case ["id"]:
            return rename_step(handbook, step_id, value), value
        case ["kind"]:
            return change_kind(handbook, step_id, value), step_id
        case ["local" | "channels" as boxes, name]:
            chosen = ticked(getattr(handbook.step(step_id), boxes), name, value)
            return change_step(handbook, step_id, {boxes: chosen}), step_id
        case ["answer", answer, "label" | "done" as name]:
            return change_answer(handbook, step_id, answer, **{name: value}), step_id
        case ["answer", answer, "next"]:
            return change_answer(handbook, step_id, answer, next_id=value), step_id
    return change_step(handbook, step_id, {field: TAKEN.get(field, as_is)(value)}), step_id


def pressed(handbook: Handbook, step_id: str, button: str, instead: str, today: date) -> Changed:
    """Return the handbook after a button of a step's form was pressed.

    Parameters
    ----------
    handbook, step_id
        The draft and the step in its form.
    button
        Id of the button.
    instead
        Id of the step to which arrows go that led to a step that is removed; empty to remove them.
    today
        When a new step was looked at last.

    Raises
    ------
    EditError
        It makes no sense there.
    """
    step = handbook.step(step_id)
    match button.split("/"):
        case ["add-answer"]:
            target = handbook.outside.step if not step.answers else step.answers[-1].next
            return add_answer(handbook, step_id, NEW_ANSWER, target)[0], step_id
        case ["add-step"]:
            return add_step_after(handbook, step_id, NEW_STEP, today)
        case ["duplicate"]:
            return duplicate_step(handbook, step_id)
        case ["remove"]:
            return remove_step(handbook, step_id, instead or None), instead
        case ["answer", answer, act]:
            return _answered(handbook, step_id, answer, act, today)
    return handbook, step_id


def _answered(handbook: Handbook, step_id: str, answer_id: str, act: str, today: date) -> Changed:
    place = [answer.id for answer in handbook.step(step_id).answers].index(answer_id)
    match act:
        case "up":
            return move_answer(handbook, step_id, answer_id, place - 1), step_id
        case "down":
            return move_answer(handbook, step_id, answer_id, place + 1), step_id
        case "insert":
            return insert_step(handbook, step_id, answer_id, NEW_STEP, today)
        case "remove":
            return remove_answer(handbook, step_id, answer_id), step_id
    return handbook, step_id


def said(field: str, title: str) -> str:
    """Return what was done, for whoever undoes it."""
    name = field.split("/", maxsplit=1)[0]
    if name == "answer":
        return f"Antwoord van ‘{title}’"
    return f"{LABELS.get(name, 'Verandering')} van ‘{title}’"
