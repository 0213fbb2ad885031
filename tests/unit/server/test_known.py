"""What is known to be hard: where the desk went back often enough, and what earlier rooms missed."""

import asyncio
from datetime import UTC, datetime

import pytest

import ehbi
from ehbi.server.database import Database
from ehbi.server.known import known, known_in
from ehbi.server.voting import Workshop
from ehbi.server.workshop import PresenterServer
from ehbi.store import LoggedCase, RoomCount, Store, case_log, rooms
from tests.unit.slides.rooms import fewer

from .managing import unstarted

HANDBOOK = ehbi.load()
AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
WALK = LoggedCase("2026-11-24T17", ("reset-mail", "mail-zoeken"), back=("mail-zoeken",))


@pytest.fixture
def store(tmp_path):
    with Store.open(f"sqlite:///{tmp_path}/ehbi.sqlite", publishes=True) as found:
        yield found


def told(room, wrong, answered, step="ander-adres"):
    return RoomCount(room, AT, step, begins=False, answered=answered, wrong=wrong)


def log(store, times):
    case_log.keep(store, [WALK] * times)


def test_where_the_desk_went_back_is_known_once_it_was_seen_often_enough(store):
    log(store, 3)
    assert known_in(HANDBOOK, store) == {}
    log(store, 30)
    assert set(known_in(HANDBOOK, store)) >= {"mail-zoeken"}


def test_what_rooms_missed_is_the_part_of_all_their_people(store):
    rooms.keep(store, [told("een", 3, 4), told("twee", 1, 4), told("twee", 1, 2, "weg")])
    assert known_in(HANDBOOK, store) == {"ander-adres": 0.5}


def test_without_a_database_or_with_one_that_cannot_be_read_nothing_is_known(tmp_path, caplog):
    assert known(HANDBOOK, f"sqlite:///{tmp_path}/nergens.sqlite") == {}
    assert not caplog.records
    odd = tmp_path / "vreemd.sqlite"
    odd.write_bytes(b"x" * 5000)
    assert known(HANDBOOK, f"sqlite:///{odd}") == {}
    assert "gespreid gekozen" in caplog.text


def started(address, hard):
    """A server that is about to answer, with what it read of what is hard."""
    found = unstarted(PresenterServer)
    found.handbook, found.port, found.known = fewer(HANDBOOK), 8870, hard
    found.database = Database(address)
    found.workshop = Workshop(found._polls(), found.database)
    asyncio.run(found.get_ready())
    return found


def asked_twice(server):
    return [place for place, poll in server.workshop.polls.items() if poll.compares]


def test_a_server_that_goes_on_asks_what_it_asked_when_the_workshop_began(tmp_path):
    begun = started(f"sqlite:///{tmp_path}/ehbi.sqlite", {})
    before = asked_twice(begun)
    begun.workshop.ask(before[0])
    begun.workshop.signs.give()
    begun.database.close()
    goes_on = started(begun.database.address, {"mail-zoeken": 1.0})
    assert (goes_on.known, asked_twice(goes_on), goes_on.workshop.asked.place) == ({}, before, before[0])
    goes_on.workshop.end()
    new = started(begun.database.address, {"mail-zoeken": 1.0})
    assert asked_twice(new) != before
    for one in (goes_on, new):
        one.database.close()
