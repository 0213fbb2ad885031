"""A manager changes a step that is there, or removes it."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ehbi.handbook import EditError
from ehbi.handbook.edits import add_answer, change_step, remove_step

from .editing import arrows, drafts, messages
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
        "Oefencasus ‘mail-komt-nooit’ geeft bij stap ‘mail-zoeken’ antwoord ‘nee’, en dat past daar niet"
        in (messages(draft))
    )


def test_the_outside_step_goes_only_when_another_takes_its_place(handbook):
    with pytest.raises(
        EditError, match=r"‘eigen-site’ legt uit waar het handboek niet over gaat. Kies een stap"
    ):
        remove_step(handbook, "eigen-site", None)
    draft, new = add_answer(handbook, "reset-mail", "Eigen site", "eigen-site")
    draft = remove_step(draft, "eigen-site", "geen-toegang")
    assert draft.outside.step == "geen-toegang"
    assert draft.step("reset-mail").answer(new).next == "geen-toegang"


def test_a_step_cannot_take_its_own_place(handbook):
    with pytest.raises(EditError, match=r"Stap ‘toegang’ kan niet zijn eigen plaats innemen. Kies een"):
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
