"""Notices are kept as they were given, and only managers write them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from ehbi.store import Notice, StoreError, notices
from ehbi.store.notices import NoNoticeError, NoticeChangedError, NoticeError

NOW = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
STORM = Notice("Storing", NOW, NOW + HOUR)


def test_a_notice_is_there_until_its_end_and_then_gone(managers):
    one = notices.keep(managers, Notice("Storing", NOW, NOW + HOUR, situation=4))
    assert notices.unended(managers, NOW) == (one,)
    assert notices.unended(managers, NOW + HOUR) == ()


def test_a_notice_keeps_its_moment_whatever_its_zone(managers):
    amsterdam = timezone(HOUR)
    one = notices.keep(
        managers, Notice("Storing", NOW.astimezone(amsterdam), (NOW + HOUR).astimezone(amsterdam))
    )
    assert (one.start, one.end) == (NOW, NOW + HOUR)


def test_a_notice_can_be_taken_away_once(managers):
    one = notices.keep(managers, Notice("Storing", NOW, NOW + HOUR))
    notices.remove(managers, one.number)
    assert notices.unended(managers, NOW) == ()
    with pytest.raises(NoNoticeError, match="ehbi notice list"):
        notices.remove(managers, one.number)


@pytest.mark.parametrize(
    ("text", "hours", "field", "why"),
    [
        (" ", 1, "text", "leeg"),
        ("x" * 301, 1, "text", "te lang"),
        ("half teken \udcff", 1, "text", "teken"),
        ("Storing", 0, "end", "eindigt"),
    ],
)
def test_a_notice_that_makes_no_sense_is_refused_and_says_what_of_it(managers, text, hours, field, why):
    one = notices.keep(managers, STORM)
    wrong = Notice(text, NOW, NOW + hours * HOUR)
    for act in (lambda: notices.keep(managers, wrong), lambda: notices.change(managers, one, wrong)):
        with pytest.raises(NoticeError, match=why) as caught:
            act()
        assert caught.value.field == field
    assert notices.unended(managers, NOW) == (one,)


SERVICE = ["Onderhoud 24-11-2026 09:00", "Bel 070-3140911", "Mail info@example.org"]


@pytest.mark.parametrize("text", SERVICE)
def test_a_notice_of_a_service_with_its_date_number_or_address_is_kept_and_doubted(managers, text):
    one = notices.keep(managers, replace(STORM, text=text))
    assert notices.unended(managers, NOW) == (one,)
    assert notices.doubt(text).endswith("Laat dat alleen staan als het niet over een lener gaat.")
    changed = notices.change(managers, one, replace(one, text=f"{text}!"))
    assert notices.unended(managers, NOW) == (changed,)


def test_a_notice_without_any_of_these_is_not_doubted():
    assert notices.doubt("Storing tussen 09:00-17:00") is None


@pytest.mark.parametrize("situation", [None, 4])
def test_a_notice_can_be_changed_by_who_saw_it_as_it_is(managers, situation):
    seen = notices.keep(managers, replace(STORM, situation=situation))
    longer = notices.change(managers, seen, replace(STORM, end=NOW + 2 * HOUR, situation=2))
    assert notices.unended(managers, NOW) == (longer,)
    assert (longer.number, longer.end, longer.situation) == (seen.number, NOW + 2 * HOUR, 2)
    with pytest.raises(NoticeChangedError, match="niets overschreven"):
        notices.change(managers, seen, replace(STORM, text="Van een ander"))
    assert notices.unended(managers, NOW) == (longer,)


def test_a_notice_that_was_taken_away_meanwhile_is_not_changed(managers):
    seen = notices.keep(managers, STORM)
    notices.remove(managers, seen.number)
    with pytest.raises(NoticeChangedError):
        notices.change(managers, seen, STORM)
    assert notices.unended(managers, NOW) == ()


def test_a_store_of_the_desk_reads_notices_and_writes_none(store, managers):
    one = notices.keep(managers, STORM)
    for act in (
        lambda: notices.keep(store, STORM),
        lambda: notices.change(store, one, replace(STORM, text="Anders")),
        lambda: notices.remove(store, one.number),
    ):
        with pytest.raises(StoreError, match=r"not allowed|not authorized"):
            act()
    assert notices.unended(store, NOW) == (one,)
