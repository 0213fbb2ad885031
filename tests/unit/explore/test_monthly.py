"""A month in plain values: what came in, ended, was hard, changed and was said in it, and in no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ehbi.explore.monthly import monthly_report, publications, report_of
from ehbi.explore.months import FutureMonthError, last_whole_month, month_before
from ehbi.handbook.edits import remove_step
from ehbi.handbook.values import Doubt, OutcomeKind
from ehbi.store import CaseCount, LoggedCase, Remark, Revision, Store, UnreadableError, case_log, remarks
from ehbi.store.remarks import State

from ..flowchart.wordings import put
from .test_matching import published, renamed

FIRST, TODAY = date(2026, 11, 1), date(2026, 12, 3)
RESOLVED = ("reset-mail", "mail-zoeken", "ingelogd-met-mail")
HANDED = ("geen-rechten", "kb-navragen", "kb-rechten")
LEFT = ("reset-mail", "mail-zoeken", "mail-opnieuw")


def walk(month, steps, cases, back=None):
    outcome = steps[-1] if steps != LEFT else None
    return CaseCount(month, steps, outcome, cases, back or {})


WALKS = (
    walk("2026-11", RESOLVED, 40, {"mail-zoeken": 3}),
    walk("2026-11", LEFT, 2),
    walk("2026-10", RESOLVED, 10),
    walk("2025-11", RESOLVED, 7),
    walk("2025-10", RESOLVED, 99),
    walk("2026-12", RESOLVED, 99),
)


def said(day, month=11, state=State.OPEN, text="Welke map?", step="mail-zoeken"):
    return Remark(
        datetime(2026, month, day, 12, tzinfo=UTC), "0" * 12, step, Doubt.UNCLEAR, text, state=state
    )


def report(handbook, walks=WALKS, *, remarked=(), first=FIRST, today=TODAY):
    return monthly_report(first, today, handbook, walks, (), remarked)


def test_cases_are_compared_with_the_month_before_and_that_of_a_year_ago(handbook):
    found = report(handbook)
    assert found.total.counts == (42, 10, 7)
    by_what = {one.what: one.counts for one in found.situations}
    assert by_what["4. " + handbook.step("reset-mail").title] == (42, 10, 7)
    assert sum(one.cases for one in found.situations) == 42


def test_where_cases_ended_adds_up_and_begins_with_what_is_most(handbook):
    found = report(handbook)
    assert {one.kind: one.cases for one in found.kinds} == {
        OutcomeKind.RESOLVED: 40,
        OutcomeKind.HANDOVER: 0,
        OutcomeKind.EXPLAINED: 0,
        None: 2,
    }
    assert [(one.what, one.counts) for one in found.ends] == [
        (handbook.step("ingelogd-met-mail").title, (40, 10, 7))
    ]


def test_who_was_asked_is_a_contact_however_many_outcomes_lead_there(handbook):
    ends = [step.id for step in handbook.steps if step.contact == "kb-klantenservice" and step.outcome]
    assert len(ends) > 1
    walks = [_handed(handbook, end, 3) for end in ends]
    found = report(handbook, walks)
    cases = {one.what: one.cases for one in found.contacts}
    assert cases == {handbook.contact("kb-klantenservice").name: 3 * len(ends)}


def _handed(handbook, end, cases):
    """A walk that ends there by the shortest way."""
    ways = [(start.id,) for start in handbook.situations]
    for way in ways:
        if way[-1] == end:
            return CaseCount("2026-11", way, end, cases)
        ways += [(*way, one.next) for one in handbook.step(way[-1]).answers if one.next not in way]
    raise AssertionError(end)


def test_hard_steps_go_by_rate_and_those_seen_seldom_come_last(handbook):
    found = report(handbook, [*WALKS, walk("2026-11", HANDED, 1, {"kb-navragen": 1})])
    assert [(one.title, one.times, one.back, one.left, one.few) for one in found.hard] == [
        (handbook.step("mail-zoeken").title, 45, 3, 0, False),
        (handbook.step("mail-opnieuw").title, 2, 0, 2, True),
        (handbook.step("kb-navragen").title, 2, 1, 0, True),
    ]


def test_what_was_walked_on_an_older_revision_counts_in_its_month(handbook):
    newest = renamed(handbook, "mail-zoeken", "inbox-bekijken")
    walks = [replace(one, revision=handbook.revision) for one in WALKS]
    found = monthly_report(FIRST, TODAY, newest, walks, (), (), published(handbook, newest))
    assert (found.total.counts, found.misfits) == ((42, 10, 7), 0)
    assert found.hard == report(handbook).hard


def test_a_step_that_has_gone_is_told_as_such(handbook):
    newest = remove_step(handbook, "mail-opnieuw", "kb-tijdelijk-wachtwoord")
    walks = [replace(one, revision=handbook.revision) for one in WALKS]
    found = monthly_report(FIRST, TODAY, newest, walks, (), (), published(handbook, newest))
    assert found.total.counts == (42, 10, 7)
    assert f"{handbook.step('mail-opnieuw').title} (niet meer in het handboek)" in {
        one.title for one in found.hard
    }


def test_a_case_that_fits_no_more_is_told_apart(handbook):
    found = report(handbook, [*WALKS, CaseCount("2026-11", ("weg",), None, 4)])
    assert (found.total.cases, found.misfits) == (42, 4)


def test_remarks_of_the_month_are_there_open_ones_first_and_earlier_ones_are_counted(handbook):
    remarked = [
        said(3, state=State.DONE),
        said(9, text=""),
        said(4),
        said(5),
        said(30, month=10),
        said(8, month=10, state=State.DONE),
        said(1, month=12),
        said(6, step="weg", state=State.TAKEN_UP),
    ]
    found = report(handbook, remarked=remarked)
    days = [(one.remark.at.day, one.remark.state) for one in found.remarks]
    assert days == [
        (5, State.OPEN),
        (4, State.OPEN),
        (9, State.OPEN),
        (6, State.TAKEN_UP),
        (3, State.DONE),
    ]
    assert found.states == {State.OPEN: 3, State.TAKEN_UP: 1, State.DONE: 1}
    assert found.waiting == 1
    assert found.remarks[0].title == handbook.step("mail-zoeken").title
    assert found.remarks[3].title == "weg"


def test_a_month_begins_at_midnight_in_the_netherlands(handbook):
    last = replace(said(30), at=datetime(2026, 11, 30, 22, 59, tzinfo=UTC))
    after = replace(said(30), at=datetime(2026, 11, 30, 23, 0, tzinfo=UTC))
    assert len(report(handbook, remarked=[last, after]).remarks) == 1


def test_a_month_without_anything_is_a_report_too(handbook):
    found = report(handbook, (), first=date(2025, 1, 1))
    assert found.total.counts == (0, 0, 0)
    assert (found.ends, found.contacts, found.hard, found.publications, found.remarks) == ((), (), (), (), ())


@pytest.mark.parametrize(
    ("today", "is_over"), [(date(2026, 11, 30), False), (date(2026, 12, 1), True), (date(2027, 2, 3), True)]
)
def test_a_month_may_be_halfway(handbook, today, is_over):
    assert report(handbook, today=today).is_over is is_over


def test_the_last_whole_month_is_that_before_this_one():
    assert last_whole_month(date(2026, 1, 31)) == date(2025, 12, 1)
    assert month_before(date(2024, 2, 1), 12) == date(2023, 2, 1)


@pytest.fixture
def line(handbook):
    """A line of revisions, and who published what."""
    first = put("mail-zoeken", handbook, title="Zoek de mail")
    contents = {1: handbook, 2: first, 3: put("mail-zoeken", first, title="Zoek de mail goed"), 4: handbook}
    days = {1: (10, 30), 2: (11, 4), 3: (11, 20), 4: (12, 1)}
    history = [
        Revision(
            number, number - 1, "0" * 12, f"Beheerder {number}", "Waarom", datetime(2026, *day, tzinfo=UTC)
        )
        for number, day in days.items()
    ]
    return history, contents


def test_what_was_published_that_month_is_told_in_words(line):
    history, contents = line
    found = [*publications(FIRST, reversed(history), contents.__getitem__)]
    assert [(one.number, one.day.day, one.author) for one in found] == [
        (2, 4, "Beheerder 2"),
        (3, 20, "Beheerder 3"),
    ]
    (told,) = found[1].changes
    assert told.thing == "Stap ‘Zoek de mail’"
    assert "Zoek de mail goed" in told.sentences[0]


def test_the_first_revision_changed_nothing(line):
    history, contents = line
    (first,) = publications(date(2026, 10, 1), history, contents.__getitem__)
    assert first.changes == ()


def test_a_revision_that_cannot_be_read_says_so_and_stops_nothing(line):
    history, contents = line

    def content(number):
        if number == 2:
            raise UnreadableError("Versie 2")
        return contents[number]

    assert [one.changes for one in publications(FIRST, history, content)] == [None, None]


def test_it_is_read_from_the_store():
    with Store.open("sqlite://") as store:
        case_log.keep(store, [LoggedCase("2026-11-24T17", RESOLVED, (), RESOLVED[-1])])
        remarks.keep(store, said(20))
        found = report_of(store, FIRST, date(2026, 11, 24))
    assert found.total.cases == 1
    assert [one.number for one in found.publications] == [1]
    assert [one.remark.text for one in found.remarks] == ["Welke map?"]


def test_a_month_that_has_not_begun_is_refused():
    with Store.open("sqlite://") as store, pytest.raises(FutureMonthError) as caught:
        report_of(store, date(2026, 12, 1), date(2026, 11, 30))
    assert str(caught.value) == "December 2026 moet nog komen. Kies een maand tot en met november 2026."
