"""The flowchart of the page of the manager: which picture is on show, what it says, and what a click does."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from ehbi.handbook import clock
from ehbi.store import LoggedCase, case_log
from ehbi.store.case_log import hour
from tests.unit.handbook.strategies import PACKAGED

from ..flowchart.test_svg import parsed, with_class
from .managing import block, fill, panel, press

HANDBOOK = PACKAGED


def signs(editor):
    """What the picture on show says with a sign: of steps by their id, of arrows by step and answer."""
    (picture,) = editor.chart.svgs.values()
    return {
        one.get("data-step") or (one.get("data-from"), one.get("data-answer")): sign
        for one in with_class(parsed(picture), "flagged")
        for sign in [name for name in one.get("class").split() if name.startswith("flag-")]
    }


def in_sight(editor):
    """Names of the pictures to choose from; the one on show comes first."""
    field = block(editor.sight, "chart")
    names = dict(field["options"])
    return [names.pop(field["value"]), *names.values()]


def test_what_is_wrong_has_a_sign_on_the_step_or_the_arrow_where_it_is(noor):
    noor.page.choose("mail-opnieuw")
    fill(panel(noor, "stappen"), "answer/0/label", "")
    fill(panel(noor, "stappen"), "say", "x" * 200)
    assert signs(noor) == {("mail-opnieuw", "ja"): "flag-error", "mail-opnieuw": "flag-warning"}
    noor.page.choose("toegang")
    assert signs(noor) == {}


def test_every_picture_can_be_had_in_sight_and_brings_its_first_step(noor):
    titles = [f"{step.number}. {step.title}" for step in HANDBOOK.situations]
    outside = f"Iets anders: {HANDBOOK.step(HANDBOOK.outside.step).title}"
    assert in_sight(noor) == [*titles, outside, "Heel het handboek"]
    fill(noor.sight, "chart", "reset-mail")
    assert (noor.page.at, noor.chart.shown, noor.chart.current) == ("reset-mail", "reset-mail", "reset-mail")
    noor.page.choose("mail-opnieuw")
    fill(noor.sight, "chart", "heel het handboek")
    assert (noor.page.at, noor.chart.current) == ("mail-opnieuw", "mail-opnieuw")
    noor.page.choose("toegang")
    assert in_sight(noor)[0] == "Heel het handboek"
    assert {f'data-step="{step.id}"' in noor.chart.svgs[noor.chart.shown] for step in HANDBOOK.steps} == {
        True
    }


def test_a_step_in_another_picture_brings_that_picture(noor):
    noor.page.choose("mail-opnieuw")
    assert noor.chart.shown == "reset-mail"
    noor.page.choose("geen-rechten")
    assert noor.chart.shown == "geen-rechten"


@pytest.mark.parametrize("step", [step.id for step in HANDBOOK.steps])
def test_the_picture_of_a_step_has_the_step_and_not_only_where_it_goes_on(noor, step):
    noor.page.choose("inloggegevens-onjuist")
    noor.page.choose(step)
    [node] = re.findall(rf'<a [^>]*data-step="{step}"[^>]*>', noor.chart.svgs[noor.chart.shown])
    assert "connector" not in node


def test_steps_that_nothing_leads_to_have_a_picture_of_their_own(noor):
    noor.page.choose("reset-mail")
    fill(panel(noor, "stappen"), "answer/1/next", "eigen-site")
    assert in_sight(noor)[-1] == "Losse stappen (2)"
    noor.page.choose("kb-e-mailadres")
    assert in_sight(noor)[0] == "Losse stappen (2)"
    assert signs(noor).keys() == {"ander-adres", "kb-e-mailadres"}
    fill(noor.sight, "chart", "geen-rechten")
    fill(noor.sight, "chart", "losse stappen")
    assert noor.page.at in {"ander-adres", "kb-e-mailadres"}
    press(noor.bar, "undo")
    assert noor.chart.shown == "reset-mail"
    assert "Losse stappen (2)" not in in_sight(noor)


def test_an_arrow_leads_to_its_answer_in_the_form(noor):
    sent = []
    panel(noor, "stappen").send = sent.append
    noor.chart.choose_arrow("inloggegevens-onjuist", "ja")
    assert noor.page.at == "inloggegevens-onjuist"
    assert sent == [{"focus": "answer/0/label"}]


def test_before_publishing_the_picture_shows_what_will_change(noor):
    assert block(panel(noor, "publiceren"), "nothing")
    assert noor.views["publiceren"].picture() is None
    noor.page.choose("mail-opnieuw")
    fill(panel(noor, "stappen"), "answer/1/next", "kb-inloggen")
    panel(noor, "publiceren")
    assert in_sight(noor) == [f"4. {HANDBOOK.step('reset-mail').title}", "Heel het handboek"]
    (picture,) = noor.chart.svgs.values()
    assert signs(noor).keys() == {("mail-opnieuw", "nee")}
    marked = [one.get("class").split()[-1] for one in with_class(parsed(picture), "flagged")]
    assert sorted(marked) == ["flag-added", "flag-removed"]
    fill(noor.sight, "chart", "heel het handboek")
    assert in_sight(noor)[0] == "Heel het handboek"


def test_a_step_chosen_in_what_will_change_is_opened_unless_it_is_gone(noor):
    noor.page.choose("mail-opnieuw")
    fill(panel(noor, "stappen"), "instead", "kb-inloggen")
    press(panel(noor, "stappen"), "remove")
    panel(noor, "publiceren")
    assert signs(noor)["mail-opnieuw"] == "flag-removed"
    noor.chart.choose("mail-opnieuw")
    assert noor.page.view == "publiceren"
    assert "staat niet meer in je concept" in block(noor.bar, "said")["text"]
    noor.chart.choose("mail-zoeken")
    assert (noor.page.view, noor.page.at) == ("stappen", "mail-zoeken")


def test_how_often_arrows_were_followed_in_the_past_year_is_shown_when_wished(noor, store):
    past, now = (hour(clock.now() - timedelta(days=days)) for days in (400, 30))
    walked = ("reset-mail", "mail-zoeken", "mail-opnieuw")
    case_log.keep(store, [LoggedCase(past, walked), *[LoggedCase(now, walked)] * 1213])
    noor.page.choose("mail-opnieuw")
    assert "1.213" not in noor.chart.svgs["reset-mail"]
    fill(noor.sight, "counts", True)
    assert ">1.213<" in noor.chart.svgs["reset-mail"]
    fill(panel(noor, "stappen"), "title", "Vraag de mail opnieuw aan")
    assert ">1.213<" in noor.chart.svgs["reset-mail"]
    fill(noor.sight, "counts", False)
    assert "1.213" not in noor.chart.svgs["reset-mail"]


def test_a_picture_of_changes_has_no_figures_to_choose(noor):
    fill(panel(noor, "stappen"), "title", "Vraag de mail opnieuw aan")
    noor.page.open("publiceren")
    assert [one["id"] for one in noor.sight.blocks] == ["chart"]
