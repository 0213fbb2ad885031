"""Gestures on the chart as what they make of a draft."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.apps.editor import moves
from ehbi.files.documents import to_data
from ehbi.handbook import EditError
from ehbi.handbook.compare.diff import ChangeKind, diff
from ehbi.handbook.compare.merge import merge
from ehbi.handbook.edits.branch import copy_steps
from ehbi.handbook.values import Kind
from tests.examples import share
from tests.unit.handbook.drafts import TODAY
from tests.unit.handbook.strategies import PACKAGED, handbooks
from tests.unit.handbook.test_edits_anything import (
    every_arrow_leads_to_a_step,
    has_its_shape,
    no_name_is_there_twice,
)
from tests.unit.handbook.test_merge import value, within

HANDBOOK = PACKAGED
KINDS = sorted(moves.KINDS.values())


def arrow(handbook, step, answer):
    return handbook.step(step).answer(answer)


def put_in(kind):
    return moves.put_step(HANDBOOK, ("reset-mail", "nee"), kind, TODAY)


def test_a_step_is_put_in_an_arrow_and_its_title_is_asked():
    move = put_in(Kind.QUESTION)
    step = move.handbook.step(move.hand)
    assert arrow(move.handbook, "reset-mail", "nee").next == step.id
    assert (step.kind, [one.next for one in step.answers]) == (Kind.QUESTION, ["ander-adres"])
    assert (move.at, move.writes) == ((step.id, ""), True)


def test_an_outcome_in_an_arrow_takes_its_end_and_says_what_that_costs():
    move = put_in(Kind.OUTCOME)
    assert move.handbook.step(move.hand).answers == ()
    assert "‘Kijk in de mailbox van het juiste adres’" in move.told


@pytest.mark.parametrize("kind", KINDS)
def test_a_step_is_put_under_a_step_at_the_end_of_a_new_answer(kind):
    move = moves.put_step(HANDBOOK, ("reset-mail", ""), kind, TODAY)
    assert move.handbook.step("reset-mail").answers[-1].next == move.hand
    assert move.handbook.step(move.hand).kind is kind


def test_texts_that_nobody_wrote_are_asked_one_after_the_other_and_once():
    move = moves.put_step(HANDBOOK, ("reset-mail", ""), Kind.ACTION, TODAY)
    new = move.hand
    move = moves.write(move.handbook, (new, ""), "Zet de app opnieuw op", new, HANDBOOK)
    new, asked = move.hand, move.at
    assert (asked[0], move.writes) == ("reset-mail", True)
    again = moves.write(move.handbook, asked, "Nieuw antwoord", new, HANDBOOK)
    assert (again.at, again.writes) == ((new, ""), False)
    done = moves.write(move.handbook, asked, "Nee, de app", new, HANDBOOK)
    assert (done.at, done.writes, done.hand) == ((new, ""), False, new)
    assert done.handbook.step("reset-mail").answers[-1].label == "Nee, de app"


def test_ids_that_were_published_stay_whatever_is_typed_on_the_chart():
    move = put_in(Kind.QUESTION)
    made = moves.write(move.handbook, (move.hand, ""), "Weet de lener het?", move.hand, HANDBOOK)
    assert (made.hand, made.at) == ("weet-de-lener-het", ("weet-de-lener-het", "verder"))
    published = made.handbook
    again = moves.write(published, (made.hand, ""), "Nog een titel", "", published)
    assert again.hand == "weet-de-lener-het"
    labelled = moves.write(published, made.at, "Ja, toch", "", published)
    assert labelled.handbook.step(made.hand).answers[0].id == "verder"


def test_the_id_of_a_new_answer_follows_its_text_with_the_practice_cases_that_give_it():
    move = put_in(Kind.ACTION)
    made = moves.write(move.handbook, (move.hand, "verder"), "Ja, gelukt", "", HANDBOOK)
    assert made.at == (move.hand, "ja-gelukt")
    given_now = {(one.step, one.answer) for example in made.handbook.examples for one in example.answers}
    assert (move.hand, "ja-gelukt") in given_now
    assert (move.hand, "verder") not in given_now


def test_an_arrow_is_led_elsewhere_but_not_round_in_a_circle():
    move = moves.lead(HANDBOOK, ("reset-mail", "nee"), "eigen-site")
    assert arrow(move.handbook, "reset-mail", "nee").next == "eigen-site"
    assert "komt geen casus meer bij" in move.told
    with pytest.raises(EditError, match="in een kring"):
        moves.lead(HANDBOOK, ("mail-zoeken", "ja"), "reset-mail")


def test_what_would_come_of_it_is_said_in_words():
    log = {("reset-mail", "ander-adres"): 12}
    told, fits = moves.judged(HANDBOOK, ("reset-mail", "nee"), "eigen-site", log)
    assert fits
    assert "komt geen casus meer bij ‘Kijk in de mailbox van het juiste adres’ en ‘" in told
    assert "en 3 andere eindigen dan ergens anders" in told
    assert "12 keer gelopen" in told
    told, fits = moves.judged(HANDBOOK, ("mail-zoeken", "ja"), "reset-mail", log)
    assert (told.startswith("Kan niet"), fits) == (True, False)


def test_a_step_is_removed_and_what_led_there_goes_on():
    move = moves.remove(HANDBOOK, ("ander-adres", ""), "mail-zoeken")
    assert arrow(move.handbook, "reset-mail", "nee").next == "mail-zoeken" == move.hand
    gone = moves.remove(HANDBOOK, ("ander-adres", ""), None)
    assert arrow(gone.handbook, "reset-mail", "nee") is None
    assert gone.hand == "reset-mail"
    assert moves.remove(HANDBOOK, ("reset-mail", "nee"), None).hand == "reset-mail"


def copied(draw, handbook, step):
    """What a clipboard can hold: a step or a branch, copied or cut, of this draft or of another."""
    source = draw(st.sampled_from([handbook, HANDBOOK]))
    step = step if step in source else source.steps[0].id
    return copy_steps(source, step, whole=draw(st.booleans()), cut=draw(st.booleans()))


@st.composite
def gestures(draw, handbook):
    """One gesture on a draft, as the function that makes it, with anything in its right place."""
    step = draw(st.sampled_from(handbook.steps))
    answers = ["", *(answer.id for answer in step.answers)]
    spot = step.id, draw(st.sampled_from(answers))
    other = draw(st.sampled_from([one.id for one in handbook.steps]))
    about, base = draw(st.sampled_from(["", step.id, other])), draw(st.sampled_from([handbook, HANDBOOK]))
    text = draw(st.sampled_from(["", "Titel", "Nieuwe stap", "Ja  nee", "\ud800"]))
    return draw(
        st.sampled_from(
            [
                lambda: moves.put_step(handbook, spot, draw(st.sampled_from(KINDS)), TODAY),
                lambda: moves.lead(handbook, spot, other),
                lambda: moves.write(handbook, spot, text, about, base),
                lambda: moves.remove(handbook, spot, draw(st.sampled_from([None, other]))),
                lambda: moves.begin_situation(handbook, TODAY, sketched=draw(st.booleans())),
                lambda: moves.remove(handbook, spot, draw(st.sampled_from([None, other])), whole=True),
                lambda: moves.paste(handbook, spot, copied(draw, handbook, other), draw(st.integers(0, 2))),
            ]
        )
    )


def test_what_two_managers_build_at_once_is_put_together():
    one = put_in(Kind.QUESTION)
    one = moves.write(one.handbook, one.at, "Weet de lener het adres?", one.hand, HANDBOOK)
    other = moves.lead(HANDBOOK, ("reset-mail", "weet-niet"), "ander-adres")
    merged = merge(HANDBOOK, one.handbook, other.handbook)
    assert merged.conflicts == ()
    assert arrow(merged.handbook, "reset-mail", "nee").next == one.hand == "weet-de-lener-het-adres"
    assert arrow(merged.handbook, "reset-mail", "weet-niet").next == "ander-adres"


@share(1)
@given(st.data(), st.one_of(handbooks(), st.just(HANDBOOK)))
def test_whatever_one_of_two_managers_does_on_the_chart_is_kept_or_in_conflict(data, handbook):
    mine, theirs = (gestured(data, handbook) for _ in range(2))
    merged = merge(handbook, mine, theirs)
    at_odds = [conflict.place for conflict in merged.conflicts if not conflict.is_order]
    for change in diff(handbook, mine):
        if change.kind is not ChangeKind.MOVED and not any(
            within(change.place, place) or within(place, change.place) for place in at_odds
        ):
            now = value(merged.handbook, change.place)
            assert now == change.after or (change.kind is ChangeKind.ADDED and now is not None)


def gestured(data, handbook):
    """Return what some gestures make of a draft."""
    for _ in range(data.draw(st.integers(1, 3))):
        with suppress(EditError):
            handbook = data.draw(gestures(handbook))().handbook
    return handbook


@share(1)
@given(st.data(), st.one_of(handbooks(), st.just(HANDBOOK)))
def test_any_gestures_leave_a_handbook_and_undo_is_exact(data, handbook):
    seen = [(handbook, to_data(handbook))]
    for _ in range(data.draw(st.integers(1, 6))):
        try:
            move = data.draw(gestures(seen[-1][0]))()
        except EditError:
            continue
        draft = move.handbook
        assert has_its_shape(draft)
        assert no_name_is_there_twice(draft)
        assert every_arrow_leads_to_a_step(draft)
        assert move.hand in draft or not move.hand
        if move.writes:
            assert draft.step(move.at[0]).answer(move.at[1]) or not move.at[1]
        seen.append((draft, to_data(draft)))
    assert all(to_data(draft) == content for draft, content in reversed(seen))
