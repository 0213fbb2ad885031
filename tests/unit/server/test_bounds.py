"""What anybody can send is bounded, by step and by day: a rush at one leaves the others what they have."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ehbi
from ehbi.server import caselog
from ehbi.server.bucket import DAY, Bucket, Buckets, Budget
from ehbi.server.caselog import CaseLog, walk_of
from ehbi.server.feedback import AT_ONCE, MINUTE, Crowd
from ehbi.store import LoggedCase as Walk
from ehbi.store import Store
from ehbi.store import case_log as walks
from tests.unit.handbook.strategies import many

LONG = Walk("2026-11-24T17", ("reset-mail",) * 200, ("mail-zoeken",) * 50)


@many
@given(st.lists(st.tuples(st.floats(0, 3 * DAY), st.floats(0, 500)), max_size=40))
def test_a_budget_gives_no_more_in_any_twenty_four_hours_than_it_says(asked):
    clock = SimpleNamespace(now=0.0)
    budget = Budget(1000, clock=lambda: clock.now)
    taken = []
    for at, amount in sorted(asked):
        clock.now = at
        if budget.take(amount):
            taken.append((at, amount))
    for start, _ in taken:
        assert sum(amount for at, amount in taken if start <= at <= start + DAY) <= 1000 + 1e-6


def test_a_rush_at_one_step_leaves_room_for_all_others():
    crowd = Crowd(clock=lambda: 0.0)
    rush = [crowd.has_room("reset-mail") for _ in range(120)]
    assert sum(rush) == AT_ONCE
    assert all(crowd.has_room(step.id) for step in ehbi.load().steps if step.id != "reset-mail")


def test_buckets_that_nobody_uses_are_let_go_and_one_that_is_empty_stays_empty():
    clock = SimpleNamespace(now=0.0)
    buckets = Buckets(1 / DAY, 1, clock=lambda: clock.now)
    assert buckets.take("leeg")
    clock.now = DAY / 2
    for number in range(5000):
        buckets.take(str(number))
    assert not buckets.take("leeg")
    clock.now = DAY * 3
    buckets.take("weer een")
    assert len(buckets._each) <= 2


def test_what_was_refused_is_written_down_at_once_and_then_once_a_minute():
    clock = SimpleNamespace(now=0.0)
    crowd = Crowd(clock=lambda: clock.now)
    assert crowd.due() == 0
    crowd.refuse()
    assert crowd.due() == 1
    for _ in range(5):
        crowd.refuse()
    assert crowd.due() == 0
    clock.now = MINUTE
    assert (crowd.due(), crowd.due()) == (5, 0)


class NoKeeper:
    """Has no store to keep anything in, and counts."""

    def __init__(self):
        self.asked = 0

    def store(self):
        self.asked += 1
        raise OSError


def test_a_day_of_cases_is_no_more_than_a_number_of_megabytes_whatever_is_sent(monkeypatch, told):
    taken = []
    monkeypatch.setattr(caselog, "Bucket", lambda *_: Bucket(1e9, 1e9))
    monkeypatch.setattr(CaseLog, "_is_kept", lambda _, batch: taken.extend(batch) or True)
    monkeypatch.setattr(caselog, "ROOM", 1_000_000)
    log = CaseLog(NoKeeper())
    for _ in range(30_000):
        log.add(LONG)
    log.close()
    assert caselog.A_DAY / 4 < sum(walks.size(walk) for walk in taken) <= caselog.A_DAY
    assert [line.split(": ")[1] for line in told] == [
        "er is vandaag al zo veel bewaard als er op één dag bij mag komen"
    ]


def test_a_case_has_no_more_steps_than_people_can_make():
    handbook = ehbi.load()
    steps = ["reset-mail", "mail-zoeken"]
    assert walk_of(handbook, {"steps": steps, "back": ["mail-zoeken"] * caselog.MOST_BACK})
    assert walk_of(handbook, {"steps": steps, "back": ["mail-zoeken"] * (caselog.MOST_BACK + 1)}) is None
    assert walk_of(handbook, {"steps": steps * caselog.MOST_STEPS, "back": []}) is None


@pytest.mark.parametrize("walk", [LONG, Walk("2026-11-24T17", ("eigen-site",), (), "eigen-site")])
def test_a_database_grows_by_no_more_than_is_counted(tmp_path, walk):
    store = Store.open(f"sqlite:///{tmp_path}/ehbi.sqlite")
    number = 2_000_000 // walks.size(walk)
    store.sweep()
    before = store.file.stat().st_size
    walks.keep(store, [walk] * number)
    store.sweep()
    grown = store.file.stat().st_size - before
    assert walks.size(walk) * number / 4 < grown <= walks.size(walk) * number
    store.close()
