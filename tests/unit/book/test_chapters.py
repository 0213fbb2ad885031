"""The handbook in the order of a book on paper."""

from __future__ import annotations

from hypothesis import given

import ehbi
from ehbi.book.page import chapters, places
from ehbi.handbook.values import Kind
from tests.unit.handbook.strategies import few, handbooks


def steps_of(part):
    return [step.id for step in part.steps]


def test_each_situation_has_a_chapter_and_the_outcomes_come_last():
    handbook = ehbi.load()
    parts = chapters(handbook)
    assert [part.situation for part in parts] == [*handbook.situations, None]
    assert {step.kind for step in parts[-1].steps} == {Kind.OUTCOME}


def test_a_step_that_two_situations_lead_to_stands_at_the_nearest():
    first, *_, fourth, _ = chapters(ehbi.load())
    assert steps_of(first) == [
        "inloggegevens-onjuist",
        "goede-gebruikersnaam",
        "nieuw-wachtwoord",
        "andere-gebruikersnaam",
    ]
    assert steps_of(fourth) == ["reset-mail", "ander-adres", "mail-zoeken", "mail-opnieuw"]


@few
@given(handbooks())
def test_every_step_of_any_handbook_has_one_number_counted_on_through_the_chapters(handbook):
    parts = chapters(handbook)
    inside = [step for part in parts for step in steps_of(part)]
    assert sorted(inside) == sorted(step.id for step in handbook.steps)
    assert list(places(parts).items()) == [(step, number) for number, step in enumerate(inside, 1)]


@few
@given(handbooks())
def test_a_chapter_of_any_handbook_begins_with_its_situation(handbook):
    for part in chapters(handbook):
        assert part.situation is None or part.steps[0] == part.situation
        assert part.last - part.first == len(part.steps) - 1
