"""A thing gets another name, and everything that mentioned it goes along."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ehbi import Case
from ehbi.files.documents import to_yaml
from ehbi.handbook import EditError
from ehbi.handbook.checks import check
from ehbi.handbook.checks.wording import texts
from ehbi.handbook.edits import (
    add_answer,
    add_step_after,
    duplicate_step,
    relabel_answer,
    remove_answer,
    rename_answer,
    rename_part,
    rename_step,
    retitle_step,
)
from ehbi.handbook.edits.lists import names
from ehbi.handbook.edits.renames import published_answers
from ehbi.handbook.schema import PARTS

from .editing import TODAY, drafts
from .strategies import PACKAGED, few

UNUSED = "zz-nieuw"
EVERYTHING = [(part, name) for part, sort in PARTS.items() for name in names(getattr(PACKAGED, part), sort)]


def new_name(part):
    return "98.99" if part == "facts" else UNUSED


def test_a_step_is_renamed_in_answers_examples_and_outside(handbook):
    draft = rename_step(handbook, "eigen-site", UNUSED)
    assert draft.outside.step == UNUSED
    assert {example.outcome for example in draft.examples} >= {UNUSED}
    assert {example.situation for example in draft.examples} >= {UNUSED}
    draft = rename_step(handbook, "reset-mail", UNUSED)
    example = next(one for one in draft.examples if one.id == "mail-komt-nooit")
    assert example.situation == example.answers[0].step == UNUSED
    assert draft.step("nieuw-wachtwoord").answer("geen-mail").next == UNUSED


def test_a_step_called_like_an_outcome_is_renamed_without_touching_the_outcomes(handbook):
    draft = rename_step(handbook, "ingelogd", "resolved")
    assert rename_step(draft, "resolved", "ingelogd") == handbook
    assert rename_step(draft, "resolved", UNUSED).step(UNUSED).outcome == "resolved"


def test_an_answer_is_renamed_in_the_examples_that_give_it_to_this_step(handbook):
    draft = rename_answer(handbook, "reset-mail", "nee", UNUSED)
    given_now = {(given.step, given.answer) for example in draft.examples for given in example.answers}
    assert ("reset-mail", UNUSED) in given_now
    assert ("mail-zoeken", "nee") in given_now
    assert ("reset-mail", "nee") not in given_now


@pytest.mark.parametrize("name", [step.id for step in PACKAGED.steps])
def test_a_handbook_without_a_problem_has_none_after_a_step_is_renamed(name):
    draft = rename_step(PACKAGED, name, UNUSED)
    assert check(draft, TODAY) == ()
    assert rename_step(draft, UNUSED, name) == PACKAGED


@pytest.mark.parametrize(("part", "name"), EVERYTHING)
def test_a_handbook_without_a_problem_has_none_after_a_part_is_renamed(part, name):
    draft = rename_part(PACKAGED, part, name, new_name(part))
    assert check(draft, TODAY) == ()
    assert rename_part(draft, part, new_name(part), name) == PACKAGED


@pytest.mark.parametrize("step", [step for step in PACKAGED.steps if step.answers], ids=lambda step: step.id)
def test_a_handbook_without_a_problem_has_none_after_an_answer_is_renamed(step):
    for answer in step.answers:
        assert check(rename_answer(PACKAGED, step.id, answer.id, UNUSED), TODAY) == ()


@pytest.mark.parametrize("name", ["functioneel-beheer", "systeemleverancier"])
def test_nothing_mentions_a_contact_and_a_party_by_their_old_names(name):
    draft = rename_part(rename_part(PACKAGED, "contacts", name, "een"), "parties", name, "twee")
    assert name not in {text for _, text in texts(draft)}
    assert {"een", "twee"} <= {text for _, text in texts(draft)}


@few
@given(st.data(), drafts())
def test_a_step_renamed_and_named_back_is_the_same_draft(data, draft):
    name = data.draw(st.sampled_from([step.id for step in draft.steps]))
    assert rename_step(rename_step(draft, name, UNUSED), UNUSED, name) == draft


@few
@given(st.data(), drafts(), st.sampled_from(sorted(PARTS)))
def test_a_part_renamed_and_named_back_is_the_same_draft(data, draft, part):
    known = names(getattr(draft, part), PARTS[part])
    assume(known)
    name = data.draw(st.sampled_from(known))
    assert rename_part(rename_part(draft, part, name, new_name(part)), part, new_name(part), name) == draft


@few
@given(st.data(), drafts())
def test_an_answer_renamed_and_named_back_is_the_same_draft(data, draft):
    known = [(step.id, answer.id) for step in draft.steps for answer in step.answers]
    assume(known)
    step, name = data.draw(st.sampled_from(known))
    assert rename_answer(rename_answer(draft, step, name, UNUSED), step, UNUSED, name) == draft


def test_a_name_that_is_in_use_is_refused(handbook):
    for edit, screen in [
        (lambda: rename_step(handbook, "reset-mail", "toegang"), "stappen"),
        (lambda: rename_answer(handbook, "reset-mail", "ja", "nee"), "antwoorden"),
        (lambda: rename_part(handbook, "contacts", "fb-iam", "synchronisatie"), "contacten"),
        (lambda: rename_part(handbook, "glossary", "Lener", "G!DS"), "woorden"),
    ]:
        with pytest.raises(EditError, match=f"is al in gebruik bij ‘{screen}’. Kies een andere naam"):
            edit()


def test_its_own_name_is_not_in_use_by_another(handbook):
    assert rename_step(handbook, "toegang", "toegang") == handbook
    assert rename_answer(handbook, "reset-mail", "ja", "ja") == handbook
    assert rename_part(handbook, "facts", "1.1", "1.1") == handbook


@pytest.mark.parametrize("name", ["", "Hoofdletter", "a b", "a--b", "a" * 61, None, 3, "\ud800", "a\n"])
def test_what_is_no_id_is_refused_in_the_words_of_the_reader(handbook, name):
    for edit in (
        lambda: rename_step(handbook, "toegang", name),
        lambda: rename_answer(handbook, "reset-mail", "ja", name),
        lambda: rename_part(handbook, "parties", "balie", name),
    ):
        with pytest.raises(EditError) as refused:
            edit()
        assert refused.value.problems[0].path[-1] == "id"


PUBLISHED = frozenset(step.id for step in PACKAGED.steps)


def test_a_published_step_is_known_by_its_former_ids_and_by_none_that_nobody_saw(handbook):
    draft = rename_step(handbook, "reset-mail", "tussendoor", PUBLISHED)
    draft = rename_step(draft, "tussendoor", UNUSED, PUBLISHED)
    assert draft.step(UNUSED).former == ("reset-mail",)
    assert Case(draft).open("reset-mail/ja").link == f"{UNUSED}/ja"
    assert Case(draft).open("tussendoor").start is None
    assert rename_step(draft, UNUSED, "reset-mail", PUBLISHED) == handbook
    assert "former" not in to_yaml(handbook)


def test_nothing_gets_an_id_by_which_another_step_is_known(handbook):
    draft = rename_step(handbook, "reset-mail", UNUSED, PUBLISHED)
    with pytest.raises(EditError, match="‘reset-mail’ is al in gebruik"):
        rename_step(draft, "mail-zoeken", "reset-mail", PUBLISHED)
    draft, new = add_step_after(draft, "mail-zoeken", "Reset mail", TODAY)
    assert new == "reset-mail-2"
    assert duplicate_step(draft, UNUSED)[0].known_as("reset-mail") == UNUSED


def test_the_id_of_a_new_step_follows_its_title_with_all_that_mentions_it(handbook):
    draft, new = add_step_after(handbook, "mail-zoeken", "Nieuwe stap", TODAY)
    draft, again = add_step_after(draft, "mail-zoeken", "Nieuwe stap", TODAY)
    draft, new = retitle_step(draft, new, "Kijk in de map", PUBLISHED)
    draft, again = retitle_step(draft, again, "Kijk in de map", PUBLISHED)
    assert (new, again) == ("kijk-in-de-map", "kijk-in-de-map-2")
    assert [answer.next for answer in draft.step("mail-zoeken").answers][-2:] == [new, again]
    assert draft.step(new).former == ()
    draft, copy = duplicate_step(draft, "reset-mail")
    assert retitle_step(draft, copy, "Geen e-book te vinden", PUBLISHED)[1] == "geen-e-book-te-vinden"


def test_an_id_that_was_published_or_chosen_stays_when_the_title_changes(handbook):
    draft, named = retitle_step(handbook, "reset-mail", "Iets anders", PUBLISHED)
    assert (named, draft.step(named).title) == ("reset-mail", "Iets anders")
    draft, new = add_step_after(handbook, "mail-zoeken", "Nieuwe stap", TODAY)
    draft = rename_step(draft, new, "eigen-naam", PUBLISHED)
    assert retitle_step(draft, "eigen-naam", "Iets anders", PUBLISHED)[1] == "eigen-naam"


def test_the_id_of_a_new_answer_follows_its_label_until_it_is_published(handbook):
    draft, new = add_answer(handbook, "reset-mail", "Nieuw antwoord", "toegang")
    known = published_answers(handbook, draft.step("reset-mail"))
    for label, expected in [("J", "j"), ("", "j"), ("Ja, in de map", "ja-in-de-map"), ("Nee", "nee-2")]:
        draft, new = relabel_answer(draft, "reset-mail", new, label, known)
        assert (new, draft.step("reset-mail").answer(new).label) == (expected, label)
    assert relabel_answer(draft, "reset-mail", new, "Ja", {*known, new})[1] == new
    assert relabel_answer(draft, "reset-mail", "ja", "Iets anders", known)[1] == "ja"


def test_a_new_answer_never_gets_the_id_that_a_published_one_had(handbook):
    draft, new = add_answer(handbook, "reset-mail", "Nieuw antwoord", "toegang")
    known = published_answers(handbook, draft.step("reset-mail"))
    draft = remove_answer(draft, "reset-mail", "ja")
    assert relabel_answer(draft, "reset-mail", new, "Ja", known)[1] == "ja-2"


def test_an_answer_is_known_by_what_its_step_was_called_when_it_was_published(handbook):
    draft = rename_step(handbook, "reset-mail", "anders", PUBLISHED)
    assert "ja" in published_answers(handbook, draft.step("anders"))
