"""A new situation, alone or as a sketch, which the checks call unfinished until it has texts of its own."""

from __future__ import annotations

import pytest

import ehbi
from ehbi.handbook import EditError
from ehbi.handbook.checks import check
from ehbi.handbook.edits import add_situation, add_sketch, change_answer, change_step
from ehbi.handbook.placeholders import is_placeholder
from ehbi.handbook.values import Kind

from .drafts import TODAY

HANDBOOK = ehbi.load()


def of_the_sketch(draft):
    return [step for step in draft.steps if step.id not in HANDBOOK]


def test_a_situation_gets_the_next_number_and_has_no_answers():
    draft, new = add_situation(HANDBOOK, "De app vraagt om een code", TODAY)
    step = draft.step(new)
    assert (new, step.kind, step.number, step.answers) == (
        "de-app-vraagt-om-een-code", Kind.SITUATION, 5, (),
    )  # fmt: skip
    assert draft.steps[:-1] == HANDBOOK.steps


def test_a_sketch_is_a_situation_a_question_an_action_and_three_outcomes():
    draft, start = add_sketch(HANDBOOK, TODAY)
    kinds = sorted(step.kind.value for step in of_the_sketch(draft))
    assert kinds == ["action", "outcome", "outcome", "outcome", "question", "situation"]
    assert draft.step(start).kind is Kind.SITUATION


def test_a_sketch_is_unfinished_until_every_text_is_there():
    draft, _ = add_sketch(HANDBOOK, TODAY)
    assert all(is_placeholder(step.title) for step in of_the_sketch(draft))
    unwritten = [found for found in check(draft, TODAY) if "nog geen eigen tekst" in found.message]
    assert len(unwritten) == 6 + 5
    for step in of_the_sketch(draft):
        draft = change_step(draft, step.id, {"title": f"Over {step.id}", "text": "Doe dit."})
        for answer in step.answers:
            draft = change_answer(draft, step.id, answer.id, label=f"Naar {answer.next}")
    assert check(draft, TODAY) == check(HANDBOOK, TODAY)


def test_without_anybody_who_can_act_there_is_no_situation():
    nobody = HANDBOOK.model_copy(update={"parties": (), "steps": ()})
    with pytest.raises(EditError, match="nog niemand"):
        add_situation(nobody, "Titel", TODAY)
