"""A step becomes another kind of step, with the fields that belong to that."""

from __future__ import annotations

import pytest

from ehbi.handbook import EditError
from ehbi.handbook.edits import change_kind, change_step, remove_answer
from ehbi.handbook.values import Kind, OutcomeKind


def bare(handbook, name):
    """The handbook with all answers of a step removed."""
    for answer in handbook.step(name).answers:
        handbook = remove_answer(handbook, name, answer.id)
    return handbook


def test_a_question_that_becomes_a_situation_gets_the_first_free_number(handbook):
    assert change_kind(handbook, "mail-zoeken", "situation").step("mail-zoeken").number == 5
    fewer = change_kind(handbook, "geen-rechten", Kind.QUESTION)
    assert change_kind(fewer, "mail-zoeken", Kind.SITUATION).step("mail-zoeken").number == 2


def test_a_situation_that_becomes_a_question_loses_its_number(handbook):
    step = change_kind(handbook, "reset-mail", "question").step("reset-mail")
    assert step == handbook.step("reset-mail").model_copy(update={"kind": Kind.QUESTION, "number": None})


def test_a_step_with_answers_does_not_become_an_outcome(handbook):
    with pytest.raises(EditError, match=r"‘mail-zoeken’ heeft nog antwoorden, en een uitkomst heeft"):
        change_kind(handbook, "mail-zoeken", "outcome")


def test_a_step_without_answers_becomes_an_outcome_that_resolves(handbook):
    draft = change_kind(bare(handbook, "reset-mail"), "reset-mail", "outcome")
    step = draft.step("reset-mail")
    assert (step.kind, step.outcome, step.number) == (Kind.OUTCOME, OutcomeKind.RESOLVED, None)


def test_a_step_with_a_contact_becomes_a_handover(handbook):
    draft = change_kind(bare(handbook, "kb-navragen"), "kb-navragen", "outcome")
    assert draft.step("kb-navragen").outcome is OutcomeKind.HANDOVER


def test_an_outcome_that_becomes_an_action_keeps_only_its_contact(handbook):
    step = change_kind(handbook, "mail-fb-iam", "action").step("mail-fb-iam")
    assert (step.kind, step.outcome, step.contact, step.request) == (Kind.ACTION, None, "fb-iam", "")


def test_the_outside_step_becomes_an_outcome_that_explains_again(handbook):
    draft = change_kind(handbook, "eigen-site", "question")
    assert draft.step("eigen-site").outcome is None
    assert change_kind(draft, "eigen-site", "outcome") == handbook


@pytest.mark.parametrize("name", ["reset-mail", "mail-zoeken", "kb-navragen", "mail-fb-iam"])
def test_a_step_that_is_of_that_kind_already_stays_as_it_is(handbook, name):
    assert change_kind(handbook, name, handbook.step(name).kind) == handbook


def test_a_kind_that_does_not_exist_is_refused_with_those_that_do(handbook):
    with pytest.raises(EditError, match=r"Bij de soort past ‘einde’ niet. Kies een van de mogelijkheden"):
        change_kind(handbook, "mail-zoeken", "einde")


def test_a_step_that_only_says_it_is_a_situation_gets_its_number_after_all(handbook):
    draft = change_step(handbook, "mail-zoeken", {"kind": "situation"})
    assert draft.step("mail-zoeken").number is None
    assert change_kind(draft, "mail-zoeken", "situation").step("mail-zoeken").number == 5
