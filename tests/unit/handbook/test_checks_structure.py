"""The rules about the graph: one broken handbook a rule, and handbooks that only look broken."""

from __future__ import annotations

import pytest

from .strategies import PACKAGED

MAIL = PACKAGED.step("mail-zoeken").title


def test_an_answer_to_an_unknown_step(draft):
    path = draft.add_answer("mail-zoeken", "weg", "nergens")
    problem = draft.only((*path, "next"))
    assert problem.message == f"Stap ‘nergens’ is er niet; antwoord ‘Keus weg’ van ‘{MAIL}’ wijst ernaar"
    assert problem.remedy == "Kies een bestaande stap of maak die stap"


def test_a_step_that_nothing_leads_to(draft):
    path = draft.add_step("eiland", kind="outcome", outcome="resolved")
    problem = draft.only(path)
    assert problem.message == "Geen enkel antwoord leidt naar stap ‘Stap’"


def test_two_steps_that_lead_only_to_each_other_are_both_unreachable_and_a_circle(draft):
    there = {"id": "heen", "label": "Heen", "next": "b"}, {"id": "weg", "label": "Weg", "next": "toegang"}
    back = {"id": "terug", "label": "Terug", "next": "a"}, {"id": "weg", "label": "Weg", "next": "toegang"}
    first, second = draft.add_step("a", answers=list(there)), draft.add_step("b", answers=list(back))
    found = [(problem.path, problem.message) for problem in draft.problems()]
    assert found == [
        (first, "Geen enkel antwoord leidt naar stap ‘Stap’"),
        (first, "Een casus kan hier in een kring lopen: ‘Stap’, ‘Stap’"),
        (second, "Geen enkel antwoord leidt naar stap ‘Stap’"),
    ]


def test_a_step_without_answers_that_is_no_outcome(draft):
    path = draft.add_step("slot", kind="action")
    draft.add_answer("mail-zoeken", "slot", "slot")
    problem = draft.only(path)
    assert problem.message == "Vanaf stap ‘Stap’ komt een casus nergens uit"
    assert problem.remedy == "Geef de stap een antwoord dat naar een uitkomst leidt"


def test_every_step_before_a_dead_end_is_one_too(draft):
    last = draft.add_step("slot", kind="action")
    before = draft.add_step(
        "voor-slot", kind="action", answers=[{"id": "door", "label": "Door", "next": "slot"}]
    )
    draft.add_answer("mail-zoeken", "slot", "voor-slot")
    assert [problem.path for problem in draft.problems()] == [last, before]


def test_an_answer_that_leads_back(draft):
    draft.add_answer("kb-navragen", "opnieuw", "geen-rechten")
    problem = draft.only(draft.where("steps", "geen-rechten"))
    assert (
        problem.message == "Een casus kan hier in een kring lopen: ‘Melding: niet de juiste rechten’, "
        "‘Zoek op of het abonnement toegang geeft’, ‘Vraag de KB Klantenservice wat daar staat’"
    )
    assert problem.remedy == "Laat een van de antwoorden ergens anders heen wijzen"


def test_an_answer_that_stays_at_its_step(draft):
    draft.add_answer("mail-zoeken", "opnieuw", "mail-zoeken")
    problem = draft.only(draft.where("steps", "mail-zoeken"))
    assert problem.message == f"Een casus kan hier in een kring lopen: ‘{MAIL}’"


def test_two_separate_circles_are_both_reported(draft):
    draft.add_answer("mail-opnieuw", "opnieuw", "mail-opnieuw")
    draft.add_answer("synchronisatie-pasnummer", "opnieuw", "nieuw-pasnummer")
    assert len(draft.problems()) == 2


@pytest.mark.parametrize(("kind", "number"), [("question", None), ("situation", 5)])
def test_one_answer_is_too_few_where_one_is_chosen(draft, kind, number):
    one = [{"id": "door", "label": "Door", "next": "toegang"}]
    path = draft.add_step("enig", kind=kind, number=number, answers=one)
    draft.add_answer("mail-zoeken", "enig", "enig")
    problem = draft.only((*path, "answers"))
    assert problem.message == "Stap ‘Stap’ heeft minder dan twee antwoorden"
    assert problem.remedy == "Voeg een antwoord toe"


def test_one_answer_is_enough_after_an_action(draft):
    one = [{"id": "door", "label": "Door", "next": "toegang"}]
    draft.add_step("enig", kind="action", answers=one)
    draft.add_answer("mail-zoeken", "enig", "enig")
    assert draft.problems() == ()


@pytest.mark.parametrize(
    "label", ["Ja, de mail is er", " ja, de MAIL is er ", "Ja, de\u00a0mail is er", "Ja,  de mail\nis er"]
)
def test_answers_that_read_the_same_are_both_reported(draft, label):
    draft.put((*draft.where("steps", "mail-zoeken"), "answers", 1, "label"), label)
    step = draft.where("steps", "mail-zoeken")
    problems = draft.problems()
    assert [problem.path for problem in problems] == [(*step, "answers", at, "label") for at in (0, 1)]
    assert problems[0].message == f"Stap ‘{MAIL}’ heeft twee keer het antwoord ‘Ja, de mail is er’"
    assert [problem.line for problem in problems] == [draft.line(problem.path) for problem in problems]


def test_an_accent_is_the_same_however_it_is_made(draft):
    step = draft.where("steps", "mail-zoeken")
    for at, label in enumerate(["Eén mail", "Ee\u0301n mail"]):
        draft.put((*step, "answers", at, "label"), label)
    assert [problem.path[-2] for problem in draft.problems()] == [0, 1]


def test_the_same_label_at_two_steps_is_fine(draft):
    path = (*draft.where("steps", "mail-zoeken"), "answers", 1, "label")
    draft.put(path, draft.step("mail-opnieuw")["answers"][1]["label"])
    assert draft.problems() == ()


def test_two_answers_to_the_same_next_step_are_fine(draft):
    draft.add_answer("mail-zoeken", "ook", "mail-opnieuw")
    assert draft.problems() == ()
