"""The rules about outcomes, the numbers of situations, and what is outside the handbook."""

from __future__ import annotations

import pytest


def test_an_outcome_with_answers(draft):
    path = (*draft.where("steps", "toegang"), "answers")
    draft.put(path, [{"id": "door", "label": "Door", "next": "ingelogd"}])
    problem = draft.only(path)
    assert problem.message == "Uitkomst ‘De lener heeft toegang’ heeft antwoorden"
    assert problem.remedy == "Haal de antwoorden weg of maak er een vraag van"


def test_an_outcome_that_does_not_say_how_it_ends(draft):
    path = draft.where("steps", "toegang")
    draft.drop((*path, "outcome"))
    problem = draft.only((*path, "outcome"), near=path)
    assert problem.message == "Bij uitkomst ‘De lener heeft toegang’ staat niet hoe de casus eindigt"
    assert problem.remedy == "Vul bij outcome in: resolved, handover of explained"


def test_a_question_that_claims_an_end(draft):
    path = draft.put((*draft.where("steps", "mail-zoeken"), "outcome"), "resolved")
    assert draft.only(path).message == "Stap ‘Staat de mail in de inbox of in de spammap?’ is geen uitkomst"


def test_a_handover_to_nobody(draft):
    path = draft.where("steps", "kb-rechten")
    draft.drop((*path, "contact"))
    problem = draft.only((*path, "contact"), near=path)
    assert problem.message == "Bij uitkomst ‘Laat de KB Klantenservice verder kijken’ staat geen contact"
    assert problem.remedy == "Vul bij contact in wie de casus overneemt"


def test_an_action_may_name_a_contact_and_an_explanation_needs_none(draft):
    draft.put((*draft.where("steps", "synchronisatie-abonnement"), "contact"), "functioneel-beheer")
    assert draft.problems() == ()


def test_a_situation_without_a_number(draft):
    path = draft.where("steps", "reset-mail")
    draft.drop((*path, "number"))
    problem = draft.only((*path, "number"), near=path)
    assert problem.message == "Situatie ‘De mail voor een nieuw wachtwoord komt niet aan’ heeft geen nummer"


def test_two_situations_with_one_number_are_both_reported(draft):
    draft.step("reset-mail")["number"] = 2
    problems = draft.problems()
    paths = [(*draft.where("steps", name), "number") for name in ("geen-rechten", "reset-mail")]
    assert [problem.path for problem in problems] == paths
    assert {problem.message for problem in problems} == {"Nummer 2 wordt door twee situaties gebruikt"}
    assert [problem.line for problem in problems] == [draft.line(path) for path in paths]


def test_a_number_on_another_step(draft):
    path = draft.put((*draft.where("steps", "mail-zoeken"), "number"), 5)
    assert (
        draft.only(path).message
        == "Stap ‘Staat de mail in de inbox of in de spammap?’ is geen situatie maar heeft een nummer"
    )


def test_no_situation_at_all(draft):
    for step in draft.data["steps"]:
        if step["kind"] == "situation":
            step["kind"] = "question"
            del step["number"]
    draft.data["examples"] = []
    first, *rest = draft.problems()
    assert (first.path, first.message) == (("steps",), "Er is geen enkele situatie")
    assert {problem.message.split(" stap ")[0] for problem in rest} == {"Geen enkel antwoord leidt naar"}
    assert len(rest) == len(draft.data["steps"]) - 1


@pytest.mark.parametrize("name", ["nergens", "mail-zoeken", "toegang", "reset-mail"])
def test_what_is_outside_must_be_an_explanation(draft, name):
    draft.add_answer("mail-zoeken", "buiten", "eigen-site")
    draft.data["examples"] = []
    path = draft.put(("outside", "step"), name)
    problem = draft.only(path)
    called = {step["id"]: step["title"] for step in draft.data["steps"]}.get(name, name)
    assert problem.message == f"‘{called}’ is geen uitkomst die iets uitlegt"
    assert problem.remedy == "Kies een uitkomst met outcome: explained"


def test_another_explanation_may_be_what_is_outside(draft):
    draft.add_answer("mail-zoeken", "buiten", "eigen-site")
    draft.data["examples"] = []
    draft.put(("outside", "step"), "geen-toegang")
    assert draft.problems() == ()


def test_a_step_that_only_the_choice_outside_leads_to_is_reachable(draft):
    draft.add_step("apart", kind="outcome", outcome="explained")
    draft.add_answer("mail-zoeken", "buiten", "eigen-site")
    draft.data["examples"] = []
    draft.put(("outside", "step"), "apart")
    assert draft.problems() == ()
