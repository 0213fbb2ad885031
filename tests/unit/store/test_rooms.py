"""How rooms did: counts of people by check, each room once, the oldest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from ehbi.store import RoomCount, rooms

NOW = datetime(2026, 11, 30, 15, tzinfo=UTC)
COUNT = RoomCount("a" * 32, NOW, "reset-mail", begins=True, answered=12, wrong=5)
OTHER = replace(COUNT, step="mail-zoeken", begins=False, wrong=2)


def test_a_room_has_one_count_of_each_check_and_tells_it_again_in_its_place(store):
    rooms.keep(store, [COUNT, OTHER])
    rooms.keep(store, [again := replace(COUNT, wrong=6)])
    assert rooms.kept(store) == (again,)


def test_rooms_come_the_oldest_first_and_leave_each_other_alone(store):
    earlier = replace(COUNT, room="b" * 32, at=NOW - timedelta(days=90))
    rooms.keep(store, [COUNT, OTHER])
    rooms.keep(store, [earlier])
    assert rooms.kept(store) == (earlier, OTHER, COUNT)


def test_a_step_can_be_a_check_twice_where_a_case_begins_and_where_it_asks(store):
    both = (replace(COUNT, begins=False), COUNT)
    rooms.keep(store, both)
    assert rooms.kept(store) == both
