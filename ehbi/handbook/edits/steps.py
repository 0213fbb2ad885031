"""Changes to the steps of a flowchart: what one says and is, a new one, one less."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date
from itertools import chain
from typing import Any

from ..model import Handbook
from ..placeholders import ONWARD, UNDECIDED
from ..schema import LISTS
from ..step import Answer, Example, GivenAnswer, Step
from ..values import Kind, OutcomeKind
from .answers import locate, refuse_end
from .lists import (
    ANSWER,
    NAMELESS,
    fresh_id,
    ids_of_steps,
    names,
    nearest,
    position,
    put,
    refuse_taken,
    spliced,
    with_step,
)
from .shaping import changed, plain_fields, quoted, refusal, shaped

NUMBERS = range(1, 100)
"""Numbers that a situation can have."""

_FIXED = {"id": "Hernoem de stap", "answers": "Verander elk antwoord apart"}


def change_step(handbook: Handbook, step_id: str, fields: Mapping[str, Any]) -> Handbook:
    """Return the handbook with other fields in one step, by name: any except ``id`` and ``answers``."""
    at = position(handbook, "steps", step_id)
    return put(handbook, "steps", at, changed(handbook.steps[at], fields, ("steps", at), _FIXED))


def put_step(handbook: Handbook, step_id: str, fields: Mapping[str, Any], today: date) -> Handbook:
    """Return the handbook with other fields in a step, or with a new one of this id as its last.

    A ``kind`` brings the fields that belong to it, as by :func:`change_kind`. A new step needs one, and a
    title, so that a typing error in an id makes no step.
    """
    path = ("steps", len(handbook.steps))
    wanted = plain_fields(fields, path)
    if step_id not in names(handbook.steps, LISTS["steps"]):
        handbook = _with_new(handbook, step_id, wanted, today)
    if "kind" in wanted:
        handbook = change_kind(handbook, step_id, wanted["kind"])
    return change_step(handbook, step_id, wanted)


def _with_new(handbook: Handbook, step_id: str, wanted: Mapping[str, Any], today: date) -> Handbook:
    path = ("steps", len(handbook.steps))
    if not {"title", "kind"} <= {*wanted}:
        message, remedy = "{name} is geen stap", "{near}Een nieuwe stap heeft title= en kind= nodig"
        near = nearest(step_id, names(handbook.steps, LISTS["steps"]))
        raise refusal(path, message, remedy, name=quoted(step_id), near=near)
    step = loose_step(handbook, {"id": step_id, "title": ""}, today)
    refuse_taken(step.id, ids_of_steps(handbook.steps), LISTS["steps"], path)
    return handbook.model_copy(update={"steps": (*handbook.steps, step)})


def loose_step(handbook: Handbook, fields: Mapping[str, Any], today: date) -> Step:
    """Return a new step to which nothing leads: an action of who acts where cases start, or of the first."""
    path = ("steps", len(handbook.steps))
    party = usual_party(handbook)
    if not party:
        remedy = "Vul eerst bij Gegevens in wie er iets kan doen"
        raise refusal(path, "Er is nog niemand die iets kan doen", remedy)
    usual = {"id": NAMELESS, "kind": Kind.ACTION, "text": "", "party": party, "own": True}
    return shaped(Step, usual | plain_fields({**fields, "reviewed": today}, path), path)


def usual_party(handbook: Handbook) -> str:
    """Return who acts where cases start, or the first who can; nothing where nobody can."""
    parties = (step.party for step in handbook.situations if step.party != UNDECIDED)
    return next(parties, next((party.id for party in handbook.parties), ""))


def change_kind(handbook: Handbook, step_id: str, kind: Kind | str) -> Handbook:
    """Return the handbook with a step of another kind, and with the fields that belong to that kind.

    A situation gets a free number. An outcome explains if it is ``outside``, else hands over if it has a
    contact, else resolves. A step with answers does not become one, so that no arrow disappears unseen; for
    :func:`end_at` they go.

    """
    at = position(handbook, "steps", step_id)
    step = changed(handbook.steps[at], {"kind": kind}, ("steps", at))
    if step.kind is Kind.OUTCOME:
        return with_step(handbook, at, kind=step.kind, number=None, outcome=_ending(handbook, step, at))
    number = (step.number or _free_number(handbook, at)) if step.kind is Kind.SITUATION else None
    return with_step(handbook, at, kind=step.kind, number=number, outcome=None, request="", again=None)


def end_at(handbook: Handbook, step_id: str) -> Handbook:
    """Return the handbook with a step where a case ends, without the answers that it had."""
    at = position(handbook, "steps", step_id)
    return change_kind(with_step(handbook, at, answers=()), step_id, Kind.OUTCOME)


def _free_number(handbook: Handbook, at: int) -> int:
    taken = {step.number for step in handbook.steps}
    number = next((number for number in NUMBERS if number not in taken), None)
    if number is None:
        message, remedy = "Er zijn al {most} situaties, en meer kan niet", "Haal eerst een situatie weg"
        raise refusal(("steps", at, "number"), message, remedy, most=len(NUMBERS))
    return number


def _ending(handbook: Handbook, step: Step, at: int) -> OutcomeKind:
    if step.answers:
        message = "Stap ‘{step}’ heeft nog antwoorden, en een uitkomst heeft die niet"
        raise refusal(("steps", at, "answers"), message, "Haal eerst de antwoorden weg", step=step.called)
    if step.outcome:
        return step.outcome
    if step.id == handbook.outside.step:
        return OutcomeKind.EXPLAINED
    return OutcomeKind.HANDOVER if step.contact else OutcomeKind.RESOLVED


def add_step_after(handbook: Handbook, step_id: str, title: str, today: date) -> tuple[Handbook, str]:
    """Return the handbook with a new step at the end of a new answer without label, and the step's id."""
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

    The new step is an action of the same party that says nothing yet; its one answer leads on, and is given
    in each example that comes by.
    """
    at, index = locate(handbook, step_id, answer_id)
    before = handbook.steps[at]
    answer = before.answers[index]
    onward = Answer(id="verder", label=ONWARD, next=answer.next)
    new = _new_step(handbook, at, title, today).model_copy(update={"answers": (onward,)})
    answers = spliced(before.answers, index, answer.model_copy(update={"next": new.id}))
    longer = put(handbook, "steps", at, before.model_copy(update={"answers": answers}), new)
    passed = (step_id, answer_id)
    onward_from = GivenAnswer(step=new.id, answer=onward.id)
    examples = tuple(going_on(example, passed, onward_from) for example in handbook.examples)
    return longer.model_copy(update={"examples": examples}), new.id


def going_on(example: Example, passed: tuple[str, str], *then: GivenAnswer) -> Example:
    """Return an example in which some answers are given after another, of which ``passed`` is the arrow."""
    if all(one.taken != passed for one in example.answers):
        return example
    answers = ((one, *then) if one.taken == passed else (one,) for one in example.answers)
    return example.model_copy(update={"answers": tuple(chain.from_iterable(answers))})


def duplicate_step(handbook: Handbook, step_id: str) -> tuple[Handbook, str]:
    """Return the handbook with a second step like this one after it, to which nothing leads, and its id."""
    at = position(handbook, "steps", step_id)
    step = handbook.steps[at]
    number = None if step.number is None else _free_number(handbook, at)
    new = fresh_id(ids_of_steps(handbook.steps), step.title)
    copy = step.model_copy(update={"id": new, "number": number, "former": ()})
    return put(handbook, "steps", at, step, copy), new


def _new_step(handbook: Handbook, before: int, title: object, today: object) -> Step:
    path = ("steps", before + 1)
    fields = {
        "id": NAMELESS,
        "kind": Kind.ACTION,
        "text": "",
        "party": handbook.steps[before].party,
        "own": True,
        **plain_fields({"title": title, "reviewed": today}, path),
    }
    step = shaped(Step, fields, path)
    return step.model_copy(update={"id": fresh_id(ids_of_steps(handbook.steps), step.title)})


def remove_step(handbook: Handbook, step_id: str, instead: str | None) -> Handbook:
    """Return the handbook without a step; what led there leads to the step ``instead``, or nowhere.

    That takes over as ``outside`` step, and as the one to do again, too. Examples that came from there to
    ``instead`` go on as they did; others keep what they say, and the checks report them.

    """
    at = position(handbook, "steps", step_id)
    heir = None if instead is None else handbook.steps[position(handbook, "steps", instead)]
    if heir is handbook.steps[at]:
        message = "Stap ‘{step}’ kan niet zijn eigen plaats innemen"
        raise refusal(("steps", at), message, "Kies een andere stap", step=heir.called)
    outside = handbook.outside
    if outside.step == step_id:
        if heir is None:
            message = "Stap ‘{step}’ legt uit waar het handboek niet over gaat"
            remedy = "Kies een stap die zijn plaats inneemt"
            raise refusal(("steps", at), message, remedy, step=handbook.steps[at].called)
        outside = outside.model_copy(update={"step": heir.id})
    steps = tuple(_led_on(step, step_id, heir) for step in spliced(handbook.steps, at))
    examples = handbook.examples if heir is None else _examples_past(handbook, handbook.steps[at], heir)
    return handbook.model_copy(update={"outside": outside, "steps": steps, "examples": examples})


def _examples_past(handbook: Handbook, gone: Step, heir: Step) -> tuple[Example, ...]:
    """Return the examples, without the answer of a step that is gone where it led to the heir."""
    led = {(gone.id, one.id) for one in gone.answers if one.next == heir.id}
    return tuple(_without_answers(example, led) for example in handbook.examples)


def _without_answers(example: Example, gone: Container[tuple[str, str]]) -> Example:
    """Return an example without some answers; what was told before one is told before what comes then."""
    kept: list[GivenAnswer] = []
    waiting = ""
    for given in example.answers:
        told = _after(waiting, given.told)
        waiting = told if given.taken in gone else ""
        if given.taken not in gone:
            kept.append(given.model_copy(update={"told": told}) if told != given.told else given)
    if len(kept) == len(example.answers):
        return example
    ending = _after(waiting, example.ending)
    return example.model_copy(update={"answers": tuple(kept), "ending": ending})


def _after(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _led_on(step: Step, gone: str, heir: Step | None) -> Step:
    if step.again == gone:
        # No case can be told to do again where it has ended.
        again = heir.id if heir and heir.id != step.id else None
        step = step.model_copy(update={"again": again})
    if all(answer.next != gone for answer in step.answers):
        return step
    led = (_led(answer, gone, heir) for answer in step.answers)
    return step.model_copy(update={"answers": tuple(answer for answer in led if answer.next != gone)})


def _led(answer: Answer, gone: str, heir: Step | None) -> Answer:
    if heir is None or answer.next != gone:
        return answer
    return answer.model_copy(update={"next": heir.id})
