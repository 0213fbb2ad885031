"""Phones are counted by what they call themselves, and told what is asked and what is right."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

import ehbi
from ehbi.handbook.text import to_plain
from ehbi.server import phones
from ehbi.server.phones import AWAY, MOST, Phones
from ehbi.server.rounds import Stage
from ehbi.slides import deck, polls

POLLS = polls(deck(ehbi.load()))
POLL = next(iter(POLLS.values()))
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_a_phone_is_there_as_long_as_it_says_something():
    now = [NOW]
    room = Phones(lambda: now[0])
    for voter in ("0" * 32, "1" * 32, "1" * 32):
        room.hear(voter)
    assert room.present() == 2
    now[0] += AWAY - timedelta(seconds=1)
    room.hear("1" * 32)
    now[0] += timedelta(seconds=1)
    assert room.present() == 1


@pytest.mark.parametrize("voter", ["", "jan@example.org", "0" * 31, "Z" * 32])
def test_what_is_no_phone_of_ours_is_not_counted(voter):
    room = Phones(lambda: NOW)
    room.hear(voter)
    assert room.present() == 0


def test_nobody_can_fill_the_memory_with_phones():
    room = Phones(lambda: NOW)
    for number in range(MOST + 1):
        room.hear(f"{number:032x}")
    assert room.present() == MOST


def test_what_is_right_is_told_in_the_words_of_the_handbook():
    right = POLL.choice.right
    told = phones.answered(POLL, Stage.SHOWN)
    assert told["told"] == {
        "right": [one.id for one in POLL.choice.options if one.right],
        "says": [right.label],
        "why": right.leads.why,
    }
    assert (told["place"], told["closed"]) == (POLL.place, True)


def test_where_the_handbook_has_no_why_the_phone_has_the_step_itself():
    poll = next(one for one in POLLS.values() if not one.choice.right.leads.why)
    why = phones.answered(poll, Stage.SHOWN)["told"]["why"]
    assert why == to_plain(poll.choice.right.leads.text)
    assert why


def test_a_label_that_is_not_what_is_done_comes_with_what_is_done():
    right = replace(POLL.choice.right, label="Ja", id=POLL.choice.answer)
    said = replace(POLL, choice=replace(POLL.choice, options=(right,)))
    assert phones.answered(said, Stage.SHOWN)["told"]["says"] == ["Ja", right.leads.title]


def test_what_is_right_is_said_once():
    says = [phones.answered(one, Stage.SHOWN)["told"]["says"] for one in POLLS.values()]
    assert ["Rond af: De lener kan inloggen"] in says
    assert [one for one in says if len(one) > 1 and one[1] in one[0]] == []


@pytest.mark.parametrize("stage", list(Stage))
def test_a_phone_is_told_nothing_of_what_is_right_as_long_as_it_is_asked(stage):
    assert "told" not in phones.asked(POLL, stage)
