"""A manager changes a step, makes it another kind, adds one after, in between or as a copy, or removes it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ehbi.handbook import EditError
from ehbi.handbook.edits import (
    add_answer,
    add_step_after,
    change_kind,
    change_step,
    duplicate_step,
    fresh_id,
    insert_step,
    remove_answer,
    remove_step,
    rename_answer,
    rename_step,
)
from ehbi.handbook.values import Kind, OutcomeKind

from .editing import TODAY, arrows, drafts, messages
from .strategies import few


def test_a_step_gets_other_texts_and_nothing_else_changes(handbook):
    draft = change_step(handbook, "mail-zoeken", {"title": "Zoek de mail", "words": ["spam", "inbox"]})
    step = draft.step("mail-zoeken")
    assert (step.title, step.words) == ("Zoek de mail", ("spam", "inbox"))
    others = [(old, new) for old, new in zip(handbook.steps, draft.steps, strict=True) if old is not new]
    assert [new for _, new in others] == [step]


def test_a_step_can_name_a_party_that_is_not_there_and_the_checks_say_so(handbook):
    assert messages(change_step(handbook, "mail-zoeken", {"party": "weg"})) == [
        "‘weg’ staat niet bij parties"
    ]


def test_a_step_goes_and_another_takes_its_place(handbook):
    draft = remove_step(handbook, "mail-opnieuw", "kb-tijdelijk-wachtwoord")
    assert "mail-opnieuw" not in draft
    assert draft.step("mail-zoeken").answer("nee").next == "kb-tijdelijk-wachtwoord"


def test_a_step_goes_and_so_do_the_answers_that_led_there(handbook):
    draft = remove_step(handbook, "mail-opnieuw", None)
    assert [answer.id for answer in draft.step("mail-zoeken").answers] == ["ja", "hier-niet"]
    assert draft.examples == handbook.examples
    assert (
        "Oefencasus ‘Niets, en nog eens niets’ geeft bij stap ‘Staat de mail in de inbox of in de spammap?’ "
        "antwoord ‘nee’, en dat past daar niet" in (messages(draft))
    )


def test_the_outside_step_goes_only_when_another_takes_its_place(handbook):
    with pytest.raises(
        EditError,
        match=r"‘Dit hoort bij je eigen bibliotheek’ legt uit waar het handboek niet over gaat",
    ):
        remove_step(handbook, "eigen-site", None)
    draft, new = add_answer(handbook, "reset-mail", "Eigen site", "eigen-site")
    draft = remove_step(draft, "eigen-site", "geen-toegang")
    assert draft.outside.step == "geen-toegang"
    assert draft.step("reset-mail").answer(new).next == "geen-toegang"


def test_a_step_cannot_take_its_own_place(handbook):
    with pytest.raises(
        EditError, match=r"Stap ‘De lener heeft toegang’ kan niet zijn eigen plaats innemen. Kies een"
    ):
        remove_step(handbook, "toegang", "toegang")


@few
@given(st.data(), drafts())
def test_a_removed_step_is_mentioned_nowhere_but_in_examples(data, draft):
    name = data.draw(
        st.sampled_from([step.id for step in draft.steps if step.id != draft.outside.step] or [""])
    )
    assume(name)
    left = remove_step(draft, name, None)
    assert arrows(left) == {
        arrow: to for arrow, to in arrows(draft).items() if to != name and arrow[0] != name
    }
    assert (left.examples, left.outside) == (draft.examples, draft.outside)


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
    with pytest.raises(
        EditError,
        match=r"‘Staat de mail in de inbox of in de spammap\?’ heeft nog antwoorden",
    ):
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
    with pytest.raises(EditError, match=r"Bij de soort past ‘einde’ niet. Kies uit: 'situation', "):
        change_kind(handbook, "mail-zoeken", "einde")


def test_a_step_that_only_says_it_is_a_situation_gets_its_number_after_all(handbook):
    draft = change_step(handbook, "mail-zoeken", {"kind": "situation"})
    assert draft.step("mail-zoeken").number is None
    assert change_kind(draft, "mail-zoeken", "situation").step("mail-zoeken").number == 5


def test_a_new_step_follows_on_a_new_answer(handbook):
    draft, new = add_step_after(handbook, "mail-zoeken", "Kijk bij reclame", TODAY)
    before, step = draft.step("mail-zoeken"), draft.step(new)
    assert (new, step.title, step.kind, step.answers) == (
        "kijk-bij-reclame",
        "Kijk bij reclame",
        "action",
        (),
    )
    assert (step.party, step.reviewed, step.own, step.inferred) == (before.party, TODAY, True, False)
    assert (before.answers[:-1], before.answers[-1].next) == (handbook.step("mail-zoeken").answers, new)
    assert draft.steps.index(step) == draft.steps.index(before) + 1


def test_the_checks_say_what_a_new_step_still_lacks(handbook):
    draft, _ = add_step_after(handbook, "mail-zoeken", "Kijk bij reclame", TODAY)
    assert messages(draft) == [
        "Vanaf stap ‘Kijk bij reclame’ komt een casus nergens uit",
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
        EditError, match=r"Bij uitkomst ‘De lener kan inloggen’ houdt een casus op. Kies eerst Vraag of Doen"
    ):
        add_step_after(handbook, "ingelogd", "Nog iets", TODAY)


def test_a_step_is_put_in_between_and_leads_on_to_where_the_answer_led(handbook):
    draft, new = insert_step(handbook, "mail-zoeken", "nee", "Wacht even", TODAY)
    assert draft.step("mail-zoeken").answer("nee").next == new == "wacht-even"
    assert draft.step("mail-zoeken").answer("nee").label == handbook.step("mail-zoeken").answer("nee").label
    assert [(answer.label, answer.next) for answer in draft.step(new).answers] == [("Verder", "mail-opnieuw")]


def test_a_copy_of_a_step_stands_after_it_and_nothing_leads_there(handbook):
    draft, new = duplicate_step(handbook, "mail-zoeken")
    assert new == fresh_id((), handbook.step("mail-zoeken").title)
    assert draft.step(new) == handbook.step("mail-zoeken").model_copy(update={"id": new})
    assert len(messages(draft)) == 1
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


def test_examples_that_come_by_go_over_a_step_put_in_between(handbook):
    for example in handbook.examples:
        for passed in example.answers:
            draft, _ = insert_step(handbook, passed.step, passed.answer, "Tussendoor", TODAY)
            assert not [one for one in messages(draft) if "Oefencasus" in one]


def test_a_choice_in_a_step_put_in_between_lists_the_examples_to_mend(handbook):
    draft, new = insert_step(handbook, "reset-mail", "nee", "Tussendoor", TODAY)
    changed = remove_answer(draft, new, "verder")
    told = [one for one in messages(changed) if "Oefencasus" in one]
    titles = {one.title for one in draft.examples if any(passed.step == new for passed in one.answers)}
    assert titles
    assert {one.split("’")[0].removeprefix("Oefencasus ‘") for one in told} == titles


def test_what_an_example_told_at_a_step_that_is_taken_away_is_told_at_the_next(handbook):
    example = next(one for one in handbook.examples if one.id == "mail-op-ander-adres")
    draft = remove_step(handbook, "ander-adres", "mail-zoeken")
    left = next(one for one in draft.examples if one.id == example.id)
    assert [given.step for given in left.answers] == ["reset-mail", "mail-zoeken"]
    assert left.answers[1].told == f"{example.answers[1].told} {example.answers[2].told}"
    assert left.ending == example.ending


def test_a_part_of_a_story_stays_with_its_step_when_that_or_its_answer_gets_another_id(handbook):
    draft = rename_answer(rename_step(handbook, "mail-zoeken", "mail-zien"), "mail-zien", "ja", "gezien")
    told = [[given.told for given in one.answers] for one in draft.examples]
    assert told == [[given.told for given in one.answers] for one in handbook.examples]
