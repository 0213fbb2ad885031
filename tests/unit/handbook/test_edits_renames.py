"""A thing gets another name, and everything that mentioned it goes along."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ehbi.handbook import EditError
from ehbi.handbook.checks import check
from ehbi.handbook.checks.wording import texts
from ehbi.handbook.edits import rename_answer, rename_part, rename_step
from ehbi.handbook.edits.lists import names
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
