"""A case goes to its contact complete: the text, one click to copy it, a mail that holds it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

import ehbi
from ehbi.handbook.graph import paths
from ehbi.handbook.handover import handover

from .desk import Desk

HANDBOOK = ehbi.load()
TO_FB_IAM = "nieuw-pasnummer/nee/niet-gelukt/niet-vervangen"
NO_LEAVE = """() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("no leave"));
    document.addEventListener("copy", () => { window.copied = document.activeElement.value });
}"""
NO_CLIPBOARD = """() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("no leave"));
    document.execCommand = () => false;
}"""
TAKE = "() => { navigator.clipboard.writeText = async (text) => { window.copied = text } }"
HANDOVERS = """async (links) => {
    const { moves } = await import("ehbi/case");
    const { fillHandover } = await import("ehbi/handover");
    const made = (now) => {
        fillHandover(now);
        const block = document.getElementById(now.step).querySelector(".ehbi-handover-block");
        const mail = block.querySelector(".ehbi-mail")?.getAttribute("href") ?? null;
        return [block.querySelector("pre").textContent, mail];
    };
    return Object.fromEntries(links.map((link) => [link, made(moves.open(link))]));
}"""
SUMMARIES = """async (links) => {
    const { moves } = await import("ehbi/case");
    const { summary } = await import("ehbi/handover");
    return Object.fromEntries(links.map((link) => [link, summary(moves.open(link))]));
}"""
OPEN = "reset-mail/ja/nee/nee"


def walks():
    """Yield a case at each place of each path."""
    for situation in HANDBOOK.situations:
        for path in paths(HANDBOOK, situation.id):
            for length in range(len(path) + 1):
                yield ehbi.Case(HANDBOOK, situation.id).follow((answer, False) for _, answer in path[:length])


def show(page, server, mode, link):
    return Desk(page, server.url).show(mode, link)


def test_the_page_makes_the_same_texts_as_python_on_every_path_and_with_assumptions(page, server):
    show(page, server, "book", "")
    handovers = {case.link: handover(case) for case in walks() if handover(case)}
    assert len(handovers) > 10
    made = page.evaluate(HANDOVERS, list(handovers))
    assert made == {link: [one.text, one.mailto] for link, one in handovers.items()}
    assumed = (ehbi.Case(HANDBOOK).open(step.id) for step in HANDBOOK.steps)
    summaries = {case.link: case.summary() for case in (*walks(), *assumed)}
    assert page.evaluate(SUMMARIES, list(summaries)) == summaries
    # The summary of the case at hand is what is copied.
    page.evaluate(TAKE)
    for link in (OPEN, TO_FB_IAM):
        page.evaluate("link => { location.hash = link }", link)
        Desk(page, server.url).at(ehbi.Case(HANDBOOK).open(link).step.id)
        page.get_by_role("button", name="Kopieer samenvatting").click()
        page.wait_for_function("text => window.copied === text", arg=summaries[link])


@pytest.mark.parametrize("mode", ["book", "guide"])
def test_one_click_copies_it_without_leave_to_use_the_clipboard_and_that_is_seen(page, server, mode):
    desk = show(page, server, mode, OPEN)
    card = desk.card("kb-tijdelijk-wachtwoord")
    page.evaluate(NO_LEAVE)
    button = card.get_by_role("button", name="Kopieer deze tekst")
    button.click()
    expect(card.get_by_role("status")).to_have_text("✓ Gekopieerd")
    expect(button).to_be_focused()
    assert page.evaluate("window.copied") == handover(ehbi.Case(HANDBOOK).open(OPEN)).text
    # A contact without e-mail has no mail button.
    expect(card.locator(".ehbi-mail")).to_have_count(0)
    page.evaluate("link => { location.hash = link }", TO_FB_IAM)
    assert_in_order(desk.card("mail-fb-iam"))


def assert_in_order(card):
    """Fail unless who it is, how to reach them and the buttons come first, and rules after."""
    wanted = handover(ehbi.Case(HANDBOOK).open(TO_FB_IAM)).mailto
    expect(card.get_by_role("link", name="Mail deze tekst")).to_have_attribute("href", wanted)
    parts = [".ehbi-contact-name", ".ehbi-channels", ".ehbi-handover-moves", "pre", ".ehbi-rules"]
    tops = [card.locator(part).bounding_box()["y"] for part in parts]
    assert tops == sorted(tops)


@pytest.mark.parametrize("width", [360, 1366])
def test_copying_moves_no_button(page, server, width):
    page.set_viewport_size({"width": width, "height": 740})
    card = show(page, server, "book", TO_FB_IAM).card("mail-fb-iam")
    mail = card.get_by_role("link", name="Mail deze tekst")
    before = mail.bounding_box()
    card.get_by_role("button", name="Kopieer deze tekst").click()
    expect(card.get_by_role("status")).not_to_be_empty()
    assert mail.bounding_box() == before


@pytest.mark.parametrize("name", ["Kopieer deze tekst", "Kopieer samenvatting"])
def test_where_nothing_can_be_copied_that_is_said_and_the_text_is_selected(page, server, name):
    show(page, server, "book", OPEN)
    page.evaluate(NO_CLIPBOARD)
    button = page.get_by_role("button", name=name)
    case = ehbi.Case(HANDBOOK).open(OPEN)
    text = handover(case).text if name == "Kopieer deze tekst" else case.summary()
    for _ in range(2):
        button.click()
        expect(page.locator(".ehbi-copied:not(:empty)")).to_contain_text("Kopiëren lukt hier niet")
        expect(button).to_be_focused()
        assert page.evaluate("getSelection().toString()").split() == text.split()
    page.keyboard.press("Backspace")
    expect(page.locator(".ehbi-by-hand, .ehbi-copied:not(:empty)")).to_have_count(0)
