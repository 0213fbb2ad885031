"""How a patron's own screen looks in each language that comes with the handbook: whole words, and axe."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

import ehbi
from ehbi.handbook.languages import language
from ehbi.server.http.handlers import templates
from ehbi.server.patron.addresses import STYLES
from ehbi.server.patron.view import View
from ehbi.store.patron_screens import Said

from .axe import PHONE, WIDE, assert_clean_in_every_dress

HANDBOOK = ehbi.load()
TAGS = [one.id for one in HANDBOOK.languages]
BROKEN = """() => {
    const found = [];
    const seen = '.says, .asks, .shows, .does [aria-current="step"]';
    const texts = document.createTreeWalker(document.getElementById("patron_screen"), NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        if (!texts.currentNode.parentElement.closest(seen)) continue;
        for (const word of texts.currentNode.data.matchAll(/[\\p{L}\\p{M}]+/gu)) {
            const place = document.createRange();
            place.setStart(texts.currentNode, word.index);
            place.setEnd(texts.currentNode, word.index + word[0].length);
            const lines = new Set([...place.getClientRects()].map(({ top }) => Math.round(top)));
            if (lines.size > 1) found.push(word[0]);
        }
    }
    return found;
}"""
"""The words that stand on two lines."""
WIDER = """() => [...document.querySelectorAll("body *")].filter(
    (one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1 && !one.closest("svg"),
).map((one) => one.outerHTML.slice(0, 300))"""
LONG = 12
"""Letters of a word that no phone has room for when they are twice as large."""
LINES = [step.id for step in HANDBOOK.steps if "1. " in step.patron]
SCRIPT = (ehbi.server.http.handlers.TEMPLATES.parent / "static" / "patron_screen.js").read_text("utf-8")


def show(page, step, tag, *, said=Said.NOTHING, answer="new Promise(() => {})"):
    """Have what a screen shows in a page, without a server: its script sets the lines, and hears nothing."""
    view = View(HANDBOOK, HANDBOOK.step(step) if step else None, tag, said)
    made = templates.get_template("patron_screen.html.j2").render(view=view, seconds=9, script="", **STYLES)
    page.set_content(made)
    page.add_script_tag(content=f"globalThis.fetch = () => {answer};{SCRIPT}", type="module")
    page.evaluate("() => document.fonts.ready")


@pytest.mark.parametrize("size", ["100%", "200%"])
def test_no_word_is_broken_and_nothing_is_wider_than_a_phone_in_any_language(page, size):
    page.set_viewport_size(PHONE)
    for tag in TAGS:
        for step in LINES:
            show(page, step, tag)
            page.add_style_tag(content=f"html {{ font-size: {size} }}")
            assert (tag, step, page.evaluate(WIDER)) == (tag, step, [])
            broken = [word for word in page.evaluate(BROKEN) if len(word) < (LONG if size == "200%" else 99)]
            assert (tag, step, broken) == (tag, step, [])


@pytest.mark.parametrize(("step", "tag"), [("", ""), ("", "ar"), ("reset-mail", "uk"), ("mail-zoeken", "ar")])
def test_axe_finds_nothing_while_a_language_is_chosen_while_one_waits_and_at_a_step(page, step, tag):
    show(page, step, tag)
    assert_clean_in_every_dress(page, WIDE)


@pytest.mark.parametrize(
    ("word", "said", "answer"),
    [
        ("told", Said.UNCLEAR, "new Promise(() => {})"),
        ("lost", Said.NOTHING, "Promise.reject(new Error())"),
        ("over", Said.NOTHING, "Promise.resolve(new Response('', {status: 404}))"),
    ],
)
def test_axe_finds_nothing_where_something_was_said_is_lost_or_is_over(page, word, said, answer):
    show(page, "mail-zoeken", "ar", said=said, answer=answer)
    text = getattr(language(HANDBOOK, "ar").words, word)
    expect(page.locator("body").get_by_text(text).locator("visible=true").first).to_be_visible()
    assert_clean_in_every_dress(page, WIDE)
