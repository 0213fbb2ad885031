"""What anybody can send is bounded, by step and by day: a rush at one leaves the others what they have."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ehbi
from ehbi.server import reports
from ehbi.server.http.limits import DAY, RateLimit, RateLimits, daily
from ehbi.server.login.identity import MOST_WRONG, WITHIN
from ehbi.server.reports import MINUTE, REMARKS_AT_ONCE, CaseLog, RemarkLimit, walk_of
from ehbi.store import Store, Walk, walks
from tests.unit.handbook.strategies import many

LONG = Walk("2026-11-24T17", ("reset-mail",) * 200, ("mail-zoeken",) * 50)


@many
@given(st.lists(st.tuples(st.floats(0, 3 * DAY), st.floats(0, 500)), max_size=40))
def test_a_budget_gives_no_more_in_any_twenty_four_hours_than_it_says(asked):
    clock = SimpleNamespace(now=0.0)
    budget = daily(1000, clock=lambda: clock.now)
    taken = []
    for at, amount in sorted(asked):
        clock.now = at
        if budget.take(amount):
            taken.append((at, amount))
    for start, _ in taken:
        assert sum(amount for at, amount in taken if start <= at <= start + DAY) <= 1000 + 1e-6


def test_a_rush_at_one_step_leaves_room_for_all_others():
    crowd = RemarkLimit(clock=lambda: 0.0)
    rush = [crowd.has_room("reset-mail") for _ in range(120)]
    assert sum(rush) == REMARKS_AT_ONCE
    assert all(crowd.has_room(step.id) for step in ehbi.load().steps if step.id != "reset-mail")


def test_buckets_that_nobody_uses_are_let_go_and_one_that_is_empty_stays_empty():
    clock = SimpleNamespace(now=0.0)
    buckets = RateLimits(1 / DAY, 1, clock=lambda: clock.now)
    assert buckets.take("leeg")
    clock.now = DAY / 2
    for number in range(5000):
        buckets.take(str(number))
    assert not buckets.take("leeg")
    clock.now = DAY * 3
    buckets.take("weer een")
    assert len(buckets._each) <= 2


def test_after_a_minute_somebody_may_be_wrong_as_often_as_before():
    clock = SimpleNamespace(now=0.0)
    wrong = RateLimits(MOST_WRONG / WITHIN, MOST_WRONG, clock=lambda: clock.now)
    for _ in range(MOST_WRONG):
        assert wrong.left("a") >= 1
        wrong.take("a")
    assert wrong.left("a") < 1
    assert wrong.left("b") == MOST_WRONG
    clock.now = WITHIN / MOST_WRONG - 0.1
    assert wrong.left("a") < 1
    clock.now = WITHIN
    assert wrong.left("a") == MOST_WRONG


@many
@given(st.lists(st.floats(0, 30), max_size=60))
def test_nobody_is_stopped_before_their_tenth_time_and_nobody_goes_on_faster_than_the_limit(pauses):
    clock = SimpleNamespace(now=0.0)
    limits = RateLimits(1 / 6, 10, clock=lambda: clock.now)
    taken = []
    for pause in pauses:
        clock.now += pause
        recent = [when for when in taken if when > clock.now - 60]
        if limits.take("a"):
            taken.append(clock.now)
        else:
            assert len(recent) >= 10
    for number, since in enumerate(taken):
        for more, until in enumerate(taken[number:], 1):
            assert more <= 10 + (until - since) / 6 + 1e-6


def test_no_more_names_are_remembered_than_there_is_room_for():
    limits = RateLimits(1 / 6, 10, most=20, clock=lambda: 0.0)
    for number in range(50):
        limits.take(str(number))
    assert len(limits._each) == 20


def test_what_was_refused_is_written_down_at_once_and_then_once_a_minute():
    clock = SimpleNamespace(now=0.0)
    crowd = RemarkLimit(clock=lambda: clock.now)
    assert crowd.due() == 0
    crowd.refuse()
    assert crowd.due() == 1
    for _ in range(5):
        crowd.refuse()
    assert crowd.due() == 0
    clock.now = MINUTE
    assert (crowd.due(), crowd.due()) == (5, 0)


class NoDatabase:
    """Has no store to keep anything in, and counts."""

    def __init__(self):
        self.asked = 0

    def store(self):
        self.asked += 1
        raise OSError


def test_a_day_of_cases_is_no_more_than_a_number_of_megabytes_whatever_is_sent(monkeypatch, told):
    taken = []
    monkeypatch.setattr(reports, "RateLimit", lambda *_: RateLimit(1e9, 1e9))
    monkeypatch.setattr(CaseLog, "_is_kept", lambda _, batch: taken.extend(batch) or True)
    monkeypatch.setattr(reports, "ROOM", 1_000_000)
    log = CaseLog(NoDatabase())
    for _ in range(30_000):
        log.add(LONG)
    log.close()
    assert reports.A_DAY / 4 < sum(walks.size(walk) for walk in taken) <= reports.A_DAY
    assert [line.split(": ")[1] for line in told] == [
        "er is vandaag al zo veel bewaard als er op één dag bij mag komen"
    ]


def test_a_case_has_no_more_steps_than_people_can_make():
    handbook = ehbi.load()
    steps = ["reset-mail", "mail-zoeken"]
    assert walk_of(handbook, {"steps": steps, "back": ["mail-zoeken"] * reports.MOST_BACK})
    assert walk_of(handbook, {"steps": steps, "back": ["mail-zoeken"] * (reports.MOST_BACK + 1)}) is None
    assert walk_of(handbook, {"steps": steps * reports.MOST_STEPS, "back": []}) is None


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
