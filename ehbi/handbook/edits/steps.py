"""Changes to the steps of a flowchart: what one says and is, a new one, one less."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ..errors import EditError, Problem
from ..model import Answer, Handbook, Step
from ..schema import LISTS
from ..values import Kind, OutcomeKind
from .answers import locate, refuse_end
from .lists import ANSWER, NAMELESS, fresh_id, names, position, put, spliced, with_step
from .shaping import changed, plain_fields, shaped

NUMBERS = range(1, 100)
"""Numbers that a situation can have."""

_STEP = LISTS["steps"]
_FIXED = {"id": "Hernoem de stap", "answers": "Verander elk antwoord apart"}


def change_step(handbook: Handbook, step_id: str, fields: Mapping[str, Any]) -> Handbook:
    """Return the handbook with other fields in one step.

    These are any fields except ``id`` and ``answers``, by name. A party, contact or fact that the
    handbook does not have is left to the checks.
    """
    at = position(handbook, "steps", step_id)
    return put(handbook, "steps", at, changed(handbook.steps[at], fields, ("steps", at), _FIXED))


def change_kind(handbook: Handbook, step_id: str, kind: Kind | str) -> Handbook:
    """Return the handbook with a step of another kind, and with the fields that belong to that kind.

    - A situation gets the lowest free number; any other step loses its number.
    - An outcome explains if it is the ``outside`` step, else is a handover if it has a contact, else
      resolves. Any other step loses ``outcome`` and ``request``; a contact stays, because an action
      can use one.
    - A step with answers does not become an outcome: whoever wants that removes the answers first,
      so that no arrow disappears unseen.

    Examples
    --------
    >>> import ehbi
    >>> draft = change_kind(ehbi.load(), "mail-zoeken", "situation")
    >>> draft.step("mail-zoeken").number
    5
    """
    at = position(handbook, "steps", step_id)
    step = changed(handbook.steps[at], {"kind": kind}, ("steps", at))
    if step.kind is Kind.OUTCOME:
        return with_step(handbook, at, kind=step.kind, number=None, outcome=_ending(handbook, step, at))
    number = (step.number or _free_number(handbook, at)) if step.kind is Kind.SITUATION else None
    return with_step(handbook, at, kind=step.kind, number=number, outcome=None, request="")


def _free_number(handbook: Handbook, at: int) -> int:
    taken = {step.number for step in handbook.steps}
    number = next((number for number in NUMBERS if number not in taken), None)
    if number is None:
        message = f"Er zijn al {len(NUMBERS)} situaties, en meer kan niet"
        raise EditError(Problem(("steps", at, "number"), message, "Haal eerst een situatie weg"))
    return number


def _ending(handbook: Handbook, step: Step, at: int) -> OutcomeKind:
    if step.answers:
        message = f"Stap ‘{step.id}’ heeft nog antwoorden, en een uitkomst heeft die niet"
        raise EditError(Problem(("steps", at, "answers"), message, "Haal eerst de antwoorden weg"))
    if step.outcome:
        return step.outcome
    if step.id == handbook.outside.step:
        return OutcomeKind.EXPLAINED
    return OutcomeKind.HANDOVER if step.contact else OutcomeKind.RESOLVED


def add_step_after(handbook: Handbook, step_id: str, title: str, today: date) -> tuple[Handbook, str]:
    """Return the handbook with a new step at the end of a new answer, and the new step's id.

    The new step is an action of the same party that says nothing yet; the new answer has no label
    yet. The checks say so until somebody fills them in. Its id is made of its title, and it counts as
    reviewed today.
    """
    at = position(handbook, "steps", step_id)
    before = handbook.steps[at]
    refuse_end(before, at)
    new = _new_step(handbook, at, title, today)
    answer = Answer(id=fresh_id(names(before.answers, ANSWER), new.title), label="", next=new.id)
    before = before.model_copy(update={"answers": (*before.answers, answer)})
    return put(handbook, "steps", at, before, new), new.id


def insert_step(
    handbook: Handbook, step_id: str, answer_id: str, title: str, today: date
) -> tuple[Handbook, str]:
    """Return the handbook with a new step between a step and where an answer led, and its id.

    The new step is an action of the same party that says nothing yet; its one answer leads on. The
    examples that give this answer stay as they are, and the checks report them.

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
    """
    at = position(handbook, "steps", step_id)
    step = handbook.steps[at]
    number = None if step.number is None else _free_number(handbook, at)
    new = fresh_id(names(handbook.steps, _STEP), step_id)
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
    return step.model_copy(update={"id": fresh_id(names(handbook.steps, _STEP), step.title)})


def remove_step(handbook: Handbook, step_id: str, instead: str | None) -> Handbook:
    """Return the handbook without a step.

    Answers that led here lead to the step ``instead``, or are removed for None. It takes over as the
    step for what the handbook is not about, too. Examples keep what they say, and the checks report them.

    Examples
    --------
    >>> import ehbi
    >>> draft = remove_step(ehbi.load(), "mail-opnieuw", instead="kb-tijdelijk-wachtwoord")
    >>> draft.step("mail-zoeken").answer("nee").next
    'kb-tijdelijk-wachtwoord'
    """
    at = position(handbook, "steps", step_id)
    heir = None if instead is None else handbook.steps[position(handbook, "steps", instead)]
    if heir is handbook.steps[at]:
        raise _refusal(at, f"Stap ‘{step_id}’ kan niet zijn eigen plaats innemen", "Kies een andere stap")
    outside = handbook.outside
    if outside.step == step_id:
        if heir is None:
            message = f"Stap ‘{step_id}’ legt uit waar het handboek niet over gaat"
            raise _refusal(at, message, "Kies een stap die zijn plaats inneemt")
        outside = outside.model_copy(update={"step": heir.id})
    steps = tuple(_led_on(step, step_id, heir) for step in spliced(handbook.steps, at))
    return handbook.model_copy(update={"outside": outside, "steps": steps})


def _refusal(at: int, message: str, remedy: str) -> EditError:
    return EditError(Problem(("steps", at), message, remedy))


def _led_on(step: Step, gone: str, heir: Step | None) -> Step:
    if all(answer.next != gone for answer in step.answers):
        return step
    led = (_led(answer, gone, heir) for answer in step.answers)
    return step.model_copy(update={"answers": tuple(answer for answer in led if answer.next != gone)})


def _led(answer: Answer, gone: str, heir: Step | None) -> Answer:
    if heir is None or answer.next != gone:
        return answer
    return answer.model_copy(update={"next": heir.id})
