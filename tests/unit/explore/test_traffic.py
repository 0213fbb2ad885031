"""Traffic, counted by hand on a few cases."""

from __future__ import annotations

from datetime import date

import pytest

from ehbi.explore import ENOUGH, Passage, Seen, count_traffic
from ehbi.explore.matching import month_of
from ehbi.store import LoggedCase

from ..flowchart.wordings import put
from .conftest import NOVEMBER, WALKS

CASE = LoggedCase(NOVEMBER, ("reset-mail", "mail-zoeken"))


def counts(found):
    return {count.step: count.cases for count in found if count.cases}


def test_cases_are_counted_by_what_they_started_with(traffic):
    assert traffic.cases == 4
    assert counts(traffic.starts) == {"reset-mail": 2, "geen-rechten": 1, "eigen-site": 1}


def test_every_start_is_counted_also_one_that_nobody_had(traffic, handbook):
    starts = [*(step.id for step in handbook.situations), handbook.outside.step]
    assert [count.step for count in traffic.starts] == starts
    assert all([count.step for count in month.starts] == starts for month in traffic.months)


def test_cases_are_counted_by_month_in_order(traffic):
    assert [(month.first, month.cases) for month in traffic.months] == [
        (date(2026, 8, 1), 1),
        (date(2026, 11, 1), 3),
    ]
    assert counts(traffic.months[1].starts) == {"reset-mail": 2, "geen-rechten": 1}


@pytest.mark.parametrize(
    ("hour", "first"),
    [
        ("2026-10-31T22", date(2026, 10, 1)),  # winter time: 23 o'clock
        ("2026-10-31T23", date(2026, 11, 1)),
        ("2026-06-30T21", date(2026, 6, 1)),  # summer time: 23 o'clock
        ("2026-06-30T22", date(2026, 7, 1)),
    ],
)
def test_a_month_begins_when_it_does_in_the_netherlands(hour, first):
    assert month_of(LoggedCase(hour, ("reset-mail",))) == first


def test_ends_are_outcomes_and_what_was_left_without_one(traffic):
    assert counts(traffic.ends) == {"ingelogd-met-mail": 1, "toegang": 1, "eigen-site": 1}
    assert traffic.left == 1


def test_a_step_that_was_gone_back_from_was_seen_once_more_than_it_was_kept(traffic):
    seen = {one.step: one for one in traffic.steps}
    assert seen["mail-zoeken"] == Seen("mail-zoeken", reached=2, back=1)
    assert (seen["mail-zoeken"].times, seen["mail-zoeken"].rate) == (3, pytest.approx(1 / 3))
    assert (seen["ander-adres"].reached, seen["ander-adres"].rate) == (0, 1)
    assert (seen["kb-inloggen"].times, seen["kb-inloggen"].rate) == (0, 0)


def test_an_answer_is_followed_as_often_as_its_two_steps_come_after_each_other(traffic):
    followed = {(one.step, one.answer): one for one in traffic.passages}
    assert followed["reset-mail", "ja"] == Passage("reset-mail", "ja", "mail-zoeken", 2, 2)
    assert followed["mail-zoeken", "nee"].cases == 1
    assert followed["mail-zoeken", "ja"].cases == 1
    assert followed["reset-mail", "nee"].cases == 0
    assert len(followed) == sum(len(step.answers) for step in traffic.handbook.steps)


def test_answers_to_the_same_next_step_share_a_number_and_say_so(traffic):
    shared = [one for one in traffic.passages if one.target == "synchronisatie-abonnement"]
    assert [(one.answer, one.cases, one.among) for one in shared] == [
        ("alleen-basis", 1, 2),
        ("verkeerd", 1, 2),
    ]


def test_a_step_is_unreached_when_nobody_saw_it_not_even_to_go_back(traffic):
    assert "kb-inloggen" in traffic.unreached
    assert "ander-adres" not in traffic.unreached
    assert {step for walk in WALKS for step in walk.steps}.isdisjoint(traffic.unreached)


@pytest.mark.parametrize(
    "walk",
    [
        LoggedCase(NOVEMBER, ()),
        LoggedCase(NOVEMBER, ("weg", "mail-zoeken")),
        LoggedCase(NOVEMBER, ("reset-mail", "weg")),
        LoggedCase(NOVEMBER, ("reset-mail", "ingelogd"), (), "ingelogd"),
        LoggedCase(NOVEMBER, ("mail-zoeken", "mail-opnieuw")),
        LoggedCase(NOVEMBER, ("reset-mail", "mail-zoeken"), ("weg",)),
        LoggedCase(NOVEMBER, ("reset-mail", "mail-zoeken"), (), "mail-zoeken"),
        LoggedCase(NOVEMBER, ("reset-mail", "eigen-site")),
        LoggedCase("gisteren", ("reset-mail", "mail-zoeken")),
        LoggedCase("9999-12-31T23", ("reset-mail", "mail-zoeken")),
    ],
)
def test_a_case_that_does_not_fit_the_handbook_is_counted_apart(handbook, walk):
    found = count_traffic(handbook, [walk, CASE])
    assert (found.cases, found.misfits) == (1, 1)
    assert found.steps == count_traffic(handbook, [CASE]).steps


def test_cases_of_before_a_change_of_the_handbook_are_misfits(handbook):
    answers = [one for one in handbook.step("reset-mail").answers if one.next != "mail-zoeken"]
    changed = put("reset-mail", handbook, answers=answers)
    found = count_traffic(changed, WALKS)
    assert (found.cases, found.misfits) == (2, 2)


def test_too_little_to_say_anything_says_so(handbook):
    few, enough = (count_traffic(handbook, [CASE] * number) for number in (ENOUGH - 1, ENOUGH))
    assert few.note == "Nog maar 29 casussen: trek pas conclusies vanaf ongeveer 30."
    assert enough.note == ""
    assert count_traffic(handbook, []).note == "Nog geen casussen."


def test_misfits_do_not_make_it_enough(handbook):
    found = count_traffic(handbook, [CASE] + [LoggedCase(NOVEMBER, ("weg",))] * ENOUGH)
    assert found.note.startswith("Nog maar 1 casus:")
