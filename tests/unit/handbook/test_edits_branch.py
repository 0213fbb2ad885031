"""Steps that are copied and put in elsewhere; what comes from a clipboard is read as a file is."""

from __future__ import annotations

import pytest

import ehbi
from ehbi.handbook import EditError
from ehbi.handbook.edits import paste_steps
from ehbi.handbook.edits.branch import copy_steps
from ehbi.handbook.values import Kind

HANDBOOK = ehbi.load()


def pasted(copied, draft=HANDBOOK):
    made, first = paste_steps(draft, copied, "balie")
    return made, made.step(first), made.steps[len(draft.steps) :]


def test_a_step_alone_keeps_where_its_answers_lead():
    made, step, new = pasted(copy_steps(HANDBOOK, "ander-adres", whole=False))
    was = HANDBOOK.step("ander-adres")
    assert step.id != was.id
    assert new == (step,)
    assert [answer.next for answer in step.answers] == [answer.next for answer in was.answers]
    assert made.steps[:-1] == HANDBOOK.steps


def test_a_branch_brings_all_that_follows_under_ids_of_its_own():
    made, step, new = pasted(copy_steps(HANDBOOK, "ander-adres", whole=True))
    ids = {one.id for one in new}
    assert len(new) > 2
    assert not ids & {one.id for one in HANDBOOK.steps}
    assert {answer.next for one in new for answer in one.answers} <= ids
    assert made.step(step.id).title == HANDBOOK.step("ander-adres").title


def test_a_situation_gets_a_number_of_its_own():
    _, step, _ = pasted(copy_steps(HANDBOOK, "reset-mail", whole=True))
    assert (step.kind, step.number) == (Kind.SITUATION, 5)


def test_in_another_draft_what_is_not_there_is_left_out():
    copied = copy_steps(HANDBOOK, "ander-adres", whole=False)
    copied["ehbi-stappen"][0] |= {"party": "weg", "contact": "weg"}
    copied["ehbi-stappen"][0]["answers"][0]["next"] = "weg"
    _, step, _ = pasted(copied)
    assert (step.party, step.contact) == ("balie", None)
    assert len(step.answers) == len(HANDBOOK.step("ander-adres").answers) - 1


@pytest.mark.parametrize(
    "copied",
    [
        None, "tekst", [], {}, {"ehbi-stappen": []}, {"ehbi-stappen": [3]}, {"ehbi-stappen": [{"id": "x"}]},
        {"ehbi-stappen": [{}] * 501},
        {"ehbi-stappen": copy_steps(HANDBOOK, "toegang", whole=False)["ehbi-stappen"] * 2},
    ],
)  # fmt: skip
def test_what_is_no_copy_of_steps_is_refused(copied):
    with pytest.raises(EditError):
        paste_steps(HANDBOOK, copied, "balie")
