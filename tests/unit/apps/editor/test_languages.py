"""Translations on the manager's page: the Dutch beside a language, who looked at it, and what is outdated."""

from __future__ import annotations

import pytest

import ehbi
from ehbi.handbook.languages import PatronWords, TranslationState, state, translation

from ...handbook.strategies import TURNING
from .acting import block, fill, flat, opened, part, press, press_problem, send

MAIL, TALEN = "mail-zoeken", "talen"


@pytest.fixture
def talen(noor):
    """The view with the English of one step."""
    noor.page.do("Talen", ehbi.load())
    noor._go((TALEN, "en", MAIL))
    return noor


def step(noor, name=MAIL):
    return noor.page.work.handbook.step(name)


def english(noor, name=MAIL):
    return translation(step(noor, name), "en")


def reached(noor, name=MAIL):
    return state(step(noor, name), english(noor, name))


def said(noor, name):
    return block(opened(noor, TALEN), name)["text"]


def test_each_text_has_the_dutch_beside_it(talen):
    pairs = [one for one in flat(opened(talen, TALEN).blocks) if one["id"].startswith("pair/")]
    first = pairs[0]["blocks"]
    assert "<b>Wat de lener leest</b>" in first[0]["html"]
    assert "<strong>inbox</strong>" in first[0]["html"]
    assert (first[1]["label"], first[1]["value"]) == ("In het Engels", english(talen).text)
    names = [one["id"] for one in pairs]
    assert names[:4] == ["pair/tekst", "pair/zin", "pair/vraag", "pair/antwoord/ja"]
    assert names[-3:] == ["pair/plaatje/1", "pair/plaatje/1/1", "pair/plaatje/1/2"]


def test_what_is_in_a_language_is_marked_as_that_and_goes_its_way(talen):
    fill(talen, TALEN, "language", "ar")
    fields = [one for one in flat(opened(talen, TALEN).blocks) if one["id"].startswith("text/")]
    assert {(one["lang"], one["direction"]) for one in fields} == {("ar", "rtl")}
    part(talen, "languages", [one.id for one in ehbi.load().languages].index("ar"))
    fields = {one["id"]: one for one in flat(opened(talen, "gegevens").blocks) if one["kind"] == "field"}
    own = {name for name, one in fields.items() if (one["lang"], one["direction"]) == ("ar", "rtl")}
    assert own == {"own_name", *(f"words/{name}" for name in PatronWords.model_fields)}


def test_a_text_is_translated_in_place_and_can_be_undone(talen):
    before = english(talen)
    fill(talen, TALEN, "text/antwoord/ja", "Yes, it is there ")
    assert english(talen).answer("ja") == "Yes, it is there"
    talen.page.work.undo()
    assert english(talen) == before


def test_who_looked_at_it_is_kept_and_another_text_was_not_looked_at(talen):
    assert said(talen, "state").startswith("Nog niet nagekeken")
    assert block(opened(talen, TALEN), "review")["disabled"]
    fill(talen, TALEN, "by", "Amina, docent")
    press(talen, TALEN, "review")
    assert reached(talen) is TranslationState.REVIEWED
    assert said(talen, "state").startswith("Nagekeken door Amina, docent op ")
    fill(talen, TALEN, "text/zin", "Please look")
    assert reached(talen) is TranslationState.MADE


def test_what_was_changed_in_dutch_is_outdated_until_somebody_says_it_is_right(talen):
    fill(talen, "stappen", "at", MAIL)
    fill(talen, "stappen", "say", "Kijk je even?")
    assert reached(talen) is TranslationState.OUTDATED
    assert said(talen, "state").startswith("Verouderd")
    told = block(opened(talen, "publiceren"), "outdated")["text"]
    assert told == "Van 1 stap is de vertaling verouderd. De lener leest daar Nederlands."
    press(talen, "publiceren", "languages")
    assert talen.page.view == TALEN
    press(talen, TALEN, "confirm")
    assert reached(talen) is TranslationState.MADE


def test_a_problem_of_a_translation_leads_to_it(talen):
    fill(talen, TALEN, "text/tekst", "1. Look\n2. Look\n3. **spammap**")
    assert "mist ‘inbox’" in said(talen, "wrong-0")
    send(talen.bar, press="view/stappen")
    press_problem(talen, 0)
    assert (talen.page.view, talen.page.language, talen.page.at) == (TALEN, "en", MAIL)


def test_the_next_that_is_not_finished_comes_in_the_form(talen):
    press(talen, TALEN, "onward")
    steps = [one.id for one in talen.page.work.handbook.steps]
    assert talen.page.at == steps[steps.index(MAIL) + 1]


def test_steps_are_offered_by_how_far_they_are(talen):
    fill(talen, TALEN, "by", "Amina")
    press(talen, TALEN, "review")
    offered = opened(talen, TALEN).lists[TALEN]
    assert offered[-1] == [MAIL, step(talen).title, "Nagekeken"]
    assert {one[2] for one in offered[:-1]} == {"Nog niet nagekeken"}


def test_without_languages_it_leads_to_where_one_is_added(noor):
    bare = noor.page.work.handbook.model_copy(update={"languages": ()})
    noor.page.do("Geen talen", bare)
    assert said(noor, "nothing").startswith("Er zijn nog geen talen")
    press(noor, TALEN, "parts")
    assert (noor.page.view, noor.page.part) == ("gegevens", ("languages", 0))


def test_html_in_a_dutch_text_is_shown_and_not_run(talen):
    fill(talen, "stappen", "at", MAIL)
    fill(talen, "stappen", "say", "<img src=x onerror=alert(1)>")
    html = block(opened(talen, TALEN), "dutch/zin")["html"]
    assert "&lt;img" in html
    assert "<img" not in html


@pytest.mark.parametrize("sign", TURNING)
def test_a_sign_that_turns_a_text_around_is_told_and_is_not_published(talen, sign):
    fill(talen, TALEN, "text/zin", f"Look{sign}here")
    assert "onzichtbaar teken" in said(talen, "wrong-0")
    assert block(opened(talen, "publiceren"), "publish")["disabled"]
