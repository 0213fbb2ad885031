"""Remarks and notices are kept as they were given, and remarks without personal data."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from ehbi.handbook.values import Doubt
from ehbi.store import Notice, Remark, notices, remarks
from ehbi.store.errors import NoNoticeError
from ehbi.store.notices import NoticeError
from ehbi.store.remarks import PersonalDataError

NOW = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def remark(text: str, doubt: Doubt = Doubt.WRONG) -> Remark:
    return Remark(NOW, "0123456789ab", "reset-mail", doubt, text)


@pytest.mark.parametrize("doubt", Doubt)
def test_a_remark_comes_back_as_it_was(store, doubt):
    given = remark("De knop heet nu <b>anders</b> 🙂", doubt)
    remarks.keep(store, given)
    assert remarks.kept(store) == (given,)


def test_newest_remarks_come_first(store):
    for text in ("een", "twee"):
        remarks.keep(store, remark(text))
    assert [one.text for one in remarks.kept(store)] == ["twee", "een"]


@pytest.mark.parametrize("text", ["mail jan@example.org", "pas 2100 1234 5678", "woont op 1234 AB"])
def test_personal_data_is_refused_with_the_reason_and_not_kept(store, text):
    with pytest.raises(PersonalDataError, match="Haal"):
        remarks.keep(store, remark(text))
    assert remarks.kept(store) == ()


def test_a_notice_is_there_until_its_end_and_then_gone(store):
    one = notices.keep(store, Notice("Storing", NOW, NOW + HOUR, situation=4))
    assert notices.unended(store, NOW) == (one,)
    assert notices.unended(store, NOW + HOUR) == ()


def test_a_notice_keeps_its_moment_whatever_its_zone(store):
    amsterdam = timezone(HOUR)
    one = notices.keep(
        store, Notice("Storing", NOW.astimezone(amsterdam), (NOW + HOUR).astimezone(amsterdam))
    )
    assert (one.start, one.end) == (NOW, NOW + HOUR)


def test_a_notice_can_be_taken_away_once(store):
    one = notices.keep(store, Notice("Storing", NOW, NOW + HOUR))
    notices.remove(store, one.number)
    assert notices.unended(store, NOW) == ()
    with pytest.raises(NoNoticeError, match="ehbi notice list"):
        notices.remove(store, one.number)


@pytest.mark.parametrize(
    ("text", "hours", "why"),
    [
        (" ", 1, "leeg"),
        ("x" * 301, 1, "te lang"),
        ("Storing", 0, "eindigt"),
        ("Mail jan@example.org", 1, "e-mailadres"),
    ],
)
def test_a_notice_that_makes_no_sense_is_refused(store, text, hours, why):
    with pytest.raises(NoticeError, match=why):
        notices.keep(store, Notice(text, NOW, NOW + hours * HOUR))
    assert notices.unended(store, NOW) == ()
