"""Which steps are picked, and where they stand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ehbi
from ehbi.explore import Choice, after, chosen, of_party, overdue, paths_through, remarked, through
from ehbi.handbook import UnknownStepError
from ehbi.handbook.values import Doubt
from ehbi.store import Remark

from ..flowchart.wordings import put
from ..handbook.strategies import few, handbooks

TODAY = date(2026, 11, 24)


def remark(step, doubt=Doubt.UNCLEAR):
    return Remark(datetime(2026, 11, 24, tzinfo=UTC), "0" * 12, step, doubt)


def everything(handbook):
    return {step.id for step in handbook.steps}


def test_nothing_chosen_is_everything(handbook):
    assert chosen(handbook, (), Choice(), TODAY) == everything(handbook)


def test_steps_can_be_picked_by_who_acts(handbook):
    found = of_party(handbook, "lener")
    assert {handbook.step(step).party for step in found} == {"lener"}
    assert {handbook.step(step).party for step in everything(handbook) - found} == {"balie"}


def test_a_step_is_overdue_a_year_and_a_day_after_its_review(handbook):
    handbook = put("toegang", handbook, reviewed=TODAY - timedelta(days=366))
    handbook = put("ingelogd", handbook, reviewed=TODAY - timedelta(days=365))
    assert overdue(handbook, TODAY) == {"toegang"}
    assert chosen(handbook, (), Choice(overdue=True), TODAY) == {"toegang"}


def test_steps_can_be_picked_by_what_the_desk_said(handbook):
    said = (remark("toegang"), remark("ingelogd", Doubt.WRONG), remark("is-weg"))
    assert remarked(handbook, said) == {"toegang", "ingelogd"}
    assert remarked(handbook, said, Doubt.WRONG) == {"ingelogd"}
    assert chosen(handbook, said, Choice(remarked=True), TODAY) == {"toegang", "ingelogd"}
    assert chosen(handbook, said, Choice(doubt=Doubt.WRONG), TODAY) == {"ingelogd"}


def test_what_follows_from_a_step_is_a_graph_of_its_own(handbook):
    found = after(handbook, "synchronisatie-pasnummer")
    assert isinstance(found, nx.MultiDiGraph)
    assert "nieuw-pasnummer" not in found
    assert found.nodes["mail-fb-iam"]["title"] == "Mail naar fbiam@kb.nl"
    assert found.edges["synchronisatie-pasnummer", "ingelogd", "gelukt"]["label"]


def test_choices_are_combined(handbook):
    choice = Choice(party="balie", situation="reset-mail", through="mail-opnieuw")
    assert chosen(handbook, (), choice, TODAY) == {
        "reset-mail",
        "kb-tijdelijk-wachtwoord",
        "kb-gebruikersnaam",
    }


def test_ways_through_an_outcome_are_all_ways_to_it(handbook):
    paths = list(paths_through(handbook, "kb-tijdelijk-wachtwoord"))
    assert (("reset-mail", "ja"), ("mail-zoeken", "nee"), ("mail-opnieuw", "nee")) in paths
    assert all(path[-1] == ("mail-opnieuw", "nee") for path in paths)


def test_a_step_that_no_case_reaches_is_on_no_way(handbook):
    loose = handbook.step("kb-navragen").model_copy(update={"id": "los"})
    drawn = handbook.model_copy(update={"steps": (*handbook.steps, loose)})
    assert through(drawn, "toegang") == through(handbook, "toegang")


def test_a_step_that_is_not_there_is_refused(handbook):
    for ask in (after, through, lambda *where: list(paths_through(*where))):
        with pytest.raises(UnknownStepError):
            ask(handbook, "is-weg")


@few
@given(handbooks(), st.data())
def test_the_steps_on_the_ways_through_a_step_are_those_through_it(handbook, data):
    inner = [step.id for step in handbook.steps if step.id != handbook.outside.step]
    here = data.draw(st.sampled_from(inner))
    on_the_way = {here}
    for path in paths_through(handbook, here):
        case = ehbi.Case(handbook).begin(path[0][0]).follow((answer, False) for _, answer in path)
        assert here in {step.id for step in case.trail}
        on_the_way |= {step.id for step in case.trail}
    assert on_the_way == through(handbook, here)
