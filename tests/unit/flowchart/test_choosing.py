"""Choosing a step in the chart and seeing where a case is, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

SITUATION = "geen-rechten"


@pytest.fixture
def chart(charts, handbook):
    return charts.mounted(handbook, SITUATION, "reset-mail", "")


def test_a_click_chooses_a_step_each_time(chart):
    chart.node("kb-navragen").click()
    chart.node("kb-navragen").click()
    assert chart.chosen == ["kb-navragen", "kb-navragen"]
    assert chart.page.evaluate("location.hash") == ""


@pytest.mark.parametrize("key", ["Enter", " "])
def test_a_key_chooses_the_step_in_focus(chart, key):
    chart.node("toegang").focus()
    chart.page.keyboard.press(key)
    assert chart.chosen == ["toegang"]
    assert chart.page.evaluate("scrollY") == 0


def test_every_step_is_reached_with_tab_in_reading_order(chart):
    nodes = chart.figure.locator(".node")
    order = nodes.evaluate_all("nodes => nodes.map(node => node.dataset.step)")
    nodes.first.focus()
    reached = [chart.focused()]
    for _ in order[1:]:
        chart.page.keyboard.press("Tab")
        reached.append(chart.focused())
    assert reached == order


def test_a_step_is_a_link_with_a_name_and_a_description(chart):
    step = chart.page.get_by_role("link", name="Vraag de KB Klantenservice wat daar staat")
    expect(step).to_have_attribute("data-step", "kb-navragen")
    expect(step).to_have_accessible_description(
        "Er staat alleen 'Basis': naar Synchroniseer het abonnement met de hand. "
        "Een ander abonnement: naar Synchroniseer het abonnement met de hand. "
        "Daar klopt het abonnement ook: naar Laat de KB Klantenservice verder kijken. "
        "KB nu niet bereikbaar: naar Kom hier later op terug."
    )


def test_the_chart_is_a_group_named_after_what_it_shows(chart, handbook):
    expect(
        chart.page.get_by_role("group", name=f"Stroomschema: {handbook.step(SITUATION).title}")
    ).to_be_visible()


def test_arrow_keys_move_between_neighbours(chart):
    chart.node(SITUATION).focus()
    way = []
    for key in ["ArrowDown", "ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "ArrowUp"]:
        chart.page.keyboard.press(key)
        way.append(chart.focused())
    assert way == [
        "abonnement-opzoeken",
        "geen-toegang",
        "kb-navragen",
        "synchronisatie-abonnement",
        "kb-navragen",
        "abonnement-opzoeken",
    ]
    assert chart.chosen == []


def test_an_arrow_key_with_nothing_that_way_stays(chart):
    chart.node(SITUATION).focus()
    chart.page.keyboard.press("ArrowUp")
    assert chart.focused() == SITUATION


def test_a_case_is_marked_in_the_chart(chart, halfway):
    chart.mark(
        "synchronisatie-abonnement",
        [SITUATION, "kb-navragen"],
        [[SITUATION, "ja"], ["kb-navragen", "verkeerd"]],
    )
    assert chart.steps("visited") == {SITUATION, "kb-navragen"}
    assert chart.steps("current") == {"synchronisatie-abonnement"}
    taken = chart.figure.locator(".arrow.taken").evaluate_all(
        "all => all.map(one => [one.dataset.from, one.dataset.answer])"
    )
    assert sorted(map(tuple, taken)) == sorted(halfway.taken)
    expect(chart.figure.locator("[aria-current=step]")).to_have_attribute(
        "data-step", "synchronisatie-abonnement"
    )


def test_marks_are_taken_off_again(chart):
    name = chart.node(SITUATION).get_attribute("aria-label")
    chart.mark("kb-navragen", [SITUATION, "kb-navragen"], [[SITUATION, "ja"]])
    assert chart.node(SITUATION).get_attribute("aria-label") == f"{name} Al gedaan."
    assert chart.steps("visited") == {SITUATION}
    chart.mark("")
    assert chart.steps("visited") == chart.steps("current") == set()
    expect(chart.page.locator(".taken")).to_have_count(0)
    expect(chart.page.locator("[aria-current]")).to_have_count(0)
    assert chart.node(SITUATION).get_attribute("aria-label") == name


def test_marks_show_by_more_than_colour(chart):
    plain = chart.node("toegang").locator(".shape").evaluate("shape => getComputedStyle(shape).strokeWidth")
    chart.mark("kb-navragen", [SITUATION], [[SITUATION, "ja"]])
    assert (
        chart.node("kb-navragen").locator(".shape").evaluate("shape => getComputedStyle(shape).strokeWidth")
        == plain
    )
    expect(chart.node("kb-navragen").locator(".here")).to_be_visible()
    expect(chart.node(SITUATION).locator(".tick")).to_be_visible()
    expect(chart.node("toegang").locator(".here, .tick").first).to_be_hidden()
    widths = chart.figure.locator(".arrow .stem").evaluate_all(
        "all => all.map(one => getComputedStyle(one).strokeWidth)"
    )
    assert sorted(set(widths)) == ["1.5px", "3px"]


def test_one_chart_is_seen_at_a_time(chart):
    assert chart.figure.get_attribute("data-chart") == SITUATION
    chart.show("reset-mail")
    expect(chart.figure).to_have_count(1)
    assert chart.figure.get_attribute("data-chart") == "reset-mail"
    chart.show("bestaat-niet")
    assert chart.figure.get_attribute("data-chart") == "reset-mail"


def test_without_the_script_a_step_is_still_a_link_to_its_place(charts, handbook):
    charts.mounted(handbook, SITUATION, script=False)
    charts.node("toegang").click()
    assert charts.page.evaluate("location.hash") == "#toegang"


def test_after_the_end_nothing_is_left_behind(charts, handbook):
    charts.mounted(handbook, SITUATION, script=False)
    before = charts.page.locator("#charts").evaluate("charts => charts.outerHTML")
    charts.mounted(handbook, SITUATION)
    charts.page.get_by_role("button", name="Inzoomen").click()
    charts.page.evaluate("window.chart.destroy()")
    after = charts.page.locator("#charts").evaluate("charts => charts.outerHTML")
    assert after.replace(' class=""', "").replace(' style=""', "") == before
    charts.node("toegang").click()
    charts.node("toegang").press("+")
    assert charts.chosen == []
    assert charts.scale == pytest.approx(1, abs=0.001)
