"""The text for the contact that takes a case over: complete, in order, and nothing of the patron."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given

from ehbi.files import load
from ehbi.handbook import Case
from ehbi.handbook.graph import paths
from ehbi.handbook.handover import NOBODY, handover, line, mail_address
from ehbi.handbook.values import ChannelKind, Kind, OutcomeKind

from .strategies import cases, many

HANDBOOK = load()
TO_FB_IAM = "nieuw-pasnummer/nee/niet-gelukt/niet-vervangen"


@many
@given(cases())
def test_there_is_a_text_exactly_when_a_case_ends_in_a_handover(case):
    ended = case.outcome is not None and case.outcome.outcome is OutcomeKind.HANDOVER
    assert (handover(case) is not None) == (ended and not case.is_assumed)


@pytest.mark.parametrize("situation", HANDBOOK.situations, ids=lambda step: step.id)
def test_every_answer_on_every_path_is_in_the_text_once(situation):
    for path in paths(HANDBOOK, situation.id):
        case = Case(HANDBOOK, situation.id).follow((answer, False) for _, answer in path)
        found = handover(case)
        for passed in case.passed if found else ():
            assert found.text.splitlines().count(f"- {line(passed.step, passed.answer)}") == 1


def test_what_is_seen_checked_done_and_asked_come_in_that_order():
    text = handover(Case(HANDBOOK).open("reset-mail/ja/nee/nee")).text
    titles = [line for line in text.splitlines() if line and not line.startswith("- ")]
    assert titles[:4] == ["Wat de lener ziet", "Gecontroleerd", "Gedaan", "Onze vraag"]
    assert titles[4].startswith(NOBODY)


def test_an_action_says_what_was_done_and_with_which_result():
    text = handover(Case(HANDBOOK).open("reset-mail/ja/nee/nee")).text
    assert "- De mail nog een keer aangevraagd; hij komt niet aan" in text.splitlines()


def test_an_answer_that_does_not_say_what_was_done_stands_behind_its_question():
    step = HANDBOOK.step("mail-opnieuw")
    answer = step.answer("nee").model_copy(update={"done": ""})
    asked = "Vraag de mail nog een keer aan. Komt de mail nu aan?"
    assert line(step, answer) == f"{asked} Nee, nog steeds niet"
    assert (
        line(step.model_copy(update={"kind": Kind.QUESTION}), answer)
        == "Komt de mail nu aan? Nee, nog steeds niet"
    )


def test_what_nobody_checked_is_not_handed_over_until_each_answer_is_confirmed():
    case = Case(HANDBOOK).jump("kb-tijdelijk-wachtwoord")
    for at in range(len(case.given)):
        assert handover(case) is None
        case = case.confirm(at)
    assert handover(case).text == handover(Case(HANDBOOK).open(case.link)).text


def test_an_address_to_mail_to_holds_subject_and_text():
    found = handover(Case(HANDBOOK).open(TO_FB_IAM))
    parts = urlsplit(found.mailto)
    fields = parse_qs(parts.query)
    assert parts.path == "fbiam@kb.nl"
    assert fields["subject"] == [found.subject]
    assert fields["body"] == [found.text.replace("\n", "\r\n")]


def test_a_contact_without_e_mail_has_no_address_to_mail_to():
    assert handover(Case(HANDBOOK).open("reset-mail/nee/nee")).mailto is None


def test_each_handover_of_the_handbook_says_what_is_asked():
    ends = [step for step in HANDBOOK.steps if step.outcome is OutcomeKind.HANDOVER]
    assert [step.id for step in ends if not step.request.endswith(("?", "."))] == []


@pytest.mark.parametrize("kind", ChannelKind)
def test_every_kind_of_contact_says_where_to_add_who_it_is_about(kind):
    contact = HANDBOOK.contact("fb-iam")
    channel = contact.channels[0].model_copy(update={"kind": kind})
    other = contact.model_copy(update={"channels": (channel,)})
    handbook = HANDBOOK.model_copy(
        update={"contacts": tuple(other if one.id == "fb-iam" else one for one in HANDBOOK.contacts)}
    )
    assert "om welke lener het gaat." in handover(Case(handbook).open(TO_FB_IAM)).text


def test_actions_of_the_patron_have_words_for_the_patron():
    actions = [step for step in HANDBOOK.steps if step.kind is Kind.ACTION and step.party == "lener"]
    assert actions
    assert [step.id for step in actions if not step.patron] == []


def test_what_a_mail_link_fills_in_itself_gives_way_to_the_case():
    contact = HANDBOOK.contact("fb-iam")
    channel = contact.channels[0].model_copy(update={"link": "mailto:hulp@example.org?subject=Hallo"})
    assert mail_address(contact.model_copy(update={"channels": (channel,)})) == "mailto:hulp@example.org"
