"""Workshops are known by their signs of life: one that was killed goes on, or is forgotten with its votes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ehbi.store import retention, tables, votes, workshops
from ehbi.store.votes import Vote
from ehbi.store.workshops import Sign

NOW = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
MINE = Sign("m" * 32, "hier", 8870, 7, "digest", "", NOW)
KNOWN = {"mail-zoeken": 0.25}
LEFT = replace(MINE, id="l" * 32, process=6, place="oefening.1", at=NOW - timedelta(minutes=5), known=KNOWN)
LONG = timedelta(minutes=30)


def keep(store, sign):
    workshops.give(store, sign)
    votes.keep(store, Vote(sign.id, "een", "v", "ja", sign.at))


def known(store):
    """The workshops that are kept, and those of which votes are."""
    rows = store.rows(tables.workshops.select()), store.rows(tables.votes.select())
    return {row.id for row in rows[0]}, {row.workshop for row in rows[1]}


def nobody(_):
    return False


def everybody(_):
    return True


def test_a_server_goes_on_with_what_was_left_at_its_port_and_makes_it_its_own(store):
    keep(store, LEFT)
    keep(store, replace(LEFT, id="o" * 32, at=LEFT.at - timedelta(minutes=1)))
    mine = replace(MINE, known={"weg": 1.0})
    assert workshops.take_up(store, mine, nobody) == replace(MINE, id=LEFT.id, place=LEFT.place, known=KNOWN)
    assert known(store) == ({LEFT.id}, {LEFT.id})


def test_a_process_in_a_container_may_have_the_number_of_the_one_that_was_killed(store):
    keep(store, replace(LEFT, process=MINE.process))
    assert workshops.take_up(store, MINE, everybody).id == LEFT.id


@pytest.mark.parametrize(
    "other",
    [
        replace(LEFT, port=8871),
        replace(LEFT, handbook="anders"),
        replace(LEFT, at=NOW - LONG),
        replace(LEFT, machine="daar", at=NOW - LONG),
    ],
)
def test_what_another_left_is_forgotten_with_its_votes(store, other):
    keep(store, other)
    assert workshops.take_up(store, MINE, nobody) == MINE
    assert known(store) == ({MINE.id}, set())


def test_votes_of_which_nobody_knows_the_workshop_are_forgotten(store):
    votes.keep(store, Vote("x" * 32, "een", "v", "ja", NOW))
    workshops.take_up(store, MINE, everybody)
    assert known(store) == ({MINE.id}, set())


@pytest.mark.parametrize(
    ("other", "lives"),
    [(replace(LEFT, port=8871), everybody), (LEFT, everybody), (replace(LEFT, machine="daar"), nobody)],
    ids=["on another port", "on the same port of another address", "on another machine"],
)
def test_a_workshop_that_goes_on_elsewhere_is_left_alone(store, other, lives):
    keep(store, other)
    assert workshops.take_up(store, MINE, lives) == MINE
    assert known(store) == ({MINE.id, other.id}, {other.id})


def test_a_sign_takes_the_place_of_the_one_before_and_what_is_a_day_old_goes(store):
    keep(store, replace(LEFT, at=NOW - timedelta(hours=25)))
    for place in ("een.1", "een.2"):
        workshops.give(store, replace(MINE, place=place))
    assert known(store) == ({MINE.id}, set())
    assert [row.place for row in store.rows(tables.workshops.select())] == ["een.2"]


def test_the_desks_server_forgets_what_is_a_day_old_though_no_workshop_starts_again(store):
    keep(store, replace(LEFT, at=NOW - timedelta(hours=25)))
    keep(store, MINE)
    retention.apply(store, NOW)
    assert known(store) == ({MINE.id}, {MINE.id})


def test_of_a_workshop_that_is_over_nothing_is_kept(store):
    keep(store, MINE)
    keep(store, LEFT)
    workshops.forget(store, MINE.id)
    assert known(store) == ({LEFT.id}, {LEFT.id})
