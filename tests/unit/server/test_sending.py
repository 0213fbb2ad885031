"""The managers hear once of each check that a room found hard, and nothing about the room."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from ehbi.handbook.values import Doubt
from ehbi.server.keeper import Keeper, NoStoreError
from ehbi.server.sending import Sending
from ehbi.server.workshop import Workshop
from ehbi.store import remarks
from ehbi.store import remarks as inbox

from ..slides.rooms import EASY, HANDBOOK, HARD, POLLS, START, wrong

PHONES = [f"{number:032x}" for number in range(12)]


class Failing(Keeper):
    """Has no store for whoever asks from one time on to another."""

    def __init__(self, address):
        super().__init__(address)
        self.times, self.fails = count(), ()

    def store(self):
        if next(self.times) in self.fails:
            raise NoStoreError("ergens", "vol")
        return super().store()


@pytest.fixture
def keeper(tmp_path):
    found = Failing(f"sqlite:///{tmp_path}/ehbi.sqlite")
    yield found
    found.close()


@pytest.fixture
def workshop(keeper):
    made = Workshop(POLLS, keeper)
    for place, mistakes in [(HARD, 7), (EASY, 1), (START, 6)]:
        made.ask(place)
        for number, phone in enumerate(PHONES):
            option = wrong(place).id if number < mistakes else POLLS[place].choice.answer
            made.vote(place, phone, option)
    return made


@pytest.fixture
def sending(workshop, keeper):
    return Sending(HANDBOOK, workshop, keeper)


def said(keeper):
    return sorted((one.step, one.doubt, one.revision) for one in remarks.kept(keeper.store()))


BOTH = sorted(
    (step, Doubt.UNCLEAR, HANDBOOK.revision) for step in ("nieuw-wachtwoord", POLLS[START].choice.answer)
)


def test_each_hard_check_is_a_remark_in_the_managers_inbox(sending, workshop, keeper):
    assert len(sending.waiting(workshop.results())) == 2
    sending.send()
    assert said(keeper) == BOTH
    assert inbox.waiting(keeper.store()) == 2
    (told,) = (one for one in remarks.kept(keeper.store()) if one.step == "nieuw-wachtwoord")
    label = wrong(HARD).label
    expected = f"In een workshop koos 7 van 12 iets anders dan het handboek. Vooral: ‘{label}’ (7 keer)."
    assert told.text == expected


def test_what_was_sent_is_not_sent_again(sending, workshop, keeper):
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: sending.send(), range(16)))
    assert (sending.sent, sending.waiting(workshop.results())) == (2, ())
    assert said(keeper) == BOTH


def test_what_turns_out_hard_later_can_still_be_sent(sending, workshop, keeper):
    sending.send()
    workshop.ask(EASY)
    for phone in PHONES:
        workshop.vote(EASY, phone, wrong(EASY).id)
    sending.send()
    assert len(said(keeper)) == sending.sent == 3


def test_when_the_store_fails_halfway_the_rest_goes_later_and_nothing_twice(sending, keeper):
    at = next(keeper.times) + 1
    keeper.fails = (at + 2,)  # one for the results, one for each remark
    with pytest.raises(NoStoreError):
        sending.send()
    assert (sending.sent, len(said(keeper))) == (1, 1)
    sending.send()
    assert (sending.sent, said(keeper)) == (2, BOTH)


def test_a_room_that_chose_nothing_has_nothing_to_say(keeper):
    empty = Workshop(POLLS, keeper)
    Sending(HANDBOOK, empty, keeper).send()
    assert (empty.results(), said(keeper)) == ((), [])
