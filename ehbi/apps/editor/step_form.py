"""The form of a step: its fields and answers, and what filling one in or a button does to a draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from ...handbook import Handbook, Problem
from ...handbook.edits import (
    add_answer,
    add_step_after,
    change_answer,
    change_kind,
    change_step,
    duplicate_step,
    end_at,
    insert_step,
    move_answer,
    relabel_answer,
    remove_answer,
    rename_step,
    retitle_step,
)
from ...handbook.edits.renames import published_answers
from ...handbook.placeholders import NEW_ANSWER, NEW_STEP
from ...handbook.schema import SchemaField, asked, fields
from ...handbook.step import Answer, Step
from ...handbook.values import Kind, Section
from ..panel import Block, Button, Field, Group, Heading, Tone
from . import form
from .circles import led, removed
from .pictures import PICTURES, picture_blocks
from .problems import Wrong, named

ENDING = "Haal de antwoorden weg en maak er een uitkomst van"
Changed = tuple[Handbook, str]
"""The handbook, and the step to show; empty for any."""


def step_form(
    handbook: Handbook, step: Step, problems: Sequence[Problem], instead: str = "", *, ends: bool = False
) -> list[Block]:
    """Return the form for a step, with what is wrong where it is wrong.

    ``instead`` is the step chosen to take the place of this one when it is removed; empty for none. Where it
    ``ends`` once its answers have gone, a button beside its kind does both.
    """
    places = (at for at, one in enumerate(handbook.steps) if one.id == step.id)  # in an odd draft some
    wrong = Wrong(tuple(found for at in places for found in Wrong.of(problems, "steps", at).found))
    general = (*wrong.exactly(), *wrong.exactly("answers"))
    lists = form.shared(handbook)
    main, more = (
        [block for field in some for block in form.blocks_of(field, step, wrong, lists)]
        for some in _fields_of(step)
    )
    if ends:
        at = next(at for at, block in enumerate(more) if block.id == "kind")
        more.insert(at + 1, Button("end", ENDING, Tone.BAD))
    return [
        Heading("name", step.title or "Stap zonder titel"),
        *form.told("general-", general),
        *main,
        *picture_blocks(step, wrong),
        *_answers(step, wrong),
        Group("more", "Meer over deze stap", tuple(more), fold=True),
        Group("moves", "Wat je met deze stap kunt doen", tuple(_moves(step, instead)), across=True),
    ]


def _fields_of(step: Step) -> tuple[list[SchemaField], list[SchemaField]]:
    """Return the fields that stand above the answers, and those that are folded away below."""
    own = (field for field in asked(type(step)) if field.name != PICTURES)
    there = [field for field in own if _has(step, field, getattr(step, field.name))]
    above = [field for field in there if field.spec.section is Section.MAIN]
    return above, [field for field in there if field not in above]


def _has(step: Step, field: SchemaField, value: object) -> bool:
    """Return whether a step of this kind has a field, or has it against the rules."""
    return not field.spec.kinds or step.kind in field.spec.kinds or bool(value)


def _answers(step: Step, wrong: Wrong) -> Iterator[Block]:
    if step.kind is Kind.OUTCOME:
        return
    yield Heading("answers", "Antwoorden", 3)
    for place, answer in enumerate(step.answers):
        name, title = f"answer/{place}", f"Antwoord {place + 1}"
        here = Wrong(tuple((path[2:], said) for path, said in wrong.found if path[:2] == ("answers", place)))
        blocks = (*_answer(step, place, here), *_answer_moves(name, answer, place, len(step.answers)))
        yield Group(name, title, blocks, across=True)
    yield Button("add-answer", "Antwoord erbij")


def _answer(step: Step, place: int, wrong: Wrong) -> Iterator[Block]:
    """Yield the fields of an answer; what is wrong with it as a whole stands at the first."""
    answer = step.answers[place]
    known = fields(Answer)
    others = [field for name, field in known.items() if name not in ("id", "label")]
    elsewhere = [said for field in others for said in wrong.at(field.name)]
    own = tuple(said for said in wrong.at() if said not in elsewhere)
    at = ("answer", place)
    spec = known["label"].spec
    yield Field(named((*at, "label")), spec.label, answer.label, problems=own, longest=spec.longest)
    for field in others:
        if _has(step, field, getattr(answer, field.name) or wrong.at(field.name)):
            (block,) = form.blocks_of(field, answer, wrong, {})
            yield replace(block, id=named((*at, field.name)))


def _answer_moves(name: str, answer: Answer, place: int, count: int) -> Iterator[Block]:
    said = answer.label or "zonder tekst"
    up, down, remove = form.move_buttons(name, f"Antwoord {said}", place, count)
    yield from (up, down)
    yield Button(f"{name}/insert", "Stap ertussen", spoken=f"Stap tussen dit en antwoord {said}")
    yield remove


def _moves(step: Step, instead: str) -> Iterator[Block]:
    if step.kind is not Kind.OUTCOME:
        yield Button("add-step", "Nieuwe stap hierna")
    yield Button("duplicate", "Maak een kopie")
    yield Field("instead", "Bij weghalen: wat hierheen leidt, gaat naar", instead, "search", "instead")
    yield Button("remove", "Haal deze stap weg", Tone.BAD)


def answer_block(step: Step, answer: str) -> str:
    """Return the block of an answer's label; by its place, as its id can change with each letter of that."""
    place = next((place for place, one in enumerate(step.answers) if one.id == answer), 0)
    return f"answer/{place}/label"


def filled(handbook: Handbook, step_id: str, block: str, value: Any, base: Handbook) -> Changed:
    """Return the handbook with a field of a step filled in; ids that ``base`` has are known to people."""
    match block.split("/"):
        case ["id"]:
            return rename_step(handbook, step_id, value, base), value
        case ["title"]:
            return retitle_step(handbook, step_id, value, base)
        case ["kind"]:
            return change_kind(handbook, step_id, value), step_id
        case ["answer", place, name]:
            step, answer = _answer_at(handbook, step_id, place)
            return _answer_filled(
                handbook, (step.id, answer), name, value, published_answers(base, step)
            ), step_id
    return change_step(handbook, step_id, form.filled(handbook.step(step_id), block, value)), step_id


def pressed(handbook: Handbook, step_id: str, button: str, instead: str, today: date) -> Changed:
    """Return the handbook after a button of a step's form was pressed; ``instead`` is as in the form."""
    step = handbook.step(step_id)
    match button.split("/"):
        case ["answer", answer, act]:
            return _answered(handbook, step_id, answer, act, today)
        case ["add-answer"]:
            target = handbook.outside.step if not step.answers else step.answers[-1].next
            return add_answer(handbook, step_id, NEW_ANSWER, target)[0], step_id
        case ["add-step"]:
            return add_step_after(handbook, step_id, NEW_STEP, today)
        case ["duplicate"]:
            return duplicate_step(handbook, step_id)
        case ["remove"]:
            return removed(handbook, step_id, instead or None), instead
    return (end_at(handbook, step_id) if button == "end" else handbook), step_id


def _answer_filled(
    handbook: Handbook, at: tuple[str, str], name: str, value: Any, published: frozenset[str]
) -> Handbook:
    match name:
        case "label":
            return relabel_answer(handbook, *at, value, published)[0]
        case "next":
            return led(handbook, *at, value)
    return change_answer(handbook, *at, **{name: value})


def _answer_at(handbook: Handbook, step_id: str, place: str) -> tuple[Step, str]:
    step = handbook.step(step_id)
    return step, step.answers[int(place)].id


def _answered(handbook: Handbook, step_id: str, at: str, act: str, today: date) -> Changed:
    place, (_, answer_id) = int(at), _answer_at(handbook, step_id, at)
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


def said(block: str, title: str) -> str:
    """Return what was done, for whoever undoes it."""
    name = block.split("/", maxsplit=1)[0]
    if name == "answer":
        return f"Antwoord van ‘{title}’"
    field = fields(Step).get(name)
    return f"{field.spec.label if field else 'Verandering'} van ‘{title}’"
