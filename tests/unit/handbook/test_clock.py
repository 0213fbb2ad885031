"""The day is that of the Netherlands, whatever zone the machine has."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pytest

from ehbi.files.documents import examine
from ehbi.files.source import parse_source
from ehbi.handbook import clock

from .drafts import Draft

AFTER_MIDNIGHT = datetime(2030, 6, 30, 22, 30, tzinfo=UTC)
"""Half past midnight in the Netherlands, on the first of July."""


@pytest.fixture(params=["UTC", "Pacific/Auckland", "America/Los_Angeles"])
def _after_midnight(request, monkeypatch):
    """Just after midnight in the Netherlands, on a machine somewhere."""
    monkeypatch.setattr(clock, "now", lambda: AFTER_MIDNIGHT)
    with monkeypatch.context() as zone:
        zone.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("_after_midnight")
def test_today_is_the_day_in_the_netherlands():
    assert clock.today() == date(2030, 7, 1)


@pytest.mark.usefixtures("_after_midnight")
@pytest.mark.parametrize(("reviewed", "doubted"), [("2030-07-01", False), ("2030-07-02", True)])
def test_a_review_of_today_passes_and_one_of_tomorrow_does_not(reviewed, doubted):
    draft = Draft()
    for step in draft.data["steps"]:
        step["reviewed"] = reviewed
    _, problems = examine(parse_source(draft.text, "handboek.yaml"))
    assert len(problems) == doubted * len(draft.data["steps"])


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2028, 2, 28, 23, 30, tzinfo=UTC), date(2028, 2, 29)),
        (datetime(2028, 2, 29, 23, 30, tzinfo=UTC), date(2028, 3, 1)),
        (datetime(2027, 10, 30, 22, tzinfo=UTC), date(2027, 10, 31)),  # the night is an hour longer
        (datetime(2027, 10, 31, 22, 59, tzinfo=UTC), date(2027, 10, 31)),
        (datetime(2028, 3, 26, 21, 59, tzinfo=UTC), date(2028, 3, 26)),  # the night was an hour shorter
        (datetime(2027, 12, 31, 23, tzinfo=UTC), date(2028, 1, 1)),
    ],
)
def test_a_day_begins_at_midnight_in_the_netherlands(monkeypatch, moment, day):
    monkeypatch.setattr(clock, "now", lambda: moment)
    assert clock.today() == day
