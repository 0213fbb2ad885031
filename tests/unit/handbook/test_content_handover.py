"""What is handed over is true: it claims no more than was answered, and goes to whom and how it says."""

from __future__ import annotations

import re

import pytest

from ehbi.files import load
from ehbi.handbook import Case
from ehbi.handbook.checks.wording import texts
from ehbi.handbook.graph import follows, paths
from ehbi.handbook.handover import handover
from ehbi.handbook.text import to_plain
from ehbi.handbook.values import ChannelKind, Kind, OutcomeKind

HANDBOOK = load()
HANDOVERS = tuple(step for step in HANDBOOK.steps if step.outcome is OutcomeKind.HANDOVER)
NAMED = {
    "kb-klantenservice": ("KB Klantenservice", "de KB"),
    "functioneel-beheer": ("functioneel beheer",),
    "fb-iam": ("fbiam@kb.nl",),
    "systeemleverancier": ("leverancier",),
}
"""What a title calls each contact."""
SMALL = {"kb-navragen", "kb-tijdelijk-wachtwoord"}
"""Where the KB does something small: checking a subscription, and a password."""


def endings():
    for situation in HANDBOOK.situations:
        for path in paths(HANDBOOK, situation.id):
            case = Case(HANDBOOK, situation.id).follow((answer, False) for _, answer in path)
            if case.outcome.outcome is OutcomeKind.HANDOVER:
                yield case


ENDINGS = tuple(endings())
REQUIRED = {
    "Functioneel beheer heeft gekeken": {("beheer-pasnummer-gevraagd", "niet-vervangen")},
    "Het abonnement klopt bij ons en bij jullie": {("kb-navragen", "klopt")},
    "Het abonnement klopt bij jullie en bij de": {("kb-navragen", "klopt")},
    "Ook met een nieuw wachtwoord lukt": {
        ("nieuw-wachtwoord", "niet-gelukt"),
        ("andere-gebruikersnaam", "niet-gelukt"),
    },
    "De handmatige synchronisatie werkte niet": {
        ("synchronisatie-abonnement", "niet-gelukt"),
        ("synchronisatie-pasnummer", "niet-gelukt"),
        ("nieuw-pasnummer", "ja"),
    },
    "De lener kan niet meer bij de mailbox": {("ander-adres", "nee")},
    "De mail komt nog steeds niet": {("mail-opnieuw", "nee")},
    "De mail voor een nieuw wachtwoord komt niet aan": {("mail-opnieuw", "nee")},
    "De lener en wij weten niet wat de goede is": {
        ("inloggegevens-onjuist", "onbekend"),
        ("goede-gebruikersnaam", "onbekend"),
        ("andere-gebruikersnaam", "onbekend"),
        ("mail-opnieuw", "onbekend"),
    },
}
"""What an outcome claims, and the answers of which one must have been given for that."""
CLAIM = re.compile("|".join(map(re.escape, REQUIRED)))


@pytest.mark.parametrize("claim", REQUIRED)
def test_what_an_outcome_claims_was_answered_on_every_way_to_it(claim):
    claiming = [case for case in ENDINGS if claim in to_plain(case.outcome.text) + " " + case.outcome.request]
    assert claiming
    assert [case.link for case in claiming if not REQUIRED[claim] & set(case.taken)] == []


def test_every_sentence_of_an_outcome_that_claims_something_is_known_to_be_held():
    told = {step.id: CLAIM.search(to_plain(step.text) + " " + step.request) for step in HANDOVERS}
    assert [name for name, found in told.items() if found is None] == []


def test_a_handover_after_not_knowing_says_so_and_claims_nothing_else():
    unknown = {("beheer-pasnummer-gevraagd", "weet-niet"), ("reset-mail", "weet-niet")}
    unsure = [case for case in ENDINGS if unknown & set(case.taken)]
    assert unsure
    for case in unsure:
        text = handover(case).text
        assert "eten niet" in text
        assert "Functioneel beheer heeft gekeken" not in text
        assert "adres klopt" not in text


@pytest.mark.parametrize("step", HANDOVERS, ids=lambda step: step.id)
def test_the_title_of_an_outcome_names_nobody_but_its_contact(step):
    others = [name for contact, names in NAMED.items() if contact != step.contact for name in names]
    assert any(name in step.title for name in NAMED[step.contact])
    assert [name for name in others if name.casefold() in step.title.casefold()] == []


@pytest.mark.parametrize("step", HANDOVERS, ids=lambda step: step.id)
def test_what_is_asked_speaks_to_the_contact(step):
    assert re.match(r"(Wil je|Willen jullie) ", step.request)
    assert "je lener" not in step.request


def test_every_answer_of_an_action_says_what_was_done():
    actions = [step for step in HANDBOOK.steps if step.kind is Kind.ACTION]
    assert [(step.id, one.id) for step in actions for one in step.answers if not one.done] == []


@pytest.mark.parametrize("case", ENDINGS, ids=lambda case: case.link)
def test_a_text_to_hand_over_reads_as_what_was_done_and_gives_no_orders(case):
    lines = handover(case).text.split("Onze vraag")[0].splitlines()
    done = [line for line in lines if line.startswith("- ")]
    assert [
        line for line in done if re.match(r"- (Laat|Vraag|Doe|Kijk|Zoek|Probeer|Synchroniseer|Kies) ", line)
    ] == []


def at_the_kb():
    return [step for step in HANDBOOK.steps if step.contact == "kb-klantenservice"]


def test_every_step_at_the_kb_says_which_channel_fits_and_only_small_things_go_by_phone():
    assert {step.id for step in at_the_kb() if ChannelKind.PHONE in step.channels} == SMALL
    assert [step.id for step in at_the_kb() if ChannelKind.WEB not in step.channels] == []
    assert [step.id for step in at_the_kb() if "onlinebibliotheek.nl/contact" not in step.text] == []


@pytest.mark.parametrize("word", ["bellen", "bel ", "telefoon"])
def test_no_text_speaks_of_the_phone_where_it_does_not_fit_or_promises_a_number(word):
    for path, text in texts(HANDBOOK):
        if path[0] == "steps" and path[2] not in {"words", "channels"} and word in text.casefold():
            step = HANDBOOK.steps[path[1]]
            assert ChannelKind.PHONE in step.channels or "zijn telefoon" in text, (step.id, text)
            assert "als jullie het nummer hebben" in text, (step.id, text)


def test_the_supplier_is_whom_functional_management_calls_in():
    told = [step for step in HANDBOOK.steps if "systeemleverancier" in step.text]
    assert {step.contact for step in told} == {"functioneel-beheer"}
    assert all("6.6" in step.source for step in told)
    assert all("Zo nodig pakken zij het samen op" in step.text for step in told)


def test_nobody_is_asked_whether_functional_management_looked_at_a_subscription():
    after = follows(HANDBOOK, "synchronisatie-abonnement")
    assert after == {"toegang", "beheer-abonnement"}
    assert "Misschien is dit al eerder doorgegeven" in HANDBOOK.step("beheer-abonnement").text
