"""What a room is to remember is what it missed; what it chose before stands beside what it chose after."""

from html import escape

import ehbi
from ehbi.slides import polls, served_deck
from ehbi.slides.polls import results
from ehbi.slides.recap import SHOWN, compared_part, comparison, lessons, recap_part

from .rooms import at, votes, wrong

HANDBOOK = ehbi.load()
POLLS = polls(served_deck(HANDBOOK, {}))
BEFORE, AFTER = (place for place, poll in POLLS.items() if poll.compares)
OWN = {place: poll for place, poll in POLLS.items() if not poll.compares}
HARD, EASY = at("nieuw-wachtwoord", OWN), at("goede-gebruikersnaam", OWN)


def test_the_same_is_asked_before_and_after():
    assert POLLS[BEFORE].choice == POLLS[AFTER].choice
    assert POLLS[BEFORE].story == POLLS[AFTER].story


def test_the_sign_of_what_is_right_stays_on_a_line_with_its_words():
    part = compared_part(POLLS, votes(AFTER, 3, 0, POLLS))
    assert f'{escape(POLLS[AFTER].choice.right.label)}&nbsp;<span class="unseen">(goed)</span></th>' in part


def test_what_was_chosen_before_stands_beside_what_was_chosen_after():
    found = comparison(POLLS, votes(BEFORE, 1, 4, POLLS) | votes(AFTER, 3, 1, POLLS))
    assert (found.before, found.after) == (5, 4)
    assert (found.right_before, found.right_after) == (1, 3)
    assert [one.option.id for one in found.options] == [one.id for one in POLLS[BEFORE].choice.options]
    other = next(one for one in found.options if one.option.id == wrong(BEFORE, POLLS).id)
    assert (other.before, other.after) == (4, 1)


def test_a_question_before_and_after_is_no_exercise():
    assert results(POLLS, votes(BEFORE, 0, 9, POLLS)) == ()
    assert lessons(POLLS, votes(AFTER, 0, 9, POLLS)) == ()


def test_votes_on_what_is_not_asked_any_more_say_nothing():
    assert results(POLLS, {"oefening-weg.1": {"a": "ja"}}) == ()
    assert lessons(POLLS, {"oefening-weg.1": {"a": "ja"}}) == ()


def test_what_a_room_missed_most_comes_first_and_each_check_once():
    found = lessons(POLLS, votes(EASY, 9, 1, POLLS) | votes(HARD, 1, 5, POLLS))
    assert [(one.choice.step.id, one.wrong, one.answered) for one in found] == [
        ("nieuw-wachtwoord", 5, 6),
        ("goede-gebruikersnaam", 1, 10),
    ]
    again = [place for place, poll in OWN.items() if poll.choice.step == POLLS[HARD].choice.step]
    assert len(again) > 1
    twice = votes(again[0], 3, 1, POLLS) | votes(again[1], 0, 4, POLLS)
    (one,) = lessons(POLLS, twice)
    assert one.choice == POLLS[again[1]].choice


def test_a_room_that_missed_nothing_has_nothing_to_remember():
    assert lessons(POLLS, votes(HARD, 5, 0, POLLS)) == ()
    assert "overal wat het handboek zegt" in recap_part(POLLS, {})


def test_the_recap_says_what_is_right_of_no_more_than_a_room_remembers():
    many = {}
    for place in OWN:
        many |= votes(place, 1, 2, POLLS)
    part = recap_part(POLLS, many | votes(BEFORE, 1, 2, POLLS) | votes(AFTER, 3, 0, POLLS))
    assert part.count("<li>") == SHOWN
    assert "eerst <strong>1 van 3</strong> goed, nu <strong>3 van 3</strong>" in part
    assert "Vooraf is er niet gekozen" in compared_part(POLLS, votes(AFTER, 3, 0, POLLS))
