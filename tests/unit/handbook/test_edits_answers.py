"""A manager draws, labels, turns and removes arrows."""

from __future__ import annotations

import pytest

from ehbi.handbook import EditError
from ehbi.handbook.edits import add_answer, change_answer, move_answer, remove_answer


def ids(handbook, name):
    return [answer.id for answer in handbook.step(name).answers]


def test_a_new_answer_comes_last_and_is_named_after_its_label(handbook):
    draft, new = add_answer(handbook, "mail-zoeken", "De mailbox is vol", "mail-opnieuw")
    assert ids(draft, "mail-zoeken") == ["ja", "nee", "hier-niet", "de-mailbox-is-vol"]
    answer = draft.step("mail-zoeken").answer(new)
    assert (answer.label, answer.next) == ("De mailbox is vol", "mail-opnieuw")


def test_two_answers_with_one_label_get_two_ids(handbook):
    draft, new = add_answer(handbook, "mail-zoeken", "Ja", "mail-opnieuw")
    assert new == "ja-2"
    assert len(ids(draft, "mail-zoeken")) == 4


def test_an_outcome_gets_no_answer(handbook):
    with pytest.raises(EditError, match=r"Bij uitkomst ‘De lener heeft toegang’ houdt een casus op"):
        add_answer(handbook, "toegang", "Verder", "ingelogd")


def test_an_answer_says_something_else_and_still_leads_there(handbook):
    draft = change_answer(handbook, "mail-zoeken", "nee", label="Nergens te vinden")
    answer = draft.step("mail-zoeken").answer("nee")
    assert (answer.label, answer.next) == ("Nergens te vinden", "mail-opnieuw")


def test_an_answer_leads_elsewhere_and_still_says_the_same(handbook):
    draft = change_answer(handbook, "mail-zoeken", "nee", next_id="toegang")
    was, now = (one.step("mail-zoeken").answer("nee") for one in (handbook, draft))
    assert now == was.model_copy(update={"next": "toegang"})


def test_an_answer_says_otherwise_what_was_done(handbook):
    draft = change_answer(handbook, "mail-zoeken", "nee", done="Gezocht; niets gevonden")
    was, now = (one.step("mail-zoeken").answer("nee") for one in (handbook, draft))
    assert now == was.model_copy(update={"done": "Gezocht; niets gevonden"})


def test_an_answer_never_leads_to_a_step_that_is_not_there(handbook):
    for edit in (
        lambda: change_answer(handbook, "mail-zoeken", "nee", next_id="weg"),
        lambda: add_answer(handbook, "mail-zoeken", "Nee", "weg"),
    ):
        with pytest.raises(EditError, match=r"‘weg’ staat niet bij ‘stappen’. Kies er een") as refused:
            edit()
        (problem,) = refused.value.problems
        assert problem.path[2::2] == ("answers", "next")


def test_answers_stand_in_another_order(handbook):
    assert ids(move_answer(handbook, "mail-zoeken", "nee", 0), "mail-zoeken") == ["nee", "ja", "hier-niet"]
    assert ids(move_answer(handbook, "kb-navragen", ids(handbook, "kb-navragen")[0], 2), "kb-navragen") == [
        *ids(handbook, "kb-navragen")[1:3],
        ids(handbook, "kb-navragen")[0],
        *ids(handbook, "kb-navragen")[3:],
    ]


@pytest.mark.parametrize("place", [-1, 3, True, "0", None, 0.0])
def test_an_answer_does_not_move_to_a_place_that_is_not_there(handbook, place):
    with pytest.raises(EditError, match=r"Die plaats is er niet. Kies een plaats in de lijst"):
        move_answer(handbook, "mail-zoeken", "nee", place)


def test_an_answer_goes_and_the_step_it_led_to_stays(handbook):
    draft = remove_answer(handbook, "mail-zoeken", "nee")
    assert ids(draft, "mail-zoeken") == ["ja", "hier-niet"]
    assert "mail-opnieuw" in draft


@pytest.mark.parametrize("edit", [change_answer, remove_answer])
def test_an_answer_that_is_not_there_is_refused(handbook, edit):
    with pytest.raises(EditError, match=r"‘misschien’ staat niet bij ‘antwoorden’"):
        edit(handbook, "mail-zoeken", "misschien")
