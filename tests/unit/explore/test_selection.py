"""Which steps are picked and which cases are on show, and how it went before and after a version."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ehbi
from ehbi.explore import (
    Choice,
    Period,
    chosen,
    compare,
    count_traffic,
    last_months,
    months_between,
    only,
    paths_to,
    select,
)
from ehbi.handbook import UnknownStepError
from ehbi.handbook.graph import paths
from ehbi.handbook.values import Doubt, OutcomeKind
from ehbi.store import LoggedCase, Remark

from ..flowchart.wordings import put
from ..handbook.strategies import few, handbooks
from .conftest import WALKS
from .test_matching import PATHS, published, renamed

TODAY = date(2026, 11, 24)


def selected(traffic, period=None, **choice):
    wanted = Choice(**choice)
    kept = chosen(traffic.handbook, (), wanted, TODAY)
    return select(traffic, period or Period(), wanted, kept)


def test_without_a_choice_it_is_all(traffic):
    assert selected(traffic) is traffic


@pytest.mark.parametrize(
    ("choice", "cases"),
    [
        ({"situation": "reset-mail"}, 2),
        ({"after": "mail-zoeken"}, 2),
        ({"through": "kb-navragen"}, 1),
        ({"through": "mail-opnieuw", "situation": "reset-mail"}, 1),
        ({"through": "mail-opnieuw", "situation": "geen-rechten"}, 0),
        ({"party": "lener"}, 2),
    ],
)
def test_cases_are_those_with_the_step_on_their_path(traffic, choice, cases):
    found = selected(traffic, **choice)
    assert (found.cases, sum(month.cases for month in found.months)) == (cases, cases)
    assert sum(end.cases for end in found.ends) + found.left == cases
    assert found.misfits == 0


def test_a_period_is_of_whole_months(traffic):
    assert selected(traffic, last_months(TODAY, 1)).cases == 3
    assert selected(traffic, last_months(TODAY, 3)).cases == 3
    assert selected(traffic, last_months(TODAY, 12)).cases == 4
    assert selected(traffic, Period(last=date(2026, 10, 1))).cases == 1


def test_months_between_go_over_the_turn_of_the_year():
    assert months_between(date(2025, 12, 1), date(2026, 2, 1)) == [
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    ]


def test_of_steps_only_those_that_were_kept_are_told_and_no_number_changes(traffic):
    choice = Choice(party="lener")
    kept = chosen(traffic.handbook, (), choice, TODAY)
    found = only(traffic, choice, kept)
    assert {seen.step for seen in found.steps} == kept
    assert replace(found, steps=traffic.steps) == traffic


@pytest.fixture(scope="module")
def both(handbook):
    """Two versions: of ten cases six were solved before, of four since three."""
    second = renamed(handbook, "mail-zoeken", "inbox-bekijken")
    past = published(handbook, second)
    solved, left = ("ingelogd-met-mail",), ("mail-opnieuw",)
    walks = [
        LoggedCase(hour, (*path[:2], *last), (path[1],) * back, last[0] if last == solved else None)
        for hour, path, last, back, times in (
            ("2026-02-01T10", PATHS[0], solved, 1, 6),
            ("2026-02-01T10", PATHS[0], left, 0, 4),
            ("2026-06-01T10", PATHS[1], solved, 0, 3),
            ("2026-06-01T10", PATHS[1], (), 0, 1),
        )
        for _ in range(times)
    ]
    return count_traffic(second, walks, past)


def test_before_and_after_a_version_stand_beside_each_other(both):
    found = compare(both, 2, "inbox-bekijken")
    assert (found.before.cases, found.after.cases) == (10, 4)
    assert (found.before.share(OutcomeKind.RESOLVED), found.after.share(OutcomeKind.RESOLVED)) == (0.6, 0.75)
    assert (found.before.share(None), found.after.share(None)) == (0.4, 0.25)
    assert (found.before.seen.back, found.before.seen.times, found.before.seen.left) == (6, 16, 0)
    assert (found.after.seen.times, found.after.seen.left) == (4, 1)
    assert found.before.note.startswith("Nog maar 10 casussen")


def test_a_path_to_a_step_has_its_own_numbers(both):
    paths = paths_to(both, "ingelogd-met-mail")
    assert paths == (("reset-mail", "inbox-bekijken", "ingelogd-met-mail"),)
    assert compare(both, 2, "ingelogd-met-mail", paths[0]).before.cases == 6
    assert compare(both, 2, "ingelogd-met-mail", ("geen-rechten",)).before.cases == 0


def test_before_the_first_version_there_is_nothing_and_it_says_so(both):
    found = compare(both, 1, "inbox-bekijken")
    assert (found.before.cases, found.after.cases) == (0, 14)
    assert (found.before.share(OutcomeKind.RESOLVED), found.before.note) == (0, "Nog geen casussen.")


def test_cases_of_no_version_are_on_neither_side(handbook):
    found = compare(count_traffic(handbook, WALKS), 1, "mail-zoeken")
    assert found.before.cases == found.after.cases == 0


def remark(step, doubt=Doubt.UNCLEAR):
    return Remark(datetime(2026, 11, 24, tzinfo=UTC), "0" * 12, step, doubt)


def through(handbook, step):
    return chosen(handbook, (), Choice(through=step), TODAY)


def everything(handbook):
    return {step.id for step in handbook.steps}


def test_nothing_chosen_is_everything(handbook):
    assert chosen(handbook, (), Choice(), TODAY) == everything(handbook)


def test_steps_can_be_picked_by_who_acts(handbook):
    found = chosen(handbook, (), Choice(party="lener"), TODAY)
    assert {handbook.step(step).party for step in found} == {"lener"}
    assert {handbook.step(step).party for step in everything(handbook) - found} == {"balie"}


def test_a_step_is_overdue_a_year_and_a_day_after_its_review(handbook):
    handbook = put("toegang", handbook, reviewed=TODAY - timedelta(days=366))
    handbook = put("ingelogd", handbook, reviewed=TODAY - timedelta(days=365))
    assert chosen(handbook, (), Choice(overdue=True), TODAY) == {"toegang"}


def test_steps_can_be_picked_by_what_the_desk_said(handbook):
    said = (remark("toegang"), remark("ingelogd", Doubt.WRONG), remark("is-weg"))
    assert chosen(handbook, said, Choice(remarked=True), TODAY) == {"toegang", "ingelogd"}
    assert chosen(handbook, said, Choice(doubt=Doubt.WRONG), TODAY) == {"ingelogd"}


def test_what_follows_from_a_step_is_with_it(handbook):
    assert chosen(handbook, (), Choice(after="mail-opnieuw"), TODAY) == {
        "mail-opnieuw",
        "ingelogd-met-mail",
        "kb-gebruikersnaam",
        "kb-tijdelijk-wachtwoord",
    }


def test_the_steps_of_a_situation_are_picked(handbook):
    found = chosen(handbook, (), Choice(situation="nieuw-pasnummer"), TODAY)
    assert found == chosen(handbook, (), Choice(after="nieuw-pasnummer"), TODAY)


def test_choices_are_combined(handbook):
    choice = Choice(party="balie", situation="reset-mail", through="mail-opnieuw")
    assert chosen(handbook, (), choice, TODAY) == {
        "reset-mail",
        "kb-tijdelijk-wachtwoord",
        "kb-gebruikersnaam",
    }


def test_the_steps_through_a_step_are_before_and_behind_it(handbook):
    assert through(handbook, "beheer-pasnummer") == {
        "beheer-pasnummer",
        "beheer-pasnummer-gevraagd",
        "nieuw-pasnummer",
        "synchronisatie-pasnummer",
    }


def test_a_step_that_no_case_reaches_is_on_no_way(handbook):
    loose = handbook.step("kb-navragen").model_copy(update={"id": "los"})
    drawn = handbook.model_copy(update={"steps": (*handbook.steps, loose)})
    assert through(drawn, "toegang") == through(handbook, "toegang")


def test_a_step_that_is_not_there_is_refused(handbook):
    for choice in (Choice(after="is-weg"), Choice(through="is-weg"), Choice(situation="is-weg")):
        with pytest.raises(UnknownStepError):
            chosen(handbook, (), choice, TODAY)


@few
@given(handbooks(), st.data())
def test_the_steps_on_the_ways_through_a_step_are_those_through_it(handbook, data):
    inner = [step.id for step in handbook.steps if step.id != handbook.outside.step]
    here = data.draw(st.sampled_from(inner))
    on_the_way = {here}
    for path in (path for start in handbook.situations for path in paths(handbook, start.id) if path):
        case = ehbi.Case(handbook).begin(path[0][0]).follow((answer, False) for _, answer in path)
        trail = {step.id for step in case.trail}
        on_the_way |= trail if here in trail else set()
    assert on_the_way == through(handbook, here)
