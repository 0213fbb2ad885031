"""A case as text to paste: everything that was done, how it ended, and nothing of the patron."""

from __future__ import annotations

from hypothesis import given

import ehbi
from ehbi.handbook import Case
from ehbi.handbook.graph import starts
from ehbi.handbook.profile import reached
from ehbi.handbook.summary import situation_name, start_label
from ehbi.handbook.text import to_plain
from ehbi.handbook.values import OutcomeKind

from .strategies import cases, many


def test_a_list_of_starts_has_their_numbers_and_another_name_for_what_has_none():
    handbook = ehbi.load()
    assert [start_label(one, "Iets anders")[:12] for one in starts(handbook)] == [
        *(f"{one.number}. {one.title}"[:12] for one in handbook.situations),
        "Iets anders",
    ]
    unnamed = handbook.situations[0].model_copy(update={"title": ""})
    assert start_label(unnamed, "Iets anders") == f"1. {unnamed.id}"


@many
@given(cases())
def test_each_answer_is_on_its_own_numbered_line_in_order(case):
    lines = case.summary().splitlines()
    done = [
        f"{number}. {passed.step.asks} {passed.answer.label}{' (aangenomen)' if passed.assumed else ''}"
        for number, passed in enumerate(case.passed, start=1)
    ]
    at = lines.index("Gedaan:") + 1 if done else 0
    assert lines[at : at + len(done)] == done


@many
@given(cases())
def test_it_names_the_handbook_the_situation_and_where_the_case_is(case):
    summary = case.summary()
    assert summary.startswith(case.handbook.title + "\n")
    if case.start is None:
        assert "nog geen situatie" in summary
    else:
        assert situation_name(case.handbook.step(case.start)) in summary
        assert case.step.title in summary
        assert to_plain(case.step.text) in summary


@many
@given(cases())
def test_an_ended_case_says_how_and_with_whom(case):
    if case.outcome:
        lines = case.summary().splitlines()
        assert f"{case.outcome.outcome.label}: {case.outcome.title}" in lines
        if case.outcome.contact:
            contact = reached(case.handbook, case.outcome.contact, case.outcome.channels)
            assert f"Contact: {contact.name}" in lines
            assert {f"- {channel.label}" for channel in contact.channels} <= set(lines)
            assert {f"- Let op: {rule.text}" for rule in contact.rules} <= set(lines)
    elif case.step:
        assert f"Nu: {case.step.title}" in case.summary()


def test_a_handover_lists_every_rule_and_the_channels_that_fit(handbook):
    case = Case(handbook).open("inloggegevens-onjuist/ja/niet-gelukt")
    summary, contact = case.summary(), handbook.contact("kb-klantenservice")
    assert [f"- {channel.label}" in summary for channel in contact.channels] == [
        channel.kind in case.outcome.channels for channel in contact.channels
    ]
    assert all(f"- Let op: {rule.text}" in summary for rule in contact.rules)


def test_the_choice_outside_is_named_without_a_number(handbook):
    assert Case(handbook).begin("eigen-site").summary().splitlines()[1] == handbook.step("eigen-site").title


def test_every_way_to_end_has_a_dutch_name():
    assert all(kind.label for kind in OutcomeKind)


def test_it_holds_no_markup(handbook):
    for step in handbook.steps:
        assert "**" not in Case(handbook).jump(step.id).summary()
        assert "](" not in Case(handbook).jump(step.id).summary()
