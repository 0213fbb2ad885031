"""Steps that are copied and put in elsewhere; what comes from a clipboard is read as a file is."""

from __future__ import annotations

import pytest

import ehbi
from ehbi.handbook import EditError
from ehbi.handbook.checks import check
from ehbi.handbook.edits import (
    add_step_after,
    change_kind,
    paste_between,
    paste_steps,
    remove_branch,
    rename_step,
)
from ehbi.handbook.edits.branch import branch_of, copy_steps, ways_out
from ehbi.handbook.values import Kind

from .drafts import TODAY

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


@pytest.mark.parametrize("party", [[], set(), "Geen Naam!", None])
def test_who_takes_the_place_of_somebody_unknown_has_a_name_or_it_is_refused(party):
    copied = copy_steps(HANDBOOK, "ander-adres", whole=False)
    copied["ehbi-stappen"][0]["party"] = "onbekend"
    with pytest.raises(EditError):
        paste_steps(HANDBOOK, copied, party)


def between(copied, way=0, draft=HANDBOOK, arrow=("geen-rechten", "nee")):
    made, first = paste_between(draft, copied, "balie", *arrow, way)
    return made, made.step(first)


def test_a_branch_is_a_step_and_what_nothing_else_leads_to():
    branch = branch_of(HANDBOOK, "reset-mail")
    outside = {answer.next for step in HANDBOOK.steps if step.id not in branch for answer in step.answers}
    assert outside & branch <= {"reset-mail"}
    assert {"reset-mail", "ander-adres", "mail-zoeken"} <= branch
    assert "ingelogd" not in branch


def test_a_cut_branch_comes_back_under_its_own_ids_with_the_rest_where_it_was():
    copied = copy_steps(HANDBOOK, "mail-zoeken", whole=True, cut=True)
    gone = remove_branch(HANDBOOK, "mail-zoeken", "ander-adres")
    ids = [step["id"] for step in copied["ehbi-stappen"]]
    assert set(ids) == branch_of(HANDBOOK, "mail-zoeken")
    assert not any(one in gone for one in ids)
    made, step, new = pasted(copied, gone)
    assert [one.id for one in new] == ids
    assert step.answers == HANDBOOK.step("mail-zoeken").answers
    assert made.outside == HANDBOOK.outside


def test_what_goes_with_a_branch_cannot_take_its_place():
    with pytest.raises(EditError, match="gaat zelf ook weg"):
        remove_branch(HANDBOOK, "mail-zoeken", "mail-opnieuw")


def test_a_copy_is_not_known_by_what_the_step_was_called_before():
    draft = rename_step(HANDBOOK, "ander-adres", "elders", ["ander-adres"])
    made, step, _ = pasted(copy_steps(draft, "elders", whole=False), draft)
    assert step.former == ()
    assert made.known_as("ander-adres") == "elders"
    nothing_left = remove_branch(draft, "elders", "mail-zoeken")
    assert pasted(copy_steps(draft, "elders", whole=False), nothing_left)[1].former == ("ander-adres",)


def test_a_step_with_one_way_out_is_put_in_an_arrow_and_practice_cases_walk_it():
    draft, new = add_step_after(HANDBOOK, "reset-mail", "Los", TODAY)
    arrow = ("reset-mail", "nee")
    made, step = between(copy_steps(draft, new, whole=False), 0, draft, arrow)
    assert made.step("reset-mail").answer("nee").next == step.id
    assert [answer.next for answer in step.answers] == ["ander-adres"]
    assert [one for one in check(made, TODAY) if one.path[:1] == ("examples",)] == []


def test_the_ways_out_of_steps_are_what_leads_away_or_else_what_comes_to_an_end():
    question = HANDBOOK.step("mail-zoeken")
    assert ways_out([question]) == [(question.id, answer.id) for answer in question.answers]
    whole = [
        HANDBOOK.step("mail-zoeken"),
        *(HANDBOOK.step(one) for one in ("ingelogd-met-mail", "mail-opnieuw")),
    ]
    assert ("mail-zoeken", "ja") not in ways_out(whole)


def test_the_chosen_way_leads_on_and_an_outcome_to_which_none_leads_is_left_out():
    draft, asks = add_step_after(HANDBOOK, "reset-mail", "Vraag", TODAY)
    draft, end = add_step_after(draft, asks, "Klaar", TODAY)
    draft = change_kind(draft, end, Kind.OUTCOME)
    made, step = between(copy_steps(draft, asks, whole=True), 0, draft)
    was = draft.step("geen-rechten").answer("nee").next
    assert [answer.next for answer in step.answers] == [was]
    assert len(made.steps) == len(draft.steps) + 1


@pytest.mark.parametrize(
    ("step", "why"), [("ingelogd", "komt niets meer"), ("reset-mail", "begint een casus")]
)
def test_what_cannot_lead_on_is_not_put_in_an_arrow(step, why):
    with pytest.raises(EditError, match=why):
        between(copy_steps(HANDBOOK, step, whole=True))
