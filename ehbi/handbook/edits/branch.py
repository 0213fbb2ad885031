"""Steps on their way to another place or draft: copied as plain data, taken out, and put in elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..graph import follows, is_start
from ..model import Handbook
from ..placeholders import ONWARD
from ..schema import LISTS
from ..step import GivenAnswer, Step
from ..values import Kind
from .answers import add_answer, change_answer, locate
from .lists import fresh_id, ids_of_steps, names, position
from .shaping import changed, plain_fields, refusal, shaped
from .steps import change_kind, going_on, remove_step

FORMAT = "ehbi-stappen"
"""Key of the list of steps in what is copied."""
MOST = 500
"""Steps that can be put in at once."""

Way = tuple[str, str]
"""Step and answer, by their ids, by which a case leaves some steps; the answer is empty for a new one."""


def branch_of(handbook: Handbook, step_id: str) -> frozenset[str]:
    """Return the ids of a step and of all that follows it and nothing else leads to."""
    after = {one for one in follows(handbook, step_id) if not is_start(handbook, handbook.step(one))}
    branch = {step_id, *after}
    while shared := {
        answer.next
        for step in handbook.steps
        if step.id not in branch
        for answer in step.answers
        if answer.next in branch and answer.next != step_id
    }:
        branch -= shared
    return frozenset(branch)


def copy_steps(handbook: Handbook, step_id: str, *, whole: bool, cut: bool = False) -> dict[str, Any]:
    """Return a step as plain data, first, alone or ``whole`` with all that can follow it.

    Of what is ``cut`` that is only what :func:`remove_branch` takes out: the rest stays where it was.
    """
    after: frozenset[str] = frozenset()
    if whole:
        after = branch_of(handbook, step_id) if cut else follows(handbook, step_id)
    steps = [handbook.step(step_id), *(step for step in handbook.steps if step.id in after - {step_id})]
    return {FORMAT: [step.model_dump(mode="json", exclude_defaults=True) for step in steps]}


def remove_branch(handbook: Handbook, step_id: str, instead: str | None) -> Handbook:
    """Return the handbook without a step and what only that leads to; what led there leads to ``instead``."""
    position(handbook, "steps", step_id)
    made = remove_step(handbook, step_id, instead)
    branch = branch_of(handbook, step_id)
    if instead is not None and instead in branch:
        message, remedy = "Stap ‘{step}’ gaat zelf ook weg", "Kies een stap die blijft"
        raise refusal(("steps",), message, remedy, step=handbook.step(instead).called)
    return made.model_copy(update={"steps": tuple(step for step in made.steps if step.id not in branch)})


def paste_steps(handbook: Handbook, copied: object, party: str) -> tuple[Handbook, str]:
    """Return the handbook with copied steps as its last ones, and the id of the first.

    A step keeps its id where nothing has that, as after a cut, and gets a fresh one else. An answer that
    leads to a step which is not there is left out, and so is a contact; who is not there is taken for
    ``party``.
    What was copied comes from anywhere, so it is read as a file is.
    """
    steps = _read(copied, len(handbook.steps))
    taken = ids_of_steps(handbook.steps)
    ids = {step.id: step.id for step in steps if step.id not in taken}
    for step in steps:
        if step.id not in ids:
            ids[step.id] = fresh_id({*taken, *ids.values()}, step.title)
    known = {name: name for name in names(handbook.steps, LISTS["steps"])} | ids
    taken |= {*ids.values()}
    added = tuple(
        changed(step, _fitting(handbook, step, known, party, taken), ("steps", at))
        for at, step in enumerate(steps, len(handbook.steps))
    )
    made = handbook.model_copy(update={"steps": (*handbook.steps, *added)})
    for step in added:
        if step.kind is Kind.SITUATION:
            made = change_kind(made, step.id, Kind.SITUATION)
    return made, added[0].id


def ways_out(steps: Sequence[Step]) -> list[Way]:
    """Return the ways by which a case leaves some steps, or else those by which it comes to an end in them.

    Refused are steps that nothing can follow, and those where a case begins, to which nothing leads.
    """
    first = steps[0]
    if first.kind is Kind.SITUATION:
        message, remedy = (
            "Bij ‘{step}’ begint een casus, dus het past niet tussen twee stappen",
            "Plak op een stap",
        )
        raise refusal(("steps",), message, remedy, step=first.called)
    inside = {step.id for step in steps}
    ends = {step.id for step in steps if step.kind is Kind.OUTCOME}
    ways = [(step.id, answer.id) for step in steps for answer in step.answers if answer.next not in inside]
    ways += [(step.id, "") for step in steps if step.id not in ends and not step.answers]
    ways = ways or [(step.id, answer.id) for step in steps for answer in step.answers if answer.next in ends]
    if not ways:
        message = "Na ‘{step}’ komt niets meer, dus het past niet tussen twee stappen"
        raise refusal(("steps",), message, "Plak het onder een stap", step=first.called)
    return ways


def paste_between(  # noqa: PLR0913, PLR0917  # what is put where, and how it goes on
    handbook: Handbook, copied: object, party: str, step_id: str, answer_id: str, way: int
) -> tuple[Handbook, str]:
    """Return the handbook with copied steps in an arrow, and the id of the first.

    ``way`` is which of their :func:`ways_out` goes on to where the arrow led. An outcome to which no other
    way leads is left out then. Examples that come by go on, where there is one answer to give.
    """
    at, index = locate(handbook, step_id, answer_id)
    onward = handbook.steps[at].answers[index].next
    made, first = paste_steps(handbook, copied, party)
    new = made.steps[len(handbook.steps) :]
    ways = ways_out(new)
    if way not in range(len(ways)):
        raise refusal(("steps",), "Die weg is er niet", "Plak opnieuw, en kies een weg die er staat")
    last, out = ways[way]
    if out:
        made = change_answer(made, last, out, next_id=onward)
    else:
        made, out = add_answer(made, last, ONWARD, onward)
    made = _without_unreached(change_answer(made, step_id, answer_id, next_id=first), new)
    then = _only_way(made, first, last)
    examples = tuple(going_on(example, (step_id, answer_id), *then) for example in made.examples)
    return made.model_copy(update={"examples": examples}), first


def _without_unreached(handbook: Handbook, new: Sequence[Step]) -> Handbook:
    """Return the handbook without the new outcomes to which no answer leads."""
    led = {answer.next for step in handbook.steps for answer in step.answers}
    gone = {step.id for step in new if step.kind is Kind.OUTCOME} - led
    kept = tuple(step for step in handbook.steps if step.id not in gone)
    return handbook.model_copy(update={"steps": kept}) if gone else handbook


def _only_way(handbook: Handbook, first: str, last: str) -> list[GivenAnswer]:
    """Return the answers that lead from the first step past the last, if there is no choice on the way."""
    given: list[GivenAnswer] = []
    at = first
    while len(handbook.step(at).answers) == 1 and len(given) < MOST:
        (answer,) = handbook.step(at).answers
        given.append(GivenAnswer(step=at, answer=answer.id))
        if at == last:
            return given
        at = answer.next
    return []


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


def _fitting(
    handbook: Handbook, step: Step, known: Mapping[str, str], party: str, taken: set[str]
) -> dict[str, Any]:
    """Return the fields by which a copied step fits in a handbook."""
    new = known[step.id]
    answers = tuple(
        answer.model_copy(update={"next": known[answer.next]})
        for answer in step.answers
        if answer.next in known
    )
    former = tuple(one for one in step.former if new == step.id and one not in taken)
    update: dict[str, Any] = {"id": new, "number": None, "answers": answers, "former": former}
    if step.party not in names(handbook.parties, LISTS["parties"]):
        update["party"] = party
    if step.contact not in names(handbook.contacts, LISTS["contacts"]):
        update |= {"contact": None, "channels": ()}
    spoken = names(handbook.languages, LISTS["languages"])
    update["translations"] = tuple(one for one in step.translations if one.language in spoken)
    if step.again is not None:
        update["again"] = known.get(step.again)
    return update
