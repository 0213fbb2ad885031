"""Which steps are picked, and where they stand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ehbi
from ehbi.explore import Choice, chosen
from ehbi.handbook import UnknownStepError
from ehbi.handbook.graph import paths
from ehbi.handbook.values import Doubt
from ehbi.store import Remark

from ..flowchart.wordings import put
from ..handbook.strategies import few, handbooks

TODAY = date(2026, 11, 24)


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
