"""Remarks are kept as they were given, without personal data; no manager overwrites another."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, text

from ehbi.handbook import clock
from ehbi.handbook.values import Doubt
from ehbi.store import Remark, StoreError, remarks, tables
from ehbi.store.remarks import CrowdError, NoteError, PersonalDataError, RemarkChangedError, State

NOW = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
PERSONAL = ["mail jan@example.org", "pas 2100 1234 5678", "woont op 1234 AB"]


def remark(text: str, doubt: Doubt = Doubt.WRONG) -> Remark:
    return Remark(NOW, "0123456789ab", "reset-mail", doubt, text)


@pytest.fixture
def said(store):
    """A remark that the desk made."""
    return remarks.keep(store, remark("De knop heet anders"))


@pytest.mark.parametrize("doubt", Doubt)
def test_a_remark_comes_back_as_it_was_open_and_without_a_note(store, doubt):
    given = remark("De knop heet nu <b>anders</b> 🙂", doubt)
    kept = remarks.keep(store, given)
    assert kept == replace(given, number=1)
    assert remarks.kept(store) == (kept,)


def test_newest_remarks_come_first(store):
    for words in ("een", "twee"):
        remarks.keep(store, remark(words))
    assert [one.text for one in remarks.kept(store)] == ["twee", "een"]


@pytest.mark.parametrize("text", PERSONAL)
def test_personal_data_is_refused_with_the_reason_and_not_kept(store, text):
    with pytest.raises(PersonalDataError, match="Haal"):
        remarks.keep(store, remark(text))
    assert remarks.kept(store) == ()


def test_a_manager_takes_a_remark_up_and_is_done_with_it(managers, said):
    taken_up = remarks.change(managers, said, State.TAKEN_UP, "Ik vraag het na", "Noor")
    assert (taken_up.state, taken_up.note, taken_up.changed_by) == (State.TAKEN_UP, "Ik vraag het na", "Noor")
    assert taken_up.changed_at.tzinfo is UTC
    done = remarks.change(managers, taken_up, State.DONE, "", "Sem")
    assert remarks.kept(managers) == (done,)
    assert (done.state, done.note, done.changed_by) == (State.DONE, "", "Sem")
    assert replace(done, state=State.OPEN, changed_by="", changed_at=None) == said


def test_of_two_managers_the_second_is_shown_what_the_first_did_and_overwrites_nothing(managers, said):
    theirs = remarks.change(managers, said, State.DONE, "Aangepast", "Sem")
    with pytest.raises(RemarkChangedError, match="Sem heeft deze melding intussen veranderd") as caught:
        remarks.change(managers, said, State.TAKEN_UP, "Ik kijk ernaar", "Noor")
    assert caught.value.theirs == theirs
    assert "Aangepast" in str(caught.value)
    assert remarks.kept(managers) == (theirs,)
    mine = remarks.change(managers, caught.value.theirs, State.TAKEN_UP, "Toch nog niet", "Noor")
    assert remarks.kept(managers) == (mine,)


def test_of_many_managers_at_once_one_wins_and_the_others_are_told(managers, said):
    def change(number):
        try:
            return remarks.change(managers, said, State.TAKEN_UP, f"Van {number}", f"Beheerder {number}")
        except RemarkChangedError as error:
            return error

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(change, range(8)))
    (winner,) = (one for one in found if isinstance(one, Remark))
    assert remarks.kept(managers) == (winner,)
    assert {error.theirs for error in found if error is not winner} == {winner}


@pytest.mark.parametrize("note", [*PERSONAL, "x" * 501, "half teken \udcff"])
def test_a_note_that_may_not_be_kept_is_refused_and_changes_nothing(managers, said, note):
    with pytest.raises(NoteError):
        remarks.change(managers, said, State.DONE, note, "Noor")
    assert remarks.kept(managers) == (said,)


def test_a_store_of_the_desk_adds_remarks_and_changes_none(store, said):
    with pytest.raises(StoreError, match=r"not allowed|not authorized"):
        remarks.change(store, said, State.DONE, "Stiekem", "Bezoeker")
    with pytest.raises(StoreError, match=r"not allowed|not authorized"), store.writing() as connection:
        connection.execute(delete(tables.remarks))
    more = remarks.keep(store, remark("Nog een"))
    assert remarks.kept(store) == (more, said)


def test_what_waits_is_what_is_not_done(managers, said):
    other = remarks.keep(managers, replace(remark("Elders"), step="toegang"))
    assert (remarks.waiting(managers), remarks.waiting(managers, "toegang")) == (2, 1)
    remarks.change(managers, other, State.DONE, "", "Noor")
    remarks.change(managers, said, State.TAKEN_UP, "", "Noor")
    assert [remarks.waiting(managers, step) for step in (None, "toegang", "reset-mail")] == [1, 0, 1]


def test_a_desk_of_an_older_ehbi_can_still_add_remarks(store):
    with store.writing() as connection:
        connection.execute(
            text(
                "INSERT INTO remarks (at, revision, step, doubt, text) VALUES "
                "('2026-11-24 12:30:00.000000', '0123456789ab', 'reset-mail', 'klopt-niet', 'Van een oudere')"
            )
        )
    assert remarks.kept(store)[0].state is State.OPEN


def test_a_flood_about_one_step_leaves_room_for_the_others_and_has_an_end(store, monkeypatch):
    monkeypatch.setattr(remarks, "MOST_OF_STEP", 3)
    monkeypatch.setattr(remarks, "MOST", 5)
    steps = ["reset-mail"] * 5 + ["toegang"] * 5
    kept = []
    for step in steps:
        with suppress(CrowdError):
            kept.append(remarks.keep(store, replace(remark("Anders"), step=step)).step)
    assert kept == ["reset-mail"] * 3 + ["toegang"] * 2
    tomorrow = replace(remark("Anders"), at=NOW + timedelta(days=1))
    assert remarks.keep(store, tomorrow).number


@pytest.mark.parametrize(
    ("first", "same", "next_day"),
    [
        ("2026-11-24 00:10", "2026-11-24 23:50", "2026-11-25 00:10"),
        ("2027-10-31 00:10", "2027-10-31 23:50", "2027-11-01 00:10"),  # 25 hours
        ("2028-03-26 00:10", "2028-03-26 23:50", "2028-03-27 00:10"),  # 23 hours
    ],
)
def test_a_day_begins_and_ends_at_midnight_in_the_netherlands(store, monkeypatch, first, same, next_day):
    monkeypatch.setattr(remarks, "MOST", 1)
    remarks.keep(store, replace(remark("Anders"), at=clock.read(first)))
    with pytest.raises(CrowdError):
        remarks.keep(store, replace(remark("Anders"), at=clock.read(same)))
    assert remarks.keep(store, replace(remark("Anders"), at=clock.read(next_day))).number


def test_a_day_of_the_longest_remarks_takes_no_more_room_than_is_said(file_store, monkeypatch):
    longest = replace(remark("\U0001f642" * 300), step="s" * 60)
    monkeypatch.setattr(remarks, "MOST_OF_STEP", remarks.MOST)
    file_store.sweep()
    before = file_store.file.stat().st_size
    with file_store.writing() as connection:
        values = {
            "at": NOW,
            "revision": "0" * 12,
            "step": longest.step,
            "doubt": "anders",
            "text": longest.text,
        }
        connection.execute(tables.remarks.insert(), [values] * (remarks.MOST - 1))
    remarks.keep(file_store, longest)
    with pytest.raises(CrowdError):
        remarks.keep(file_store, longest)
    file_store.sweep()
    assert file_store.file.stat().st_size - before < 1_500_000


def test_what_was_refused_is_counted_by_day(store):
    for times, at in ((1, NOW), (5, NOW), (2, NOW + timedelta(days=1))):
        remarks.refused(store, times, at)
    assert remarks.refusals(store) == (("2026-11-25", 2), ("2026-11-24", 6))


def test_a_remark_that_is_sent_twice_is_kept_once_also_when_there_is_no_room_for_another(store, monkeypatch):
    monkeypatch.setattr(remarks, "MOST", 1)
    first = remarks.keep(store, remark("De knop heet anders"), "a" * 32)
    assert remarks.keep(store, remark("De knop heet anders"), "a" * 32) == first
    assert remarks.kept(store) == (first,)
    with pytest.raises(CrowdError):
        remarks.keep(store, remark("De knop heet anders"), "b" * 32)
