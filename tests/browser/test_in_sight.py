"""What is needed at a step is on the screen without scrolling, and stays there when a guide comes or goes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

import ehbi
from ehbi.handbook.graph import paths, starts

from .desk import BOOK, GUIDE, Desk

HANDBOOK = ehbi.load()
SIZES = [(1366, 768), (1366, 650), (360, 740)]
OUT_OF_SIGHT = """([step, link]) => {
  if (decodeURIComponent(location.hash.slice(1)) !== link) return null;
  if (!document.getElementById(step || "page_start").checkVisibility()) return null;
  const section = document.querySelector("#page_book > .step:not([hidden])");
  const handover = section.querySelector(".ehbi-handover-block:not([hidden])")?.closest(".ehbi-contact");
  const needed = [
    ...section.querySelectorAll(".ehbi-title, .ehbi-text > :first-child, p.ehbi-text"),
    ...section.querySelectorAll(".ehbi-ask:not(.unseen), .answer"),
    ...(handover?.querySelectorAll(".ehbi-contact-name, li:first-child a, .ehbi-copy-text") ?? []),
  ];
  const isSeen = (one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  };
  return needed.filter((one) => !isSeen(one)).map((one) => one.textContent.trim().replace(/\\s+/g, " "));
}"""
"""What is needed at a step and not in sight; nothing to say as long as the page is not there."""
PLACES = """() => [...document.querySelectorAll(".ehbi-card, .moves, .tools, .ehbi-row, .ehbi-row select")]
  .filter((one) => one.checkVisibility())
  .map((one) => one.getBoundingClientRect())
  .map(({ x, y, width, height }) => [x, y, width, height].map(Math.round))
  .sort((one, other) => one[1] - other[1] || one[3] - other[3])
"""


def cases():
    """Return a case at each step that a path comes to, by the step."""
    found = {"": ""} | {step.id: step.id for step in starts(HANDBOOK)}
    for situation in HANDBOOK.situations:
        for path in paths(HANDBOOK, situation.id):
            case = ehbi.Case(HANDBOOK, situation.id)
            for _, answer in path:
                case = case.answer(answer)
                found.setdefault(case.step.id, case.link)
    return found


def test_question_answers_and_the_first_thing_to_do_are_in_sight_at_every_step(page, server):
    Desk(page, server.url).show("book")
    out_of_sight = {}
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for step, link in cases().items():
            page.evaluate("link => { location.hash = link }", link)
            missing = page.wait_for_function(OUT_OF_SIGHT, arg=[step, link]).json_value()
            if missing:
                out_of_sight[width, height, link] = missing
    assert out_of_sight == {}


def test_a_step_comes_into_sight_wherever_the_page_was_scrolled_to(page, server):
    page.set_viewport_size({"width": 360, "height": 500})
    desk = Desk(page, server.url).show("book", "geen-rechten")
    desk.question.scroll_into_view_if_needed()
    assert page.evaluate("scrollY") > 0
    page.keyboard.press("1")
    desk.at("kb-navragen")
    expect(desk.card("kb-navragen").locator(".ehbi-title")).to_be_in_viewport()


def test_who_steps_on_by_dropdown_finds_the_next_one_in_sight_and_the_outcome_at_the_end(page, server):
    page.set_viewport_size({"width": 360, "height": 500})
    desk = Desk(page, server.url).show("book", "geen-rechten")
    desk.question.select_option(index=1)
    desk.at("kb-navragen")
    expect(desk.question).to_be_focused()
    expect(desk.question).to_be_in_viewport()
    desk.question.select_option(index=3)
    desk.at("kb-rechten")
    expect(desk.card("kb-rechten").locator(".ehbi-title")).to_be_focused()
    expect(desk.card("kb-rechten").locator(".ehbi-title")).to_be_in_viewport()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_page_keeps_its_shape_when_the_guide_comes_and_goes(page, server, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.add_init_script("""
        const ask = window.fetch;
        const gate = new Promise((open) => { window.open_gate = open; });
        window.fetch = async (what, how) => (String(what).endsWith("guide") && (await gate), ask(what, how));
    """)
    desk = Desk(page, server.url).visit("geen-rechten/ja/klopt")
    before = page.evaluate(PLACES)
    page.evaluate("open_gate()")
    page.wait_for_selector(GUIDE)
    page.wait_for_selector("#page_guide .ehbi-row-past select:visible")
    assert page.evaluate(PLACES) == before
    page.evaluate("document.dispatchEvent(new CustomEvent('ehbi:lost', { detail: { reason: 'idle' } }))")
    page.wait_for_selector(BOOK)
    expect(page.locator("#page_notice")).not_to_be_empty()
    assert page.evaluate(PLACES) == before
    desk.at("kb-rechten")
