"""Every arrow of the handbook by every means, with and without a kernel.

That every path leads where Python says is shown without a browser: ``unit/javascript``.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

import ehbi
from ehbi.handbook.graph import starts
from tests.waiting import PATIENCE

from .desk import ROWS, Desk
from .walker import walked

HANDBOOK = ehbi.load()
STARTS = [step.id for step in starts(HANDBOOK)]
WALK = Path(__file__).with_name("walk.js").read_text(encoding="utf-8")


def place(step, answer):
    """Return where an answer stands among the answers of its step."""
    return [one.id for one in HANDBOOK.step(step).answers].index(answer)


def told(situation, path):
    """Return a path as the page is told of it."""
    case = ehbi.Case(HANDBOOK, situation)
    for _, answer in path:
        case = case.answer(answer)
    answers = [
        {
            "step": step,
            "answer": answer,
            "place": place(step, answer),
            "asks": HANDBOOK.step(step).asks,
            "next": HANDBOOK.step(step).answer(answer).next,
        }
        for step, answer in path
    ]
    begin = {"start": situation, "place": STARTS.index(situation)}
    return {"begin": begin, "answers": answers, "end": {"step": case.outcome.id, "link": case.link}}


# The step on the page, with its buttons, keys and chart, is the same one with and without a kernel; the
# dropdowns are the page's own in a book and the kernel's in a guide.
@pytest.mark.parametrize(
    ("mode", "means"),
    [
        ("book", "buttons"),
        ("book", "chart"),
        ("book", "dropdowns"),
        ("guide", "keys"),
        ("guide", "dropdowns"),
    ],
)
def test_every_answer_takes_one_click_or_key(page, server, mode, means):
    page.emulate_media(reduced_motion="reduce")  # what still moves is not where it was
    Desk(page, server.url).show(mode)
    walks = [told(one.id, path) for one in HANDBOOK.situations for path in walked(one.id)]
    assert page.evaluate(WALK, [walks, means, ROWS, 1000 * PATIENCE]) == len(walks)


def test_from_the_start_to_the_first_answer_are_two_tabs_at_most(page, server):
    Desk(page, server.url).show("guide")
    for _ in range(2):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.start") == STARTS[0]


def test_backspace_steps_back_and_a_slash_goes_to_the_search(page, server):
    desk = Desk(page, server.url).show("guide", "geen-rechten/ja")
    page.keyboard.press("Backspace")
    desk.at("geen-rechten")
    page.keyboard.press("1")
    desk.at("kb-navragen")
    page.go_back()  # what the browser does at Alt with the left arrow
    desk.at("geen-rechten")
    page.keyboard.press("/")
    expect(page.locator("#page_search")).to_be_focused()
    page.keyboard.type("1")
    expect(page.locator("#page_search")).to_have_value("1")
    desk.at("geen-rechten")


def test_keys_do_nothing_in_a_dropdown_in_a_dialog_with_control_or_when_switched_off(page, server):
    desk = Desk(page, server.url).show("book", "geen-rechten")
    page.keyboard.press("Control+1")
    desk.question.focus()
    page.keyboard.press("1")
    page.get_by_role("button", name="Contact", exact=True).click()
    page.keyboard.press("1")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Sneltoetsen uitzetten").click()
    page.keyboard.press("1")
    desk.at("geen-rechten")
    page.reload()
    page.wait_for_selector("html.scripted")
    page.keyboard.press("1")
    desk.at("geen-rechten")
    page.get_by_role("button", name="Sneltoetsen aanzetten").click()
    page.keyboard.press("1")
    desk.at("kb-navragen")


def test_the_second_click_of_a_double_one_answers_nothing(page, server):
    desk = Desk(page, server.url).show("guide")
    page.locator("[data-start=geen-rechten]:visible").dblclick()
    desk.at("geen-rechten")
    page.locator("section#geen-rechten [data-answer=ja]").dblclick()
    desk.at("kb-navragen")
    desk.at_link("geen-rechten/ja")


@pytest.mark.parametrize("mode", ["book", "guide"])
def test_an_earlier_answer_that_is_changed_back_brings_the_later_ones_back(page, server, mode):
    desk = Desk(page, server.url).show(mode, "geen-rechten/ja")
    desk.press("kb-navragen", "klopt")
    desk.at_link("geen-rechten/ja/klopt")
    earlier = page.get_by_role("combobox", name=HANDBOOK.step("geen-rechten").asks)
    earlier.select_option(index=place("geen-rechten", "nee") + 1)
    desk.at("geen-toegang")
    earlier.select_option(index=place("geen-rechten", "ja") + 1)
    desk.at("kb-rechten")
    desk.at_link("geen-rechten/ja/klopt")


@pytest.mark.parametrize("mode", ["book", "guide"])
def test_of_another_case_nothing_comes_back(page, server, mode):
    desk = Desk(page, server.url).show(mode, "geen-rechten/ja/klopt")
    desk.again()
    page.locator("[data-start=geen-rechten]:visible").click()
    desk.press("geen-rechten", "nee")
    desk.at("geen-toegang")
    earlier = page.get_by_role("combobox", name=HANDBOOK.step("geen-rechten").asks)
    earlier.select_option(index=place("geen-rechten", "ja") + 1)
    desk.at("kb-navragen")


@pytest.mark.parametrize("mode", ["book", "guide"])
def test_a_link_to_another_case_over_this_one_brings_nothing_back(page, server, mode):
    desk = Desk(page, server.url).show(mode, "geen-rechten/ja/klopt")
    page.evaluate("location.hash = 'geen-rechten/nee'")
    desk.at("geen-toegang")
    earlier = page.get_by_role("combobox", name=HANDBOOK.step("geen-rechten").asks)
    earlier.select_option(index=place("geen-rechten", "ja") + 1)
    desk.at("kb-navragen")


def test_what_is_assumed_is_confirmed_with_a_click_each_before_there_is_a_text(page, server):
    desk = Desk(page, server.url).show("guide", "kb-rechten")
    text = page.locator("section#kb-rechten pre")
    asked = page.locator("#page_confirm:visible li")
    while count := asked.count():
        expect(text).to_be_hidden()
        assert text.text_content() == ""
        asked.first.get_by_role("button", name="Klopt", exact=True).click()
        expect(asked).to_have_count(count - 1)
    desk.at("kb-rechten")
    expect(text).to_be_visible()
    assert "~" not in desk.link()


def test_the_second_click_of_a_double_one_confirms_nothing_that_came_in_its_place(page, server):
    Desk(page, server.url).show("book", "kb-rechten")
    asked = page.locator("#page_confirm:visible li")
    count = asked.count()
    assert count > 1
    asked.first.get_by_role("button", name="Klopt", exact=True).dblclick()
    expect(asked).to_have_count(count - 1)


def test_what_is_assumed_wrongly_is_asked(page, server):
    desk = Desk(page, server.url).show("book", "kb-rechten")
    page.locator("#page_confirm:visible li").first.get_by_role("button", name="Klopt niet").click()
    desk.at("geen-rechten")
    expect(page.locator("#page_confirm")).to_be_hidden()
