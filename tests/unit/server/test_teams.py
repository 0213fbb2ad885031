"""A room sits in teams when the presenter says so; a phone tells its table with its vote."""

import json
from datetime import UTC, datetime

import pytest

import ehbi
from ehbi.server.rounds import Stage
from ehbi.server.voting import Workshop
from ehbi.slides import deck, polls
from ehbi.slides.animals import NUMBERS

from .visiting import ask, tell

POLLS = polls(deck(ehbi.load()))
FIRST, SECOND = list(POLLS)[:2]
PHONES = [f"{number:032x}" for number in range(8)]
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def begun(database, number=2):
    made = Workshop(POLLS, database, lambda: NOW)
    made.go_on(*made.take_up(8870, "een"))
    if number:
        made.sit_at(number)
    return made


@pytest.fixture
def workshop(database):
    """A room at two tables, which is asked the first question."""
    made = begun(database)
    made.ask(FIRST)
    return made


def option(place, *, right):
    return next(one.id for one in POLLS[place].choice.options if one.right == right)


def vote(workshop, team, *rights, first=0, asked=FIRST):
    """Have phones at a table choose what is right or not."""
    for phone, right in zip(PHONES[first:], rights, strict=False):
        workshop.vote(asked, phone, option(asked.removesuffix("/2"), right=right), team)


def standing(workshop):
    return {one.team.name if one.team else "": one.percent for one in workshop.scores()}


def test_a_score_counts_a_question_once_the_slides_have_gone_on_from_it(workshop):
    vote(workshop, "vos", True, True, False)
    vote(workshop, "uil", False, False, False, first=3)
    workshop.come_to(FIRST, Stage.SHOWN)
    assert standing(workshop) == {"Vos": "–", "Uil": "–", "": "–"}
    workshop.ask(POLLS[FIRST].told_at)
    assert standing(workshop) == {"Vos": "67 %", "Uil": "0 %", "": "33 %"}
    workshop.ask(FIRST)
    assert set(standing(workshop).values()) == {"–"}


def test_the_last_choice_counts_and_for_the_table_at_which_it_was_made(workshop):
    vote(workshop, "vos", False, False, True)
    workshop.come_to(FIRST, Stage.SHOWN)
    workshop.come_to(FIRST, Stage.ASKED_AGAIN)
    vote(workshop, "uil", True, True, True, asked=f"{FIRST}/2")
    workshop.ask(POLLS[FIRST].told_at)
    assert standing(workshop) == {"Uil": "100 %", "Vos": "–", "": "100 %"}


def test_who_changes_tables_before_the_question_closes_counts_at_the_new_one(workshop):
    vote(workshop, "vos", True, True, True)
    vote(workshop, "uil", True, True, True)
    workshop.ask(POLLS[FIRST].told_at)
    assert standing(workshop) == {"Uil": "100 %", "Vos": "–", "": "100 %"}


@pytest.mark.parametrize("team", ["", "beer", "x" * 500, "'"])
def test_a_vote_from_a_table_that_is_not_there_counts_in_the_room(workshop, team):
    vote(workshop, team, True, True, True)
    workshop.ask(POLLS[FIRST].told_at)
    assert standing(workshop) == {"Vos": "–", "Uil": "–", "": "100 %"}


def test_hands_are_of_no_table(workshop):
    vote(workshop, "vos", True, True)
    workshop.show_hands(FIRST, option(FIRST, right=True))
    workshop.ask(POLLS[FIRST].told_at)
    assert standing(workshop)["Vos"] == "–"


def test_without_teams_no_table_is_kept(database):
    workshop = begun(database, 0)
    workshop.ask(FIRST)
    vote(workshop, "vos", True, True, True)
    workshop.sit_at(2)
    workshop.ask(POLLS[FIRST].told_at)
    assert standing(workshop) == {"Vos": "–", "Uil": "–", "": "100 %"}


def test_tables_and_scores_are_there_again_when_the_server_was_killed(workshop, database):
    vote(workshop, "vos", True, True, False)
    workshop.ask(POLLS[FIRST].told_at)
    workshop.signs.give()
    after = begun(database, 0)
    assert (after.teams, standing(after)) == (2, standing(workshop))


def room(presenter, key, **told):
    return json.loads(tell(presenter.url, "/zaal", {"window": "w", **told}, Cookie=key).text)


@pytest.fixture
def two_tables(presenter, key):
    assert tell(presenter.url, "/zaal/tafels", {"teams": 2}, Cookie=key).status == 200
    room(presenter, key, place=FIRST, takes=True, minutes=0)
    yield
    tell(presenter.url, "/zaal/tafels", {"teams": 0}, Cookie=key)


def part(presenter, key):
    return json.loads(ask(presenter.url, "/zaal/tafels", Cookie=key).text)["html"]


def test_there_are_no_teams_unless_the_presenter_wants_them(presenter, key):
    assert room(presenter, key)["teams"] == 0
    assert "teams" not in json.loads(ask(presenter.url, "/stem/vraag").text)
    assert part(presenter, key) == ""


@pytest.mark.usefixtures("two_tables")
def test_phones_and_other_windows_hear_how_many_tables_there_are(presenter, key):
    assert json.loads(ask(presenter.url, "/stem/vraag").text)["teams"] == 2
    assert room(presenter, key)["teams"] == 2


@pytest.mark.usefixtures("two_tables")
def test_a_vote_may_tell_its_table_and_the_slides_get_the_score(presenter, key):
    for voter in PHONES[:3]:
        body = {"place": FIRST, "voter": voter, "option": option(FIRST, right=True), "team": "uil"}
        assert tell(presenter.url, "/stem/vraag", body).status == 200
    room(presenter, key, place=POLLS[FIRST].told_at, takes=True, minutes=0)
    assert "Uil</span> <strong>100 %</strong>" in part(presenter, key)
    assert (
        "telt dat alleen mee in de hele zaal"
        in json.loads(ask(presenter.url, "/zaal/uitslag", Cookie=key).text)["html"]
    )


@pytest.mark.parametrize(
    "more", [{"team": 1}, {"team": None}, {"team": "vos", "name": "Jan"}, {"name": "Jan"}]
)
@pytest.mark.usefixtures("two_tables")
def test_nothing_but_a_table_goes_along_with_a_vote(presenter, key, more):
    room(presenter, key, place=SECOND, takes=True, minutes=0)
    body = {"place": SECOND, "voter": PHONES[0], "option": option(SECOND, right=True), **more}
    assert tell(presenter.url, "/stem/vraag", body).status == 400


@pytest.mark.parametrize(
    "body", [{"teams": 1}, {"teams": max(NUMBERS) + 1}, {"teams": "2"}, {"teams": 2, "x": 1}, []]
)
def test_what_is_no_number_of_tables_is_refused(presenter, key, body):
    assert tell(presenter.url, "/zaal/tafels", body, Cookie=key).status == 400
    assert room(presenter, key)["teams"] == 0
