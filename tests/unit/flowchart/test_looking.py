"""Looking closer at the chart: zoom, pan, fit, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from ehbi.files import load

from .chart_page import ChartPage

SITUATIONS = [step.id for step in load().situations]
SITUATION = "geen-rechten"

STRAY_TEXTS = """figure => {
  const corners = ({x, y, width, height}) =>
    [[x, y], [x + width, y], [x, y + height], [x + width, y + height]].map(([x, y]) => new DOMPoint(x, y));
  const strays = (part, shape, inset) => [...part.querySelectorAll("text")].filter((text) => {
    const {x, y, width, height} = text.getBBox();
    const inner = corners({x, y: y + inset, width, height: height - 2 * inset});
    return inner.some((corner) => !part.querySelector(shape).isPointInFill(corner));
  });
  const nodes = [...figure.querySelectorAll(".node")].flatMap((node) => strays(node, ".shape", 2));
  const arrows = [...figure.querySelectorAll(".arrow")].flatMap((arrow) => strays(arrow, ".plate", 1));
  return [...nodes, ...arrows].map((text) => text.textContent);
}"""


COVERED = """figure => {
  const bar = figure.parentElement.querySelector(".ehbi-zoom");
  const buttons = [...bar.children].map((one) => one.getBoundingClientRect());
  const under = (box) => buttons.some((button) => box.left < button.right && box.right > button.left
    && box.top < button.bottom && box.bottom > button.top);
  const window = figure.getBoundingClientRect();
  const inSight = (box) => box.top < window.bottom && box.left < window.right;
  return [...figure.querySelectorAll("text")].filter((text) => {
    const box = text.getBoundingClientRect();
    return inSight(box) && under(box);
  }).map((text) => text.textContent);
}"""


@pytest.fixture
def chart(charts, handbook):
    return charts.mounted(handbook, SITUATION, "")


def press(chart, name):
    chart.page.get_by_role("button", name=name).click()


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_situation_is_readable_at_100_percent_beside_the_steps_on_a_small_screen(
    charts, handbook, situation
):
    charts.page.set_viewport_size({"width": 1366, "height": 768})
    charts.mounted(handbook, situation, width=760, height=690)  # what the page has left under its header
    assert charts.scale >= 0.95
    assert charts.figure.evaluate(
        "figure => [figure.scrollWidth - figure.clientWidth, figure.scrollHeight - figure.clientHeight]"
    ) == [0, 0]


@pytest.mark.parametrize(("own", "smallest"), [(True, 0.9), (False, 0.7)])
def test_a_chart_that_does_not_fit_stays_readable_and_scrolls(charts, handbook, own, smallest):
    charts.mounted(handbook, "", width=360, height=500, own=own)
    assert charts.scale == pytest.approx(smallest, abs=0.01)
    assert charts.figure.evaluate("figure => figure.scrollWidth > figure.clientWidth")


@pytest.mark.parametrize("width", [360, 641, 700, 800, 960, 1100, 1366])
@pytest.mark.parametrize("height", [300, 500])  # the first is a screen at 200%
def test_no_button_covers_a_text(charts, handbook, width, height):
    charts.page.set_viewport_size({"width": width, "height": height + 100})
    charts.mounted(handbook, *SITUATIONS, "", width=min(width, 760), height=height)
    for key in (*SITUATIONS, ""):
        charts.show(key)
        charts.settled()
        assert charts.figure.evaluate(COVERED) == []


def test_buttons_zoom_in_and_out_and_fit(chart):
    start = chart.scale
    press(chart, "Inzoomen")
    assert chart.scale == pytest.approx(start * 1.25, rel=0.01)
    press(chart, "Uitzoomen")
    press(chart, "Uitzoomen")
    assert chart.scale == pytest.approx(start / 1.25, rel=0.01)
    press(chart, "Passend")
    assert chart.scale == pytest.approx(start, rel=0.01)


def test_the_whole_handbook_can_be_made_to_fit(chart):
    chart.show("")
    press(chart, "Passend")
    assert chart.scale < 0.5
    assert chart.figure.evaluate(
        "figure => figure.scrollWidth <= figure.clientWidth && figure.scrollHeight <= figure.clientHeight"
    )


@pytest.mark.parametrize(("keys", "larger"), [("+", True), ("=", True), ("-", False)])
def test_keys_zoom(chart, keys, larger):
    start = chart.scale
    chart.node(SITUATION).press(keys)
    assert (chart.scale > start) is larger
    chart.node(SITUATION).press("0")
    assert chart.scale == pytest.approx(start, rel=0.01)


def test_keys_with_control_are_left_to_the_browser(chart):
    start = chart.scale
    chart.node(SITUATION).press("Control+Shift+-")
    chart.node(SITUATION).press("Alt+-")
    assert chart.scale == start


def test_the_wheel_with_control_zooms_at_the_pointer(chart):
    press(chart, "Inzoomen")
    node = chart.node("synchronisatie-abonnement").locator(".shape")
    before, start = node.bounding_box(), chart.scale
    chart.page.mouse.move(before["x"], before["y"])
    chart.page.keyboard.down("Control")
    chart.page.mouse.wheel(0, -100)
    chart.page.keyboard.up("Control")
    chart.page.wait_for_function(
        "start => document.querySelector('svg').getBoundingClientRect().width > start", arg=start * 700
    )
    after = node.bounding_box()
    assert chart.scale > start
    assert (after["x"], after["y"]) == pytest.approx((before["x"], before["y"]), abs=3)


def test_a_plain_wheel_is_not_trapped_by_the_chart(chart):
    start = chart.scale
    chart.node(SITUATION).hover()
    chart.page.mouse.wheel(0, 300)
    chart.page.wait_for_function("scrollY > 0")
    assert chart.scale == start


def test_dragging_moves_the_chart_and_chooses_nothing(chart):
    for _ in range(3):
        press(chart, "Inzoomen")
    left, top = chart.scrolled
    chart.drag("kb-navragen", 80, 60)
    assert chart.scrolled == pytest.approx((left - 80, top - 60), abs=1)
    assert chart.chosen == []
    chart.node("kb-navragen").click()
    assert chart.chosen == ["kb-navragen"]


def test_a_drag_chooses_nothing_where_the_click_goes_to_what_is_under_the_pointer(chart):
    chart.page.evaluate("Element.prototype.setPointerCapture = () => {}")
    for _ in range(3):
        press(chart, "Inzoomen")
    chart.drag("synchronisatie-abonnement", 40, 30)
    assert chart.chosen == []
    assert chart.page.evaluate("location.hash") == ""


def test_a_hand_that_trembles_still_clicks(chart):
    chart.drag("kb-navragen", 2, 2)
    assert chart.chosen == ["kb-navragen"]


def test_after_a_drag_a_key_still_chooses(chart):
    chart.drag("kb-navragen", -40, 0)
    chart.node("toegang").focus()
    chart.page.keyboard.press("Enter")
    assert chart.chosen == ["toegang"]


def test_two_fingers_zoom(browser, handbook):
    context = browser.new_context(has_touch=True)
    chart = ChartPage(context.new_page()).mounted(handbook, SITUATION)
    start = chart.scale
    session = context.new_cdp_session(chart.page)
    for kind, reach in [("touchStart", 40), ("touchMove", 60), ("touchMove", 80)]:
        points = [{"x": 300 - reach, "y": 300, "id": 0}, {"x": 300 + reach, "y": 300, "id": 1}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert chart.scale == pytest.approx(start * 2, rel=0.05)
    assert chart.chosen == []
    context.close()


def test_a_tap_chooses_a_step(browser, handbook):
    context = browser.new_context(has_touch=True)
    chart = ChartPage(context.new_page()).mounted(handbook, SITUATION)
    chart.node("toegang").tap()
    assert chart.chosen == ["toegang"]
    context.close()


def test_the_current_step_is_scrolled_into_sight_and_the_page_stays(charts, handbook):
    charts.page.emulate_media(reduced_motion="reduce")
    charts.mounted(handbook, SITUATION, width=360, height=300)
    charts.mark("beheer-abonnement")
    figure, node = (
        charts.figure.bounding_box(),
        charts.node("beheer-abonnement").locator(".shape").bounding_box(),
    )
    assert figure["x"] <= node["x"]
    assert node["x"] + node["width"] <= figure["x"] + figure["width"]
    assert figure["y"] <= node["y"]
    assert node["y"] + node["height"] <= figure["y"] + figure["height"]
    assert charts.page.evaluate("scrollY") == 0


def test_a_window_that_changes_fits_the_chart_again_until_somebody_zooms(chart):
    chart.page.locator("#charts").evaluate("charts => { charts.style.width = '680px' }")
    chart.page.wait_for_function("document.querySelector('svg').getBoundingClientRect().width <= 680")
    press(chart, "Inzoomen")
    zoomed = chart.scale
    chart.page.locator("#charts").evaluate("charts => { charts.style.width = '500px' }")
    chart.settled()
    assert chart.scale == zoomed


@pytest.mark.parametrize("situation", [*SITUATIONS, ""])
def test_all_text_is_inside_its_shape_and_its_plate(charts, handbook, situation):
    charts.mounted(handbook, situation)
    charts.page.evaluate(
        "steps => chart.mark({visited: steps, taken: [], current: ''})", [step.id for step in handbook.steps]
    )
    outside = charts.figure.evaluate(STRAY_TEXTS)
    assert outside == []


def test_dark_and_light_follow_the_system(chart):
    def paper():
        return chart.figure.locator(".paper").evaluate("paper => getComputedStyle(paper).fill")

    chart.page.emulate_media(color_scheme="light")
    light = paper()
    chart.page.emulate_media(color_scheme="dark")
    assert (light, paper()) == ("rgb(255, 255, 255)", "rgb(27, 35, 39)")
    chart.page.emulate_media(media="print")
    assert paper() == light


def test_the_buttons_are_a_reachable_size(chart):
    for button in chart.page.locator(".ehbi-zoom button").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 24
        expect(button).to_have_attribute("title", button.get_attribute("aria-label"))
