"""A chart that is drawn again while somebody looks at it, and arrows to choose, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from ehbi.flowchart import FlowchartWidget, page_svg

from .wordings import put

SITUATION = "geen-rechten"
ARROW = ("kb-navragen", "verkeerd")


def state(handbook, step="kb-navragen", **traits):
    widget = FlowchartWidget(
        svgs={SITUATION: page_svg(handbook, SITUATION)}, shown=SITUATION, current=step, **traits
    )
    found = {
        name: widget.get_state()[name] for name in ("svgs", "shown", "visited", "taken", "current", "arrows")
    }
    widget.close()
    return found


@pytest.fixture
def renamed():
    return {SITUATION: page_svg(put("toegang", title="Iedereen is binnen"), SITUATION)}


@pytest.fixture
def chart(charts, handbook):
    charts.rendered(state(handbook))
    charts.settled()
    return charts


def test_the_same_picture_with_other_words_stays_as_large_and_where_it_was(chart, renamed):
    for _ in range(3):
        chart.page.get_by_role("button", name="Inzoomen").click()
    chart.figure.evaluate("figure => figure.scrollTo(70, 90)")
    scale, scrolled = chart.scale, chart.scrolled
    assert scrolled == (70, 90)
    chart.change(svgs=renamed)
    expect(chart.node("toegang")).to_contain_text("Iedereen is binnen")
    assert chart.scale == pytest.approx(scale, rel=0.001)
    assert chart.scrolled == scrolled
    expect(chart.page.locator(".ehbi-zoom")).to_have_count(1)


def test_a_keystroke_does_not_pull_a_chart_back_to_its_step(charts, handbook):
    whole = [{SITUATION: page_svg(one)} for one in (handbook, put("toegang", title="Iedereen is binnen"))]
    charts.page.emulate_media(reduced_motion="reduce")  # so that it is not still on its way there
    charts.rendered({**state(handbook, SITUATION), "svgs": whole[0]})
    charts.settled()
    charts.figure.evaluate("figure => figure.scrollTo(0, 300)")
    scrolled = charts.scrolled
    assert charts.node(SITUATION).bounding_box()["y"] < 0
    charts.change(svgs=whole[1])
    assert charts.scrolled == scrolled


def test_who_stands_on_a_step_keeps_standing_there_and_the_case_stays_marked(chart, renamed):
    chart.node("toegang").focus()
    chart.change(svgs=renamed)
    assert chart.focused() == "toegang"
    assert chart.steps("current") == {"kb-navragen"}


def test_another_picture_takes_the_place_of_the_one_before_with_the_focus_on_its_step(chart, handbook):
    chart.node("toegang").focus()
    other = {"reset-mail": page_svg(handbook, "reset-mail")}
    chart.change(svgs=other, shown="reset-mail", current="mail-zoeken")
    assert chart.figure.get_attribute("data-chart") == "reset-mail"
    assert chart.focused() == "mail-zoeken"


def test_focus_elsewhere_in_the_page_is_left_alone(chart, handbook):
    chart.page.evaluate(
        "document.body.prepend(document.createElement('input')); document.querySelector('input').focus()"
    )
    chart.change(svgs={"reset-mail": page_svg(handbook, "reset-mail")}, shown="reset-mail")
    assert chart.page.evaluate("document.activeElement.tagName") == "INPUT"


def test_an_arrow_is_chosen_by_its_label(charts, handbook):
    charts.rendered(state(handbook, arrows=True))
    charts.settled()
    charts.arrow(*ARROW).locator(".label").first.click()
    charts.node("toegang").click()
    assert charts.page.evaluate("window.sent") == [
        {"kind": "choose", "step": ARROW[0], "answer": ARROW[1]},
        {"kind": "choose", "step": "toegang"},
    ]


def test_where_arrows_cannot_be_chosen_a_click_on_one_does_nothing(chart):
    chart.arrow(*ARROW).locator(".label").first.click()
    assert chart.page.evaluate("window.sent") == []
    cursor = "label => getComputedStyle(label).cursor"
    assert chart.arrow(*ARROW).locator(".label").first.evaluate(cursor) != "pointer"


def test_the_arrows_out_of_the_step_at_hand_stand_out(charts, handbook):
    charts.rendered(state(handbook, arrows=True))
    charts.settled()
    leaving = charts.figure.locator(".arrow.leaving")
    expect(leaving).to_have_count(len(handbook.step("kb-navragen").answers))
    width = "stem => getComputedStyle(stem).strokeWidth"
    assert leaving.locator(".stem").first.evaluate(width) == "2px"
    assert charts.arrow(SITUATION, "ja").locator(".stem").evaluate(width) == "1.5px"
