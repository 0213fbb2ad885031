"""What a desk can answer, and how short it is: a phone shows the first thing to do and all answers."""

from __future__ import annotations

import pytest

from ehbi.files import load
from ehbi.handbook import Case
from ehbi.handbook.graph import follows, paths
from ehbi.handbook.text import to_plain
from ehbi.handbook.values import Kind, OutcomeKind

HANDBOOK = load()
TITLE, FIRST, LABEL, ANSWERS = 48, 140, 40, 4
"""Most characters of a title, a first paragraph and an answer, and most answers, that fit on a phone."""
UNKNOWN = {
    "inloggegevens-onjuist": "onbekend",
    "goede-gebruikersnaam": "onbekend",
    "nieuw-wachtwoord": "onbekend",
    "mail-opnieuw": "onbekend",
    "geen-rechten": "weet-niet",
    "abonnement-opzoeken": "weet-niet",
    "kb-navragen": "niet-bereikbaar",
    "nieuw-pasnummer": "weet-niet",
    "beheer-pasnummer-gevraagd": "weet-niet",
    "reset-mail": "weet-niet",
    "ander-adres": "hier-niet",
    "mail-zoeken": "hier-niet",
}
"""Where a desk may not know, or cannot, and the answer for that."""
each_step = pytest.mark.parametrize("step", HANDBOOK.steps, ids=lambda step: step.id)


@each_step
def test_a_step_begins_shortly_enough_for_a_phone(step):
    assert len(step.title) <= TITLE
    assert len(to_plain(step.text.split("\n\n")[0])) <= FIRST
    assert [answer.label for answer in step.answers if len(answer.label) > LABEL] == []
    assert len(step.answers) <= ANSWERS


@each_step
def test_a_step_begins_with_what_to_do_and_not_with_a_list(step):
    assert not step.text.startswith(("1.", "-", "*"))
    assert not step.text.split("\n\n")[0].endswith(":")


@pytest.mark.parametrize("name", UNKNOWN)
def test_a_desk_can_say_that_it_does_not_know_or_cannot(name):
    assert HANDBOOK.step(name).answer(UNKNOWN[name])


def test_no_path_asks_about_the_own_site():
    asking = [
        step.id for step in HANDBOOK.steps for answer in step.answers if "site" in answer.label.casefold()
    ]
    assert asking == []
    assert all(HANDBOOK.outside.step not in follows(HANDBOOK, start.id) for start in HANDBOOK.situations)


@pytest.mark.parametrize("link", ["geen-rechten/ja/niet-bereikbaar", "geen-rechten/weet-niet/weet-niet"])
def test_what_has_to_wait_is_explained_and_can_be_gone_on_with(link):
    case = Case(HANDBOOK).open(link)
    assert case.outcome.outcome is OutcomeKind.EXPLAINED
    assert "later" in case.outcome.title
    assert "dezelfde antwoorden" in to_plain(case.outcome.text)
    assert case.back().step.answers


def test_a_mail_that_cannot_be_opened_at_the_desk_is_looked_for_at_home():
    for link in ("reset-mail/ja/hier-niet", "reset-mail/weet-niet/hier-niet", "reset-mail/nee/hier-niet"):
        case = Case(HANDBOOK).open(link)
        assert (case.outcome.id, case.outcome.outcome) == ("mail-thuis", OutcomeKind.EXPLAINED)
        assert "terug" in case.outcome.text


def test_what_the_source_is_silent_on_is_marked():
    for name in ("andere-gebruikersnaam", "abonnement-opzoeken", "later-verder", "mail-thuis"):
        assert HANDBOOK.step(name).inferred


@pytest.mark.parametrize(
    "bad",
    [
        "over niet de juiste rechten", "'Basis' abonnement", "staat daar anders", "om uit te sluiten",
        "doorzetten", "alleen niet uit", "van daarvoor", "weer door.", "opnieuw door",
    ],
)  # fmt: skip
def test_dutch_that_nobody_says_is_gone(bad):
    said = [step.model_dump_json(exclude={"words"}) for step in HANDBOOK.steps]
    said += [term.model_dump_json() for term in HANDBOOK.glossary] + [fact.text for fact in HANDBOOK.facts]
    assert [text for text in said if bad in text] == []


def test_a_card_number_goes_from_synchronising_to_functional_management_to_the_kb():
    ends = {}
    for path in paths(HANDBOOK, "nieuw-pasnummer"):
        case = Case(HANDBOOK, "nieuw-pasnummer").follow((answer, False) for _, answer in path)
        ends.setdefault(case.outcome.id, []).append([step.id for step in case.trail])
    assert ends.keys() == {"ingelogd", "beheer-pasnummer", "mail-fb-iam"}
    for trail in ends["beheer-pasnummer"] + ends["mail-fb-iam"]:
        assert "beheer-pasnummer-gevraagd" in trail
    asked = HANDBOOK.step("beheer-pasnummer-gevraagd")
    assert [answer.id for answer in asked.answers if answer.label.startswith("Ja")] == ["niet-vervangen"]
    assert asked.kind is Kind.QUESTION
