"""What a handover says was done, and how its contact is reached."""

from __future__ import annotations

import pytest

from ehbi.handbook import Severity


def answer_at(draft, step, index):
    return (*draft.where("steps", step), "answers", index)


def test_an_answer_of_an_action_before_a_handover_says_what_was_done(draft):
    path = draft.put((*answer_at(draft, "mail-opnieuw", 1), "done"), " ")
    problem = draft.only(path)
    assert problem.severity is Severity.WARNING
    assert (
        problem.message
        == "Antwoord ‘Nee, nog steeds niet’ van ‘Vraag de mail nog een keer aan’ zegt niet wat er is gedaan"
    )


@pytest.mark.parametrize(
    ("step", "index"),
    [("mail-opnieuw", 0), ("mail-zoeken", 1)],
    ids=["nothing is handed over after it", "a question says it itself"],
)
def test_elsewhere_it_may_be_left_out(draft, step, index):
    draft.put((*answer_at(draft, step, index), "done"), "")
    assert draft.problems() == ()


def test_a_step_whose_contact_has_no_channel_that_fits(draft):
    path = draft.put((*draft.where("steps", "mail-fb-iam"), "channels"), ["phone"])
    problem = draft.only(path)
    assert problem.severity is Severity.WARNING
    assert problem.message == "Bij stap ‘Mail naar fbiam@kb.nl’ past geen enkel kanaal van contact ‘FB IAM’"


def test_a_profile_may_add_a_channel_to_one_that_the_contact_has(draft):
    draft.put((*draft.where("steps", "mail-fb-iam"), "channels"), ["phone", "email"])
    assert draft.problems() == ()


def test_a_channel_of_no_known_kind_is_refused(draft):
    path = draft.put((*draft.where("steps", "mail-fb-iam"), "channels"), ["rook"])
    assert draft.only((*path, 0)).message == "‘channels’ kan niet ‘rook’ zijn"
