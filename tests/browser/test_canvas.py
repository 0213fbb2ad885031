"""Building on the chart: by pointer and by keyboard, and what it says while an arrow's end is dragged."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from .axe import assert_clean, assert_clean_in_every_dress
from .manager import PATIENCE, Manager

MOST = 25
"""Clicks and fields, apart from typing texts, that a fifth situation may take."""
MOST_KEYS = 60
"""Keys that the same may take, apart from those of texts: Tab, arrows and letters too."""
START, ASKS, AGAIN, ACT = (
    "De app vraagt om een code",
    "Heeft de lener de code?",
    "Is de code nieuw?",
    "Maak een code",
)
IN, OUT, LATER = "De lener is erin", "De code is oud", "De lener komt terug"
BRANCHES = [
    (START, "Vraag", ASKS, "Ja, om een code"),
    (START, "Uitkomst", LATER, "Weet de lener niet"),
    (ASKS, "Vraag", AGAIN, "Ja, die is er"),
    (ASKS, "Doen", ACT, "Nee, geen code"),
    (ACT, "Uitkomst", IN, "Het lukt"),
    (AGAIN, "Uitkomst", OUT, "Nee, van gisteren"),
]
UP, DOWN, RIGHT = "ArrowUp", "ArrowDown", "ArrowRight"
WALKED = [[], [UP], [UP, DOWN], [UP], [], [UP, RIGHT]]
"""The arrow keys from the step that was made last to the one from which the next goes."""


@pytest.fixture
def noor(page, gate, request):
    """Somebody whose draft is new: nobody else has the name of the test."""
    return Manager(page, gate).come(request.node.name[:80])


class Builder:
    """Somebody who builds on the chart, and counts what that takes."""

    def __init__(self, noor):
        self.noor, self.page, self.count, self.pressed = noor, noor.page, 0, 0
        self.keys = noor.page.keyboard

    def node(self, title):
        return self.page.get_by_role("link", name=re.compile(rf"\. {re.escape(title)}\.?(\.|$)"))

    def handle(self, name):
        return self.page.get_by_role("button", name=name, exact=True)

    def click(self, what):
        self.count += 1
        what.click()

    def pick(self, name):
        """Choose from the menu."""
        self.click(self.page.get_by_role("menuitem", name=name, exact=True))

    def press(self, key):
        self.pressed += 1
        self.keys.press(key)

    def walk(self, key, goal):
        """Press a key until something has the focus."""
        for _ in range(MOST_KEYS):
            self.press(key)
            if goal.evaluate("goal => goal === document.activeElement"):
                return
        pytest.fail(f"{key} does not lead to {goal}")

    def go(self, title, walked):
        """Go to a step by arrow keys."""
        self.count += bool(walked)
        for key in walked:
            self.press(key)
        expect(self.node(title)).to_be_focused()

    def choose(self, name, key=""):
        """Choose from the menu by a key: its first letter, or another."""
        expect(self.page.get_by_role("menuitem").first).to_be_focused()
        self.press(key or name[0])
        expect(self.page.get_by_role("menuitem", name=name, exact=True)).to_be_focused()
        self.count += 1
        self.press("Enter")

    def type(self, field, text):
        """Type where the chart asks."""
        asked = self.page.locator(".ehbi-typing")
        expect(asked).to_be_focused()
        expect(asked).to_have_attribute("aria-label", re.compile(field))
        self.keys.type(text)
        self.keys.press("Enter")

    def explain(self, title):
        """Fill in what one does at the step at hand."""
        expect(self.noor.field("Titel")).to_have_value(title)
        self.noor.fill("Wat je doet", "Doe het zo.")

    def has(self, title):
        expect(self.node(title)).to_be_focused()
        expect(self.node(title)).to_have_class(re.compile("current"))


def test_a_fifth_situation_is_built_on_the_chart_in_few_clicks(noor):
    builder = Builder(noor)
    builder.click(noor.button("Nieuwe situatie"))
    builder.pick("Leeg")
    builder.type("Titel", START)
    builder.has(START)
    builder.explain(START)
    for above, kind, title, label in BRANCHES:
        builder.node(above).hover()
        builder.click(builder.handle(f"Stap erbij na ‘{above}’"))
        builder.pick(kind)
        builder.type("Titel", title)
        builder.type("Antwoord", label)
        builder.has(title)
        builder.explain(title)
    builder.node(AGAIN).hover()
    builder.click(builder.handle(f"Stap erbij na ‘{AGAIN}’"))
    builder.pick("Een bestaande stap…")
    assert_clean(noor.page)
    builder.click(builder.node(IN))
    builder.type("Antwoord", "Ja, van nu")
    noor.all_well()
    assert builder.count <= MOST


def test_the_same_by_keyboard_alone_with_tab_and_arrow_keys(noor):
    builder = Builder(noor)
    keys = builder.keys
    noor.page.reload()
    expect(noor.button("Nieuwe situatie")).to_be_visible(timeout=PATIENCE)
    builder.walk("Tab", noor.page.get_by_role("link", name="Naar beheer"))
    builder.press("Enter")
    builder.walk("Tab", noor.button("Naar het stroomschema"))
    builder.press("Enter")
    expect(noor.field("In beeld")).to_be_focused()
    builder.walk("Tab", noor.button("Nieuwe situatie"))
    builder.count += 1
    builder.press("Enter")
    builder.choose("Leeg")
    builder.type("Titel", START)
    builder.has(START)
    for walked, (above, kind, title, label) in zip(WALKED, BRANCHES, strict=True):
        builder.go(above, walked)
        builder.press("n")
        builder.count += 1
        builder.choose(kind)
        builder.type("Titel", title)
        builder.type("Antwoord", label)
        builder.has(title)
    expect(noor.editor.locator(".ehbi-canvas-said")).to_have_text("Antwoord ‘Nee, van gisteren’.")
    builder.go(AGAIN, ["ArrowUp"])
    builder.press("n")
    builder.count += 1
    builder.choose("Een bestaande stap…", "End")
    field = noor.page.get_by_role("combobox", name="Welke stap komt er na")
    expect(field).to_be_focused()
    keys.type("erin")
    options = noor.page.get_by_role("listbox", name="Welke stap komt er na")
    expect(options.get_by_role("option", name=IN)).to_have_attribute("aria-selected", "true")
    keys.press("Enter")
    builder.type("Antwoord", "Ja, van nu")
    assert builder.count <= MOST
    assert builder.pressed <= MOST_KEYS
    keys.press("Control+z")
    expect(noor.editor.locator(".ehbi-canvas-said")).to_contain_text("Ongedaan gemaakt: ")


def test_an_arrows_end_is_dragged_and_says_what_would_come_of_it(page, noor):
    noor.editor.get_by_label("In beeld").select_option("geen-rechten")
    arrow = page.locator(".arrow[data-from=geen-rechten]").first
    before = arrow.get_attribute("data-to")
    answer = arrow.get_attribute("data-answer")
    arrow.locator(".grip").hover(force=True)
    page.mouse.down()
    goal = page.locator(f".node:visible:not([data-step=geen-rechten], [data-step={before}])").first
    over = goal.get_attribute("data-step")
    goal.hover(force=True)
    expect(page.locator(".ehbi-judged")).to_contain_text("Naar ‘")
    page.mouse.up()
    arrow = page.locator(f".arrow[data-from=geen-rechten][data-answer={answer}]")
    expect(arrow).to_have_attribute("data-to", over)
    expect(arrow).to_be_focused()
    page.keyboard.press("Control+z")
    expect(arrow).to_have_attribute("data-to", before)


def test_what_would_come_of_it_never_covers_where_the_arrow_is_dragged_to(page, noor):
    noor.choose("mail-zoeken")
    page.locator(".arrow[data-from=mail-zoeken][data-to=mail-opnieuw] .grip").hover(force=True)
    page.mouse.down()
    for goal in ("mail-thuis", "kb-e-mailadres"):
        node = page.locator(f".node:visible[data-step={goal}]")
        node.hover(force=True)
        said = page.locator(".ehbi-judged")
        expect(said).to_contain_text("Naar ‘")
        at, over = node.bounding_box(), said.bounding_box()
        assert over["y"] >= at["y"] + at["height"] or over["y"] + over["height"] <= at["y"]
    page.keyboard.press("Escape")


def test_titles_and_answers_are_typed_where_they_stand_and_delete_asks(page, noor):
    noor.choose("mail-opnieuw")
    node = noor.node("mail-opnieuw")
    node.dblclick()
    typing = page.locator(".ehbi-typing")
    expect(typing).to_be_focused()
    typing.fill("Stuur de mail nog eens")
    typing.press("Enter")
    expect(node).to_contain_text("nog eens")
    expect(node).to_be_focused()
    page.keyboard.press("F2")
    expect(typing).to_be_focused()
    typing.fill("Iets anders")
    typing.press("Escape")
    expect(node).to_contain_text("nog eens")
    arrow = page.locator(".arrow[data-from=mail-opnieuw]").first
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(arrow).to_be_focused()
    page.keyboard.press("Shift+F10")
    expect(page.get_by_role("menu")).to_be_visible()
    assert_clean_in_every_dress(page)
    page.keyboard.press("Escape")
    expect(arrow).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type("mail")
    expect(page.locator(".node.aimed")).to_have_count(1)
    first = page.locator(".node.aimed").get_attribute("data-step")
    page.keyboard.press("Enter")
    expect(page.locator(".node.aimed")).not_to_have_attribute("data-step", first)
    page.keyboard.press("Escape")
    node.focus()
    page.keyboard.press("Delete")
    expect(page.get_by_role("menuitem", name="Haal die antwoorden ook weg")).to_be_visible()
    page.keyboard.press("Escape")
    expect(node).to_be_focused()


def test_the_chart_is_in_sight_beside_the_form_on_a_small_screen(page, noor):
    page.set_viewport_size({"width": 1366, "height": 650})
    chart = noor.editor.locator(".ehbi-chart:visible")

    def fits():
        box = chart.bounding_box()
        return box["y"] >= 0 and box["y"] + box["height"] <= 650

    assert fits()
    bar = noor.editor.locator("> .ehbi-panel").bounding_box()
    assert bar["y"] + bar["height"] <= 96  # the header of the page above it included
    page.mouse.wheel(0, 900)
    noor.field("Titel").evaluate("field => scrollTo(0, 700)")
    expect(noor.editor.locator("[data-id=views]")).to_be_in_viewport()
    assert noor.editor.locator("> .ehbi-panel").bounding_box()["y"] == 0
    assert fits()


COVERED = """() => {
    const shown = document.querySelector("figure:not([hidden])");
    const boxes = (within) => [...shown.querySelectorAll(within)].map((one) => one.getBoundingClientRect());
    const meet = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2
        && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2;
    const others = [...boxes(".arrow .label"), ...boxes(".grip")];
    const handles = boxes(".handle.plus[data-answer] .disc");
    return handles.filter((disc) => others.some((other) => meet(disc, other))).length;
}"""
"""How many handles that put a step into an arrow lie over an answer's letters or over what drags an arrow."""


@pytest.mark.parametrize("step", ["mail-zoeken", "reset-mail", "nieuw-wachtwoord", "geen-rechten"])
def test_no_handle_lies_over_an_answer_or_over_the_end_of_an_arrow(noor, step):
    noor.choose(step)
    assert noor.page.evaluate(COVERED) == 0


def test_what_is_asked_or_said_on_the_chart_goes_when_another_part_is_opened(noor):
    noor.choose("mail-zoeken")
    noor.fill("Titel", "Staat de mail bij de spam?")
    noor.node("mail-zoeken").locator("visible=true").focus()
    noor.page.keyboard.press("Control+z")
    said, asked = noor.editor.locator(".ehbi-canvas-said"), noor.editor.locator(".ehbi-choice")
    expect(said).to_contain_text("Ongedaan gemaakt")
    noor.fill("Titel", "Staat de mail bij de spam?")
    noor.node("mail-opnieuw").locator("visible=true").focus()
    noor.page.keyboard.press("g")
    expect(asked).to_be_visible()
    noor.open("Publiceren")
    expect(asked).to_have_count(0)
    expect(said).to_be_empty()
    expect(noor.button("Publiceren")).to_be_focused()


def test_on_a_phone_the_chart_comes_before_the_form(page, noor):
    page.set_viewport_size({"width": 360, "height": 740})
    chart, form = noor.editor.locator(".ehbi-chart:visible"), noor.field("Titel")
    assert chart.bounding_box()["y"] < form.bounding_box()["y"]
    expect(chart).to_be_in_viewport()
