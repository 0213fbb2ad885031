"""A patron's phone shows at each step of a case just what the handbook has for them, in their language.

Each answer is given once, and each step looked at in both languages: the same phone changes between them.
"""

from __future__ import annotations

import re

import pytest

from ehbi.book.patron import dutch_terms, with_terms
from ehbi.handbook.graph import paths
from ehbi.handbook.languages import DUTCH, dutch, in_language, language
from ehbi.handbook.step import Step
from ehbi.handbook.text import bold, to_plain
from ehbi.handbook.values import Kind

from .desk import Desk
from .walker import HANDBOOK, walked

TAGS = ("ar", "en")
SHOWN = """() => {
    const screen = document.getElementById("patron_screen");
    const said = (one) => one.textContent.replace(/\\s+/g, " ").trim();
    const all = (query, of = screen) => [...of.querySelectorAll(query)];
    const told = (one) => [one.querySelector("img").alt, ...all("li", one).map(said)];
    const spoken = (one) => [one.lang, one.dir];
    const main = screen.querySelector("main").cloneNode(true);
    for (const drawn of all("svg", main)) drawn.remove();
    return {
        spoken: [document.documentElement, screen, ...all(".step")].map(spoken),
        main: main.textContent.replace(/\\s/g, ""),
        note: all(".note").map(said),
        lines: all(".does :is(li, p)").map(said),
        pictures: all(".ehbi-picture").map(told),
        question: all(".asks :is(h2, p)").map(said),
        waits: all(".waits").map(said),
        sayings: all("[name=said]").map((one) => [one.value, said(one)]),
        dutch: all(".step bdi").map((one) => [...spoken(one), getComputedStyle(one).direction, said(one)]),
    };
}"""
"""What is on a phone, as far as the handbook says it; the whole of its main part without blanks."""


def expected(step: Step, tag: str) -> dict[str, object]:
    """Return what a phone shows of a step, in a language."""
    spoken, text = language(HANDBOOK, tag), in_language(HANDBOOK, step, tag)
    read, words = language(HANDBOOK, text.language), spoken.words
    has_text = bool(text.text.strip())
    acts = has_text and bool(step.patron)
    lines = [re.sub(r"^(\d+\.|-) ", "", line) for line in to_plain(text.text).splitlines()]
    pictures = [[one.alt, *one.marks] for one in text.pictures] if has_text else []
    question = [words.question, text.asks] if acts and text.asks else []
    note = [words.dutch_only] if has_text and read != spoken else []
    waits = [words.waits] if not has_text or (step.kind is Kind.ACTION and not acts) else []
    sayings = [["done", words.done], ["failed", words.failed]] if acts else []
    main = [*note, *lines, *(mark for one in pictures for mark in one[1:]), *question, *waits]
    return {
        "spoken": [[one.id, one.direction] for one in (spoken, spoken, *([read] if has_text else []))],
        "main": "".join("".join(main).split()),
        "note": note,
        "lines": lines,
        "pictures": pictures,
        "question": question,
        "waits": waits,
        "sayings": [*sayings, ["unclear", words.unclear]] if has_text else [],
        "dutch": [["nl", "ltr", "ltr", term] for term in ([] if read == DUTCH else quoted(step, tag, acts))],
    }


def quoted(step: Step, tag: str, acts: bool) -> list[str]:
    """Return the Dutch words that a patron reads within a step in another language, in their order."""
    text, ours = in_language(HANDBOOK, step, tag), dutch(step)
    terms, whole = dutch_terms(HANDBOOK, step), "\n".join(ours.texts)
    marks = [
        pair
        for one, own in zip(text.pictures, ours.pictures, strict=True)
        for pair in zip(one.marks, own.marks, strict=True)
    ]
    plain = [*marks, *([(text.asks, ours.asks)] if acts else [])]
    html = "".join(with_terms(terms, *one) for one in plain)
    return [*(one for one in bold(text.text) if one in whole), *re.findall("<bdi[^>]*>(.+?)</bdi>", html)]


@pytest.mark.parametrize("number", [1, 4])
def test_on_every_path_a_phone_shows_what_the_handbook_has_for_the_patron(page, patron_phone, server, number):
    desk = Desk(page, server.url).show("book")
    situation = next(one for one in HANDBOOK.situations if one.number == number)
    looked: set[tuple[str, str]] = set()
    now = TAGS[0]

    def follows(step):
        """Look at a step in the language of now, and in the other when nobody did."""
        nonlocal now
        for tag in (now, *(one for one in TAGS if one != now and (step, one) not in looked)):
            if tag != now:
                patron_phone.chooses(tag)
            now = tag
            patron_phone.shows(step, tag)
            assert patron_phone.page.evaluate(SHOWN) == expected(HANDBOOK.step(step), tag)
            looked.add((step, tag))

    for path in walked(situation.id):
        page.locator(f"[data-start={situation.id}]:visible").click()
        patron_phone.scans(page).chooses(now)
        for step, answer in path:
            follows(step)
            desk.press(step, answer)
        follows(HANDBOOK.step(step).answer(answer).next)
        desk.again()
        patron_phone.is_over(language(HANDBOOK, now).words.over)
    ways = (answer for path in paths(HANDBOOK, situation.id) for answer in path)
    steps = {situation.id, *(HANDBOOK.step(step).answer(answer).next for step, answer in ways)}
    assert {(step, tag) for step in steps for tag in TAGS} == looked
