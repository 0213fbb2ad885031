"""Changes to a step that is there: other fields, or away with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import EditError, Problem
from ..model import Answer, Handbook, Step
from .lists import position, put, spliced
from .shaping import changed

_FIXED = {"id": "Hernoem de stap", "answers": "Verander elk antwoord apart"}


def change_step(handbook: Handbook, step_id: str, fields: Mapping[str, Any]) -> Handbook:
    """Return the handbook with other fields in one step.

    Parameters
    ----------
    handbook
        Any draft.
    step_id
        The step.
    fields
        Any fields of a step except ``id`` and ``answers``, by name. A party, contact or fact that the
        handbook does not have is left to the checks.

    Raises
    ------
    EditError
        There is no such step, or a field is unknown or of another shape.

    Examples
    --------
    >>> import ehbi
    >>> draft = change_step(ehbi.load(), "mail-zoeken", {"title": "Zoek samen de mail"})
    >>> draft.step("mail-zoeken").title
    'Zoek samen de mail'
    """
    at = position(handbook, "steps", step_id)
    return put(handbook, "steps", at, changed(handbook.steps[at], fields, ("steps", at), _FIXED))


def remove_step(handbook: Handbook, step_id: str, instead: str | None) -> Handbook:
    """Return the handbook without a step.

    Parameters
    ----------
    handbook
        Any draft.
    step_id
        The step.
    instead
        Where the answers lead that led here; None to remove those answers. Takes over as the step for
        what the handbook is not about, too. Examples keep what they say, and the checks report them.

    Raises
    ------
    EditError
        There is no such step, it is to take its own place, or nothing is to take that of the
        ``outside`` step.

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
