"""Steps that were not there: after a step, in between two, or a second one of the same."""

from __future__ import annotations

from datetime import date

from ..model import Answer, Handbook, Step
from ..values import Kind
from .answers import locate, refuse_end
from .ids import NAMELESS, fresh_id
from .kinds import free_number
from .lists import ANSWERS, LISTS, names, position, put, spliced
from .plain import plain_fields
from .shaping import shaped


def add_step_after(handbook: Handbook, step_id: str, title: str, today: date) -> tuple[Handbook, str]:
    """Return the handbook with a new step at the end of a new answer, and the new step's id.

    The new step is an action of the same party that says nothing yet; the new answer has no label
    yet. The checks say so until somebody fills them in.

    Parameters
    ----------
    handbook
        Any draft.
    step_id
        The step that gets the answer.
    title
        Title of the new step, from which its id is made.
    today
        Day on which it was reviewed.

    Raises
    ------
    EditError
        There is no such step, it is an outcome, or title or day have another shape.

    Examples
    --------
    >>> import ehbi
    >>> draft, new = add_step_after(ehbi.load(), "mail-zoeken", "Kijk bij reclame", date(2026, 11, 24))
    >>> new, draft.step("mail-zoeken").answers[-1].next
    ('kijk-bij-reclame', 'kijk-bij-reclame')
    """
    at = position(handbook, "steps", step_id)
    before = handbook.steps[at]
    refuse_end(before, at)
    new = _new_step(handbook, at, title, today)
    answer = Answer(id=fresh_id(names(before.answers, ANSWERS), new.title), label="", next=new.id)
    before = before.model_copy(update={"answers": (*before.answers, answer)})
    return put(handbook, "steps", at, before, new), new.id


def insert_step(
    handbook: Handbook, step_id: str, answer_id: str, title: str, today: date
) -> tuple[Handbook, str]:
    """Return the handbook with a new step between a step and where an answer led, and its id.

    The new step is an action of the same party that says nothing yet; its one answer leads on. The
    examples that give this answer stay as they are, and the checks report them.

    Parameters
    ----------
    handbook
        Any draft.
    step_id, answer_id
        The answer that is to lead to the new step.
    title
        Title of the new step, from which its id is made.
    today
        Day on which it was reviewed.

    Raises
    ------
    EditError
        There is no such step or answer, or title or day have another shape.

    Examples
    --------
    >>> import ehbi
    >>> draft, new = insert_step(ehbi.load(), "mail-zoeken", "nee", "Wacht even", date(2026, 11, 24))
    >>> draft.step("mail-zoeken").answer("nee").next, draft.step(new).answers[0].next
    ('wacht-even', 'mail-opnieuw')
    """
    at, index = locate(handbook, step_id, answer_id)
    before = handbook.steps[at]
    answer = before.answers[index]
    onward = Answer(id="verder", label="Verder", next=answer.next)
    new = _new_step(handbook, at, title, today).model_copy(update={"answers": (onward,)})
    answers = spliced(before.answers, index, answer.model_copy(update={"next": new.id}))
    return put(handbook, "steps", at, before.model_copy(update={"answers": answers}), new), new.id


def duplicate_step(handbook: Handbook, step_id: str) -> tuple[Handbook, str]:
    """Return the handbook with a second step like this one right after it, and its id.

    The copy has the same answers, and nothing leads to it; a situation's copy gets a number of its own.

    Parameters
    ----------
    handbook
        Any draft.
    step_id
        The step.

    Raises
    ------
    EditError
        There is no such step, or it is a situation and all numbers are taken.

    Examples
    --------
    >>> import ehbi
    >>> draft, new = duplicate_step(ehbi.load(), "reset-mail")
    >>> new, draft.step(new).number
    ('reset-mail-2', 5)
    """
    at = position(handbook, "steps", step_id)
    step = handbook.steps[at]
    number = None if step.number is None else free_number(handbook, at)
    new = fresh_id(names(handbook.steps, LISTS["steps"]), step_id)
    return put(handbook, "steps", at, step, step.model_copy(update={"id": new, "number": number})), new


def _new_step(handbook: Handbook, before: int, title: object, today: object) -> Step:
    path = ("steps", before + 1)
    fields = {
        "id": NAMELESS,
        "kind": Kind.ACTION,
        "text": "",
        "party": handbook.steps[before].party,
        "inferred": True,
        **plain_fields({"title": title, "reviewed": today}, path),
    }
    step = shaped(Step, fields, path)
    return step.model_copy(update={"id": fresh_id(names(handbook.steps, LISTS["steps"]), step.title)})
