"""A manager adds a step after another, in between two, or as a copy."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ehbi.handbook import EditError
from ehbi.handbook.edits import add_step_after, duplicate_step, insert_step, remove_step

from .editing import TODAY, arrows, drafts, messages
from .strategies import few


def test_a_new_step_follows_on_a_new_answer(handbook):
    draft, new = add_step_after(handbook, "mail-zoeken", "Kijk bij reclame", TODAY)
    before, step = draft.step("mail-zoeken"), draft.step(new)
    assert (new, step.title, step.kind, step.answers) == (
        "kijk-bij-reclame",
        "Kijk bij reclame",
        "action",
        (),
    )
    assert (step.party, step.reviewed, step.inferred) == (before.party, TODAY, True)
    assert (before.answers[:-1], before.answers[-1].next) == (handbook.step("mail-zoeken").answers, new)
    assert draft.steps.index(step) == draft.steps.index(before) + 1


def test_the_checks_say_what_a_new_step_still_lacks(handbook):
    draft, new = add_step_after(handbook, "mail-zoeken", "Kijk bij reclame", TODAY)
    assert messages(draft) == [
        f"Vanaf stap ‘{new}’ komt een casus nergens uit",
        "Deze tekst is leeg",
        "Deze tekst is leeg",
    ]


def test_two_new_steps_with_one_title_get_two_ids(handbook):
    draft, first = add_step_after(handbook, "mail-zoeken", "Kijk", TODAY)
    draft, second = add_step_after(draft, "mail-zoeken", "Kijk", TODAY)
    assert (first, second) == ("kijk", "kijk-2")
    assert [answer.id for answer in draft.step("mail-zoeken").answers] == [
        "ja",
        "nee",
        "hier-niet",
        "kijk",
        "kijk-2",
    ]


def test_a_case_ends_at_an_outcome_so_no_step_comes_after_it(handbook):
    with pytest.raises(
        EditError, match=r"Bij uitkomst ‘ingelogd’ houdt een casus op. Kies eerst Vraag of Doen"
    ):
        add_step_after(handbook, "ingelogd", "Nog iets", TODAY)


def test_a_step_is_put_in_between_and_leads_on_to_where_the_answer_led(handbook):
    draft, new = insert_step(handbook, "mail-zoeken", "nee", "Wacht even", TODAY)
    assert draft.step("mail-zoeken").answer("nee").next == new == "wacht-even"
    assert draft.step("mail-zoeken").answer("nee").label == handbook.step("mail-zoeken").answer("nee").label
    assert [(answer.label, answer.next) for answer in draft.step(new).answers] == [("Verder", "mail-opnieuw")]


def test_the_checks_name_the_examples_that_now_pass_a_step_in_between(handbook):
    draft, _ = insert_step(handbook, "mail-zoeken", "nee", "Wacht even", TODAY)
    assert (
        "Oefencasus ‘mail-komt-nooit’ geeft bij stap ‘mail-opnieuw’ antwoord ‘nee’, en dat past daar niet"
        in (messages(draft))
    )


def test_a_copy_of_a_step_stands_after_it_and_nothing_leads_there(handbook):
    draft, new = duplicate_step(handbook, "mail-zoeken")
    assert draft.step(new) == handbook.step("mail-zoeken").model_copy(update={"id": "mail-zoeken-2"})
    assert messages(draft) == ["Geen enkel antwoord leidt naar stap ‘mail-zoeken-2’"]
    assert [step.id for step in draft.steps].index(new) == [step.id for step in handbook.steps].index(
        "mail-zoeken"
    ) + 1


def test_a_copy_of_a_situation_is_the_next_situation(handbook):
    draft, new = duplicate_step(handbook, "reset-mail")
    assert [situation.number for situation in draft.situations] == [1, 2, 3, 4, 5]
    assert draft.situations[-1].id == new
    assert messages(draft) == []


def test_a_hundredth_situation_is_refused(handbook):
    draft = handbook
    for _ in range(95):
        draft, _ = duplicate_step(draft, "reset-mail")
    with pytest.raises(EditError, match=r"Er zijn al 99 situaties, en meer kan niet"):
        duplicate_step(draft, "reset-mail")


def test_a_day_says_when_a_new_step_was_reviewed(handbook):
    draft, new = add_step_after(handbook, "mail-zoeken", "Kijk", date(2020, 2, 29))
    assert draft.step(new).reviewed == date(2020, 2, 29)


@few
@given(st.data(), drafts())
def test_a_copy_removed_again_leaves_no_trace(data, draft):
    name = data.draw(st.sampled_from([step.id for step in draft.steps]))
    instead = data.draw(st.sampled_from([None, name]))
    copied, new = duplicate_step(draft, name)
    assert remove_step(copied, new, instead) == draft


@few
@given(st.data(), drafts())
def test_a_step_put_in_between_and_removed_again_leaves_no_trace(data, draft):
    known = arrows(draft)
    assume(known)
    (step, answer), target = data.draw(st.sampled_from(sorted(known.items())))
    longer, new = insert_step(draft, step, answer, "Tussendoor", TODAY)
    assert arrows(longer) == {**known, (step, answer): new, (new, "verder"): target}
    assert remove_step(longer, new, target) == draft
