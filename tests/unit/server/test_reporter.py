"""The managers hear once of each check that a room found hard, and nothing about the room."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from ehbi.handbook.values import Doubt
from ehbi.server.database import Database, NoStoreError
from ehbi.server.results import Reporter
from ehbi.server.voting import Workshop
from ehbi.store import remarks, rooms

from ..slides.rooms import EASY, HANDBOOK, HARD, POLLS, START, wrong

PHONES = [f"{number:032x}" for number in range(12)]


class Failing(Database):
    """Has no store for whoever asks from one time on to another."""

    def __init__(self, address):
        super().__init__(address)
        self.times, self.fails = count(), ()

    def store(self):
        if next(self.times) in self.fails:
            raise NoStoreError("ergens", "vol")
        return super().store()


@pytest.fixture
def database(tmp_path):
    found = Failing(f"sqlite:///{tmp_path}/ehbi.sqlite")
    yield found
    found.close()


@pytest.fixture
def workshop(database):
    made = Workshop(POLLS, database)
    for place, mistakes in [(HARD, 7), (EASY, 1), (START, 6)]:
        made.ask(place)
        for number, phone in enumerate(PHONES):
            option = wrong(place).id if number < mistakes else POLLS[place].choice.answer
            made.vote(place, phone, option)
    return made


@pytest.fixture
def sending(workshop, database):
    return Reporter(HANDBOOK, workshop, database)


def said(database):
    return sorted((one.step, one.doubt, one.revision) for one in remarks.kept(database.store()))


BOTH = sorted(
    (step, Doubt.UNCLEAR, HANDBOOK.revision) for step in ("nieuw-wachtwoord", POLLS[START].choice.answer)
)


def test_each_hard_check_is_a_remark_in_the_managers_inbox(sending, workshop, database):
    assert len(sending.waiting(workshop.results())) == 2
    sending.send()
    assert said(database) == BOTH
    assert remarks.waiting(database.store()) == 2
    (told,) = (one for one in remarks.kept(database.store()) if one.step == "nieuw-wachtwoord")
    label = wrong(HARD).label
    expected = f"In een workshop koos 7 van 12 iets anders dan het handboek. Vooral: ‘{label}’ (7 van hen)."
    assert told.text == expected


def test_what_was_sent_is_not_sent_again(sending, workshop, database):
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: sending.send(), range(16)))
    assert (sending.sent, sending.waiting(workshop.results())) == (2, ())
    assert said(database) == BOTH


def test_what_turns_out_hard_later_can_still_be_sent(sending, workshop, database):
    sending.send()
    workshop.ask(EASY)
    for phone in PHONES:
        workshop.vote(EASY, phone, wrong(EASY).id)
    sending.send()
    assert len(said(database)) == sending.sent == 3


def test_when_the_store_fails_halfway_the_rest_goes_later_and_nothing_twice(sending, database):
    at = next(database.times) + 1
    database.fails = (at + 2,)  # one for the results, one for each remark
    with pytest.raises(NoStoreError):
        sending.send()
    assert (sending.sent, len(said(database))) == (1, 1)
    sending.send()
    assert (sending.sent, said(database)) == (2, BOTH)


def counted(database):
    return {(one.step, one.begins): (one.wrong, one.answered) for one in rooms.kept(database.store())}


def test_the_managers_hear_how_the_room_did_at_each_check_that_was_no_more_than_that(sending, database):
    sending.send()
    assert counted(database) == {
        ("nieuw-wachtwoord", False): (7, 12),
        ("goede-gebruikersnaam", False): (1, 12),
        (POLLS[START].choice.answer, True): (6, 12),
    }
    assert len({one.room for one in rooms.kept(database.store())}) == 1


def test_what_is_told_again_takes_the_place_of_what_was_told(sending, workshop, database):
    sending.send()
    assert not sending.untold(workshop.results())
    workshop.ask(EASY)
    workshop.vote(EASY, PHONES[1], wrong(EASY).id)
    assert sending.untold(workshop.results())
    sending.send()
    assert counted(database)["goede-gebruikersnaam", False] == (2, 12)
    assert len(rooms.kept(database.store())) == 3


def test_of_fewer_than_three_people_nothing_is_told(database):
    few = Workshop(POLLS, database)
    few.ask(HARD)
    for phone in PHONES[:2]:
        few.vote(HARD, phone, POLLS[HARD].choice.answer)
    reporter = Reporter(HANDBOOK, few, database)
    assert not reporter.untold(few.results())
    reporter.send()
    assert counted(database) == {}


def test_a_room_that_chose_nothing_has_nothing_to_say(database):
    empty = Workshop(POLLS, database)
    Reporter(HANDBOOK, empty, database).send()
    assert (empty.results(), said(database)) == ((), [])
