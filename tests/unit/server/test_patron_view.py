"""What a patron's screen shows of a step: their own part, in their language, and what they can say of it."""

from __future__ import annotations

import pytest

from ehbi.handbook.values import Kind
from ehbi.server.patron.view import View
from ehbi.store.patron_screens import Said
from tests.patrons import ARABIC, HANDBOOK, WORDS

ALL = (Said.DONE, Said.FAILED, Said.UNCLEAR)
ISOLATED = '<bdi lang="nl" dir="ltr">{}</bdi>'
BARE = HANDBOOK.model_copy(update={"languages": ()})


def view(step, tag="en", handbook=HANDBOOK, said=Said.NOTHING):
    return View(handbook, handbook.step(step) if step else None, tag, said)


def sayings(shown):
    return tuple(said for said, _ in shown.sayings)


def test_a_step_that_the_patron_does_has_their_text_and_all_that_they_can_say():
    shown = view("mail-zoeken")
    assert '<bdi lang="nl" dir="ltr">spammap</bdi></strong> (spam folder)' in shown.html(shown.text.text)
    assert (sayings(shown), shown.waits, shown.is_dutch_only) == (ALL, False, False)
    assert dict(shown.sayings)[Said.DONE] == WORDS.done


def test_what_is_asked_has_its_terms_apart_too_and_is_no_markup():
    asks = "هل هي في spammap أو **هنا** <b>؟"
    step = HANDBOOK.step("mail-zoeken")
    made = tuple(one.model_copy(update={"asks": asks}) for one in step.translations)
    shown = view(step.id, "ar", HANDBOOK.with_step(step.id, translations=made))
    assert shown.asks == f"هل هي في {ISOLATED.format('spammap')} أو **هنا** &lt;b&gt;؟"
    bare = tuple(one.model_copy(update={"asks": ""}) for one in step.translations)
    untold = view(step.id, "ar", HANDBOOK.with_step(step.id, translations=bare))
    assert untold.asks == ISOLATED.format(step.asks)
    assert view(step.id, "nl").asks == step.asks
    assert view("reset-mail").asks == ""


def test_a_step_of_staff_has_what_is_said_and_of_an_action_the_patron_waits():
    asked = view("reset-mail")
    assert (sayings(asked), asked.waits) == ((Said.UNCLEAR,), False)
    action = next(one for one in HANDBOOK.steps if one.kind is Kind.ACTION and one.say and not one.patron)
    waiting = view(action.id, "nl")
    assert waiting.waits
    assert waiting.text.text == action.say


def test_before_the_first_step_and_at_one_that_says_nothing_to_the_patron_they_wait():
    silent = HANDBOOK.with_step("mail-zoeken", patron="", say="")
    for shown in (view(""), view("mail-zoeken", handbook=silent)):
        assert (shown.text, shown.waits, shown.sayings) == (None, True, ())


def test_what_is_in_no_other_language_is_shown_in_dutch_and_said_to_be_in_the_one_that_was_chosen():
    outdated = HANDBOOK.with_step("mail-zoeken", patron="1. Kijk in je **inbox**.\n2. Klaar.")
    for shown in (view("mail-opnieuw", "ar"), view("mail-zoeken", "ar", outdated)):
        assert shown.is_dutch_only
        assert (shown.language.words, shown.spoken.id) == (ARABIC, "nl")
    assert not view("mail-opnieuw", "nl").is_dutch_only


def test_a_language_comes_first_where_there_are_more_and_only_there():
    assert view("mail-zoeken", "").must_choose
    assert [one.id for one in view("mail-zoeken", "").choices] == ["nl", "en", "ar"]
    alone = view("mail-zoeken", "", BARE)
    assert (alone.must_choose, alone.choices, alone.language.id) == (False, (), "nl")


def test_a_language_that_is_gone_is_dutch():
    assert view("mail-zoeken", "en", BARE).spoken.id == "nl"


def test_pictures_are_those_of_the_patron_with_their_texts_in_the_language():
    (picture,) = view("mail-zoeken").pictures
    (own,) = HANDBOOK.step("mail-zoeken").pictures
    assert picture.alt == "Seen there"
    assert [mark.text.striptags() for mark in picture.marks] == [
        f"Seen there {mark.text}" for mark in own.marks
    ]
    assert ISOLATED.format("inbox") in "".join(mark.text for mark in picture.marks)
    assert picture.marks[0].x == own.marks[0].x
    assert view("mail-zoeken", "nl").pictures == (own,)


@pytest.mark.parametrize(
    "other",
    [
        view("mail-opnieuw"),
        view("mail-zoeken", "ar"),
        view("mail-zoeken", said=Said.DONE),
        view("mail-zoeken", handbook=HANDBOOK.model_copy(update={"title": "Anders"})),
    ],
)
def test_it_is_known_by_all_that_it_shows(other):
    assert view("mail-zoeken").known == view("mail-zoeken").known != other.known
