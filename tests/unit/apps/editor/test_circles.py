"""An edit that would lead a case round is refused alike in the form and on the chart."""

from __future__ import annotations

import pytest

from ehbi.apps.editor import moves, step_form
from ehbi.handbook.edits import change_answer
from ehbi.handbook.errors import EditError
from tests.unit.handbook.strategies import PACKAGED

from .acting import block, fill, opened
from .test_moves import TODAY

HANDBOOK = PACKAGED
MAIL, RESET = (f"‘{HANDBOOK.step(step).title}’" for step in ("mail-zoeken", "reset-mail"))
TOLD = f"Zo loopt een casus in een kring: {MAIL} → {RESET} → {MAIL}. Kies een stap die hierna komt."


def test_the_form_and_the_chart_refuse_a_circle_in_the_same_words():
    with pytest.raises(EditError) as on_chart:
        moves.lead(HANDBOOK, ("mail-zoeken", "ja"), "reset-mail")
    with pytest.raises(EditError) as in_form:
        step_form.filled(HANDBOOK, "mail-zoeken", "answer/0/next", "reset-mail", HANDBOOK)
    assert str(on_chart.value) == str(in_form.value) == TOLD
    assert moves.judged(HANDBOOK, ("mail-zoeken", "ja"), "reset-mail", {}) == (f"Kan niet. {TOLD}", False)


def test_a_new_answer_closes_no_circle_either():
    with pytest.raises(EditError, match="in een kring"):
        moves.lead(HANDBOOK, ("mail-zoeken", ""), "reset-mail")


def test_what_takes_the_place_of_a_step_closes_no_circle():
    with pytest.raises(EditError) as on_chart:
        moves.remove(HANDBOOK, ("mail-zoeken", ""), "reset-mail")
    with pytest.raises(EditError) as in_form:
        step_form.pressed(HANDBOOK, "mail-zoeken", "remove", "reset-mail", TODAY)
    assert str(on_chart.value) == str(in_form.value)
    assert f"kring: {RESET} → {RESET}" in str(in_form.value)
    assert "mail-zoeken" not in moves.remove(HANDBOOK, ("mail-zoeken", ""), "eigen-site").handbook


def test_a_circle_stays_refused_at_its_field_until_it_is_none(noor):
    noor.page.choose("mail-zoeken")
    fill(noor, "stappen", "answer/0/next", "reset-mail")
    shown = block(opened(noor, "stappen"), "answer/0/next")
    assert (shown["value"], noor.page.work.handbook) == ("reset-mail", HANDBOOK)
    assert "Zo loopt een casus in een kring" in shown["problems"][0][1]
    fill(noor, "stappen", "answer/0/next", "eigen-site")
    shown = block(opened(noor, "stappen"), "answer/0/next")
    assert (shown["value"], shown["problems"]) == ("eigen-site", ())


def test_a_draft_that_has_a_circle_already_can_be_led_out_of_it():
    round_ = change_answer(HANDBOOK, "mail-zoeken", "ja", next_id="reset-mail")
    out, _ = step_form.filled(round_, "mail-zoeken", "answer/0/next", "ingelogd-met-mail", HANDBOOK)
    assert out.step("mail-zoeken").answer("ja").next == "ingelogd-met-mail"
