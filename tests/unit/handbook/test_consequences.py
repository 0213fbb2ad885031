"""What would come of an answer that led elsewhere: a circle, steps out of reach, examples, walks."""

from __future__ import annotations

import pytest

import ehbi
from ehbi.handbook import EditError
from ehbi.handbook.compare.consequences import Consequences, consequences, newly_unreachable
from ehbi.handbook.compare.impact import ended_elsewhere
from ehbi.handbook.edits import change_answer, remove_answer

from .large import chain

HANDBOOK = ehbi.load()


def test_a_circle_is_named_from_the_step_back_to_it():
    found = consequences(HANDBOOK, "mail-zoeken", "ja", "reset-mail")
    assert found == Consequences(circle=("mail-zoeken", "reset-mail", "mail-zoeken"))
    assert consequences(HANDBOOK, "reset-mail", "nee", "reset-mail").circle == ("reset-mail", "reset-mail")


def test_steps_that_nothing_leads_to_any_more_and_examples_that_end_elsewhere():
    found = consequences(HANDBOOK, "reset-mail", "nee", "eigen-site")
    changed = change_answer(HANDBOOK, "reset-mail", "nee", next_id="eigen-site")
    assert found.unreachable == ("ander-adres", "kb-e-mailadres")
    assert found.elsewhere == ended_elsewhere(HANDBOOK, changed) != ()


def test_what_leads_where_it_led_changes_nothing():
    target = HANDBOOK.step("reset-mail").answer("nee").next
    assert consequences(HANDBOOK, "reset-mail", "nee", target) == Consequences()


def test_walks_along_the_arrow_are_counted_and_a_second_arrow_makes_that_unsure():
    log = {("reset-mail", "ander-adres", "x"): 3, ("reset-mail", "mail-zoeken"): 4, ("ander-adres",): 5}
    assert consequences(HANDBOOK, "reset-mail", "nee", "eigen-site", log).walked == 3
    both = change_answer(HANDBOOK, "reset-mail", "ja", next_id="ander-adres")
    found = consequences(both, "reset-mail", "nee", "eigen-site", log)
    assert (found.walked, found.unsure) == (3, True)


def test_a_new_answer_takes_nothing_away_but_can_make_a_circle():
    assert consequences(HANDBOOK, "reset-mail", "", "eigen-site") == Consequences()
    assert consequences(HANDBOOK, "mail-zoeken", "", "reset-mail").circle
    with pytest.raises(EditError, match="houdt een casus op"):
        consequences(HANDBOOK, "ingelogd", "", "eigen-site")


def test_only_what_could_be_reached_before_is_lost():
    loose = change_answer(HANDBOOK, "reset-mail", "nee", next_id="eigen-site")
    assert newly_unreachable(HANDBOOK, loose) == ("ander-adres", "kb-e-mailadres")
    assert newly_unreachable(loose, remove_answer(loose, "ander-adres", "ja")) == ()


def test_in_a_large_handbook_a_whole_road_is_lost():
    assert len(consequences(chain(500), "s3", "keus-0", "s300").unreachable) == 296
