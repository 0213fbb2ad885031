"""How a patron's own screen looks in each language that comes with the handbook: whole words, and axe."""

from __future__ import annotations

import pytest

import ehbi
from ehbi.server.http.handlers import templates
from ehbi.server.patron.addresses import STYLES
from ehbi.server.patron.view import View

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


def show(page, step, tag, larger=""):
    """Have what a screen shows in a page, without a server: its script sets the lines, and hears nothing."""
    view = View(HANDBOOK, HANDBOOK.step(step) if step else None, tag)
    made = templates.get_template("patron_screen.html.j2").render(view=view, seconds=9, script="", **STYLES)
    page.set_content(made)
    page.add_script_tag(content=f"globalThis.fetch = () => new Promise(() => {{}});{SCRIPT}", type="module")
    page.add_style_tag(content=f"html {{ font-size: {larger or '100%'} }}")
    page.evaluate("() => document.fonts.ready")


@pytest.mark.parametrize("larger", ["", "200%"])
def test_no_word_is_broken_and_nothing_is_wider_than_a_phone_in_any_language(page, larger):
    page.set_viewport_size(PHONE)
    for tag in TAGS:
        for step in LINES:
            show(page, step, tag, larger)
            assert (tag, step, page.evaluate(WIDER)) == (tag, step, [])
            broken = [word for word in page.evaluate(BROKEN) if len(word) < (LONG if larger else 99)]
            assert (tag, step, broken) == (tag, step, [])


@pytest.mark.parametrize(("step", "tag"), [("", ""), ("", "ar"), ("reset-mail", "uk"), ("mail-zoeken", "ar")])
def test_axe_finds_nothing_while_a_language_is_chosen_while_one_waits_and_at_a_step(page, step, tag):
    show(page, step, tag)
    assert_clean_in_every_dress(page, WIDE)
