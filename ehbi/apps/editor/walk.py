"""The answers of an example, given step by step as at the desk, so that the example can always be walked."""

from __future__ import annotations

from collections.abc import Iterator

from ...handbook import Case, Handbook
from ...handbook.edits import change_part
from ...handbook.graph import starts
from ...handbook.schema import fields
from ...handbook.step import Example, GivenAnswer, Step
from ..panel import Block, Button, Field, Heading, Text, Tone
from . import form
from .diff import title_of
from .problems import Wrong

OPEN = (("", "Kies een antwoord"),)
END = "outcome"
"""Id of the button that has an example end where its answers lead."""
_TOLD = fields(GivenAnswer)["told"]


def walked(handbook: Handbook, example: Example) -> Case:
    """Return the case that an example describes, as far as its answers fit."""
    case = Case(handbook)
    if example.situation not in {start.id for start in starts(handbook)}:
        return case
    case = case.begin(example.situation)
    for given in example.answers:
        found = case.step.answer(given.answer) if case.step and case.step.id == given.step else None
        if found is None or found.next not in handbook:
            break
        case = case.answer(given.answer)
    return case


def walk(handbook: Handbook, example: Example, wrong: Wrong) -> Iterator[Block]:
    """Yield for each step on the way of an example what is told then and its choice, and where it ends."""
    case = walked(handbook, example)
    yield Heading("answers/", fields(Example)["answers"].spec.label, 3)
    for index, passed in enumerate(case.passed):
        told = example.answers[index]
        yield from form.blocks_of(_TOLD, told, wrong, {}, ("answers", index))
        yield _choice(handbook, index, passed.step, passed.answer.id)
    here = case.step
    if here and not case.outcome:
        yield _choice(handbook, len(case.given), here, "")
    yield from _end(handbook, example, case)


def _choice(handbook: Handbook, index: int, step: Step, answer: str) -> Field:
    leading = ((one.id, one.label) for one in step.answers if one.next in handbook)
    return Field(f"answers/{index}", step.asks, answer, "choice", (*(() if answer else OPEN), *leading))


def _end(handbook: Handbook, example: Example, case: Case) -> Iterator[Block]:
    if case.step is None:
        yield Text("end", "Kies eerst waar de casus begint.", Tone.WARNING)
        return
    if case.outcome is None:
        yield Text("end", "De casus is hier nog niet klaar: kies het volgende antwoord.", Tone.WARNING)
        return
    end = case.outcome.title
    if case.outcome.id == example.outcome:
        yield Text("end", f"Eindigt bij: {end}", Tone.GOOD)
        return
    wanted = title_of(example.outcome, handbook)
    yield Text("end", f"Eindigt bij: {end}. De oefencasus noemt een ander einde: {wanted}.", Tone.BAD)
    yield Button(END, f"Laat de oefencasus eindigen bij: {end}")


def answered(handbook: Handbook, example: Example, index: int, answer: str) -> Handbook:
    """Return the handbook with another answer in an example; later answers stay as far as they fit."""
    return _as(handbook, example, walked(handbook, example).change(index, answer)) if answer else handbook


def begun(handbook: Handbook, example: Example, situation: str) -> Handbook:
    """Return the handbook with an example that begins elsewhere, with the answers that fit there."""
    moved = example.model_copy(update={"situation": situation})
    return _as(handbook, example, walked(handbook, moved))


def ended(handbook: Handbook, example: Example) -> Handbook:
    """Return the handbook with an example that ends where its answers lead."""
    return _as(handbook, example, walked(handbook, example))


def _as(handbook: Handbook, example: Example, case: Case) -> Handbook:
    if case.step is None:
        return handbook
    told = {given.step: given.told for given in example.answers}
    changed = {
        "situation": case.start,
        "answers": [
            {"step": given.step, "told": told.get(given.step, ""), "answer": given.answer}
            for given in case.given
        ],
        "outcome": case.step.id,
    }
    return change_part(handbook, "examples", example.id, changed)
