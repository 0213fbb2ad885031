"""What rooms missed, step by step and room by room."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

import ehbi
from ehbi.explore import last_rooms, missed
from ehbi.handbook.edits import rename_step
from ehbi.store import RoomCount

HANDBOOK = ehbi.load()
NOW = datetime(2026, 11, 30, 15, tzinfo=UTC)
FIRST = RoomCount("a", NOW, "mail-zoeken", begins=False, answered=14, wrong=7)
NEXT = replace(FIRST, room="b", at=NOW + timedelta(days=30), answered=12, wrong=3)


def test_rooms_stand_oldest_first_whatever_the_order_they_are_given_in():
    (found,) = missed(HANDBOOK, [NEXT, FIRST])
    assert found.rooms == (FIRST, NEXT)
    assert found.shares == (Fraction(1, 2), Fraction(1, 4))
    assert found.in_room("b") == NEXT
    assert found.in_room("c") is None


@pytest.mark.parametrize(("wrong", "told"), [(3, "minder"), (6, "evenveel"), (7, "vaker")])
def test_the_last_room_is_put_beside_the_one_before_it(wrong, told):
    (found,) = missed(HANDBOOK, [FIRST, replace(NEXT, wrong=wrong)])
    assert found.told == told


def test_of_one_room_nothing_can_be_told():
    (found,) = missed(HANDBOOK, [FIRST])
    assert found.told == ""


def test_what_a_last_room_missed_most_comes_first_and_where_a_case_begins_is_a_check_of_its_own():
    begins = replace(FIRST, step="reset-mail", begins=True, wrong=9)
    asks = replace(begins, begins=False, wrong=0)
    assert [(one.step.id, one.begins) for one in missed(HANDBOOK, [asks, FIRST, begins])] == [
        ("reset-mail", True),
        ("mail-zoeken", False),
        ("reset-mail", False),
    ]


def test_a_step_that_was_renamed_keeps_its_rooms_and_one_that_is_gone_has_none():
    renamed = rename_step(HANDBOOK, "mail-zoeken", "mail-in-spam", {"mail-zoeken"})
    (found,) = missed(renamed, [FIRST, replace(FIRST, step="weg")])
    assert found.step.id == "mail-in-spam"


def test_the_last_rooms_are_each_there_once_the_oldest_first():
    counts = [NEXT, FIRST, replace(NEXT, step="reset-mail")]
    assert [one.room for one in last_rooms(counts, 6)] == ["a", "b"]
    assert [one.room for one in last_rooms(counts, 1)] == ["b"]
