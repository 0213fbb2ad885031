"""A table's score is the part of it that was right, and tells nothing about one person."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.slides.animals import ANIMALS, NUMBERS, teams
from ehbi.slides.polls import ENOUGH
from ehbi.slides.teams import scores, scores_part

from .rooms import POLLS, wrong

PLACES = list(POLLS)[:4]
FOX, OWL = teams(2)
EVERYWHERE = frozenset(PLACES)

rooms = st.dictionaries(
    st.tuples(st.sampled_from(PLACES), st.integers(0, 14).map(str)),
    st.tuples(st.sampled_from(["", *(team.id for team in teams(4))]), st.booleans()),
)
"""By place and voter: the table at which they sit, empty for none, and whether they are right."""


def chosen(place, good):
    return POLLS[place].choice.answer if good else wrong(place).id


def scored(room, number=4, told=EVERYWHERE):
    """What each team of a room has, and the whole room by None."""
    cast, seats = {}, {}
    for (place, voter), (team, good) in room.items():
        cast.setdefault(place, {})[voter] = chosen(place, good)
        seats.setdefault(place, {})[voter] = team
    return {one.team: one.share for one in scores(POLLS, cast, seats, teams(number), told)}


def table(place, team, right, other, first=0):
    """People at a table: so many right and so many not."""
    answers = [True] * right + [False] * other
    return {(place, str(first + at)): (team.id, good) for at, good in enumerate(answers)}


def test_a_large_table_does_not_win_from_a_small_one_by_being_large():
    room = table(PLACES[0], FOX, 3, 0) | table(PLACES[0], OWL, 9, 3, first=10)
    assert scored(room, 2) == {FOX: 1, OWL: Fraction(3, 4), None: Fraction(12, 15)}


def test_each_question_weighs_the_same_however_many_of_the_table_voted():
    room = table(PLACES[0], FOX, 3, 0) | table(PLACES[1], FOX, 0, 12)
    assert scored(room, 2)[FOX] == Fraction(1, 2)


def test_what_the_room_was_not_told_does_not_count():
    room = table(PLACES[0], FOX, 3, 0) | table(PLACES[1], FOX, 0, 3)
    assert scored(room, 2, told={PLACES[0]}) == {FOX: 1, OWL: None, None: 1}


def test_a_question_for_which_too_few_at_a_table_voted_counts_in_the_room_alone():
    room = table(PLACES[0], FOX, ENOUGH - 1, 0) | table(PLACES[1], FOX, 0, ENOUGH)
    assert scored(room, 2) == {FOX: 0, OWL: None, None: Fraction(1, 2)}


@given(rooms, st.data())
def test_what_somebody_at_a_small_table_chose_changes_nothing_that_is_told_of_tables(room, data):
    sizes = Counter((place, team) for (place, _), (team, _) in room.items())
    few = [one for one, (team, _) in room.items() if not team or sizes[one[0], team] < ENOUGH]
    if few:
        one = data.draw(st.sampled_from(few))
        team, good = room[one]
        for other in (room | {one: (team, not good)}, {who: how for who, how in room.items() if who != one}):
            before, after = scored(room), scored(other)
            assert {team: before[team] for team in teams(4)} == {team: after[team] for team in teams(4)}


@given(rooms, st.permutations(range(15)))
def test_who_sits_there_and_who_was_first_makes_no_difference(room, names):
    mixed = {(place, str(names[int(voter)])): how for (place, voter), how in reversed(room.items())}
    assert scored(mixed) == scored(room)


@given(rooms)
def test_a_share_is_one_and_lies_between_the_worst_and_the_best_question(room):
    found = scored(room)
    for team in teams(4):
        own = {key: how for key, how in room.items() if how[0] == team.id}
        each = [scored(own, told={place})[team] for place in PLACES]
        known = [one for one in each if one is not None]
        assert (found[team] is None) == (not known)
        if known:
            assert 0 <= min(known) <= found[team] <= max(known) <= 1


@given(rooms, st.sampled_from(NUMBERS))
def test_every_team_is_told_once_the_best_first_and_the_room_last(room, number):
    *of_teams, whole = scored(room, number).items()
    assert {team for team, _ in of_teams} == set(teams(number))
    assert whole[0] is None
    shares = [share for _, share in of_teams]
    known = [share for share in shares if share is not None]
    assert shares == sorted(known, reverse=True) + [None] * (len(shares) - len(known))


def test_what_is_asked_before_and_after_is_no_exercise_and_does_not_count():
    place = PLACES[0]
    asked = {place: POLLS[place].__class__(place, POLLS[place].choice, compares=True)}
    found = scores(
        asked, {place: dict.fromkeys("abc", "x")}, {place: dict.fromkeys("abc", FOX.id)}, teams(2), {place}
    )
    assert [one.share for one in found] == [None, None, None]


def test_each_table_has_an_animal_of_its_own_with_a_drawing_that_nobody_has_read_aloud():
    assert len({team.id for team in ANIMALS}) == len({team.drawing for team in ANIMALS}) == max(NUMBERS)
    assert all('aria-hidden="true"' in team.sign for team in ANIMALS)
    assert all(team.name.isalpha() for team in ANIMALS)


@pytest.mark.parametrize("explained", [False, True])
def test_a_score_is_read_in_words_and_who_does_not_count_is_said(explained):
    room = scores(POLLS, {}, {}, teams(2), ())
    html = scores_part(room, explained=explained)
    assert [name in html for name in ("Vos", "Uil", "Beer", "Hele zaal")] == [True, True, False, True]
    assert ("telt dat alleen mee in de hele zaal" in html) == explained
