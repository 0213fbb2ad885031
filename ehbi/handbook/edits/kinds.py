"""What a step is, with the fields that belong to that."""

from __future__ import annotations

from ..errors import EditError, Problem
from ..model import Handbook, Step
from ..values import Kind, OutcomeKind
from .lists import position, with_step
from .shaping import changed

NUMBERS = range(1, 100)
"""Numbers that a situation can have."""


def change_kind(handbook: Handbook, step_id: str, kind: Kind | str) -> Handbook:
    """Return the handbook with a step of another kind, and with the fields that belong to that kind.

    - A situation gets the lowest free number; any other step loses its number.
    - An outcome explains if it is the ``outside`` step, else is a handover if it has a contact, else
      resolves. Any other step loses ``outcome`` and ``request``; a contact stays, because an action
      can use one.
    - A step with answers does not become an outcome: whoever wants that removes the answers first,
      so that no arrow disappears unseen.

    Parameters
    ----------
    handbook
        Any draft.
    step_id
        The step.
    kind
        What it becomes; fields that fit already stay as they are.

    Raises
    ------
    EditError
        There is no such step or kind, the step has answers or all numbers are taken.

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
    number = (step.number or free_number(handbook, at)) if step.kind is Kind.SITUATION else None
    return with_step(handbook, at, kind=step.kind, number=number, outcome=None, request="")


def free_number(handbook: Handbook, at: int) -> int:
    """Return the lowest number that no step has; ``at`` is the place of the step that wants it."""
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
