"""The graph of the packaged handbook: where cases start, how they touch and where they end."""

from __future__ import annotations

from datetime import date

import pytest

from ehbi.files import inspect
from ehbi.files.documents import PACKAGED
from ehbi.handbook import Case, Given, Severity
from ehbi.handbook.graph import follows, paths, starts
from ehbi.handbook.values import Kind, OutcomeKind

from .drafts import TODAY

SITUATIONS = {1: "inloggegevens-onjuist", 2: "geen-rechten", 3: "nieuw-pasnummer", 4: "reset-mail"}


def cases_of(handbook, number):
    start = SITUATIONS[number]
    for path in paths(handbook, start):
        yield Case(handbook, start, tuple(Given(step, answer) for step, answer in path))


def test_it_has_no_problem_on_the_day_it_was_reviewed():
    assert inspect(PACKAGED, TODAY)[1] == ()


def test_two_years_later_each_step_asks_for_a_review_and_nothing_else_is_wrong():
    later, problems = inspect(PACKAGED, date(2028, 11, 24))
    assert later
    assert {problem.severity for problem in problems} == {Severity.WARNING}
    assert [problem.path for problem in problems] == [
        ("steps", at, "reviewed") for at in range(len(later.steps))
    ]


def test_the_situations_are_numbered_as_in_the_source(handbook):
    assert {step.number: step.id for step in handbook.situations} == SITUATIONS


def test_the_contacts_have_the_ids_that_scripts_rely_on(handbook):
    ids = {contact.id for contact in handbook.contacts}
    assert ids == {"kb-klantenservice", "functioneel-beheer", "fb-iam", "systeemleverancier"}


def test_contacts_are_reached_as_the_source_says(handbook):
    links = {contact.id: [channel.link for channel in contact.channels] for contact in handbook.contacts}
    assert links["kb-klantenservice"] == ["https://onlinebibliotheek.nl/contact", None]
    assert links["fb-iam"] == ["mailto:fbiam@kb.nl"]
    assert links["functioneel-beheer"] == links["systeemleverancier"] == [None]


@pytest.mark.parametrize("number", SITUATIONS)
def test_every_path_ends_at_an_outcome(handbook, number):
    ended = list(cases_of(handbook, number))
    assert ended
    assert all(case.outcome for case in ended)


def test_every_outcome_ends_some_path(handbook):
    ends = {case.outcome.id for number in SITUATIONS for case in cases_of(handbook, number)}
    assert ends | {handbook.outside.step} == {step.id for step in handbook.steps if step.kind is Kind.OUTCOME}


def test_every_contact_takes_over_some_case_but_the_supplier_whom_functional_management_calls_in(handbook):
    contacts = {case.outcome.contact for number in SITUATIONS for case in cases_of(handbook, number)} - {None}
    assert contacts | {"systeemleverancier"} == {contact.id for contact in handbook.contacts}
    assert "systeemleverancier" not in contacts


def test_a_reset_mail_that_does_not_come_leads_from_situation_1_to_4(handbook):
    case = Case(handbook).open("inloggegevens-onjuist/ja/geen-mail")
    assert (case.step.id, case.situation.number) == (SITUATIONS[4], 4)
    assert SITUATIONS[4] in follows(handbook, SITUATIONS[1])


def test_the_other_situations_do_not_lead_into_each_other(handbook):
    for number in (2, 3, 4):
        assert not follows(handbook, SITUATIONS[number]) & set(SITUATIONS.values())


@pytest.mark.parametrize("number", [2, 3])
@pytest.mark.parametrize("fact", ["6.4", "6.5", "6.6"])
def test_the_rules_of_synchronisation_hold_for_subscriptions_and_card_numbers(handbook, number, fact):
    cited = {fact for case in cases_of(handbook, number) for step in case.trail for fact in step.source}
    assert fact in cited


@pytest.mark.parametrize("number", [2, 3])
def test_functional_management_comes_only_after_a_manual_synchronisation(handbook, number):
    for case in cases_of(handbook, number):
        if case.outcome.contact in {"functioneel-beheer", "systeemleverancier", "fb-iam"}:
            tried = any(step.id.startswith("synchronisatie-") for step in case.trail)
            assert tried or ("nieuw-pasnummer", "ja") in case.taken


def test_the_kb_is_mailed_only_after_functional_management_looked(handbook):
    mailed = [
        case
        for number in SITUATIONS
        for case in cases_of(handbook, number)
        if case.outcome.contact == "fb-iam"
    ]
    assert mailed
    assert all(("beheer-pasnummer-gevraagd", "niet-vervangen") in case.taken for case in mailed)


def test_the_e_mail_address_is_looked_at_before_the_kb_makes_a_temporary_password(handbook):
    asked = [
        case
        for number in SITUATIONS
        for case in cases_of(handbook, number)
        if case.outcome.id == "kb-tijdelijk-wachtwoord"
    ]
    assert asked
    assert all("reset-mail" in [step.id for step in case.trail] for case in asked)


@pytest.mark.parametrize("number", SITUATIONS)
def test_the_own_site_is_mentioned_in_every_situation_and_asked_about_in_none(handbook, number):
    situation = handbook.step(SITUATIONS[number])
    assert "niet over jullie eigen site" in situation.text
    assert handbook.outside.step not in follows(handbook, situation.id)


def test_a_login_to_the_own_site_is_explained_before_a_case_starts(handbook):
    case = Case(handbook).begin(handbook.outside.step)
    assert starts(handbook)[-1].id == handbook.outside.step
    assert case.outcome.outcome is OutcomeKind.EXPLAINED
    assert "6.7" in case.outcome.source


def test_a_handover_names_a_contact_and_another_end_does_not(handbook):
    for step in handbook.steps:
        if step.kind is Kind.OUTCOME:
            assert (step.contact is not None) is (step.outcome is OutcomeKind.HANDOVER)


def test_every_step_says_who_acts_and_what_to_say(handbook):
    parties = {party.id for party in handbook.parties}
    assert all(step.party in parties and step.say for step in handbook.steps)


def test_every_step_that_is_not_an_end_asks_a_question(handbook):
    asked = [step.asks for step in handbook.steps if step.answers]
    assert [asks for asks in asked if not asks.endswith("?")] == []
    assert all(not step.prompt for step in handbook.steps if not step.answers)
