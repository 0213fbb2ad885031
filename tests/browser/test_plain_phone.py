"""A phone without JavaScript beside one that has it: the same question and answer, and its vote counts."""

from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from tests.serving import running
from tests.unit.slides.rooms import POLLS

from .axe import PHONE, assert_clean_in_every_dress
from .presenting import COMMAND, at, presenter
from .test_workshop import choose, right, wrong

POLL = next(one for one in POLLS.values() if one.choice.step)
WIDE = """() => [...document.querySelectorAll("body, body *")].filter(
    (one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth,
).map((one) => one.outerHTML)"""


@pytest.fixture(scope="module")
def workshop():
    with running(COMMAND) as server:
        yield server


@pytest.fixture(scope="module")
def slides(browser, workshop):
    with presenter(browser, workshop) as found:
        yield found[0]


def fits(phone):
    """See that nothing is wider than a small phone, also with letters of twice the size."""
    phone.evaluate("() => (document.documentElement.style.fontSize = '200%')")
    assert phone.evaluate(WIDE) == []
    assert phone.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    phone.evaluate("() => (document.documentElement.style.fontSize = '')")


def test_a_phone_without_javascript_takes_part_beside_one_that_has_it(browser, workshop, slides):
    with (
        browser.new_context(viewport=PHONE) as with_it,
        browser.new_context(viewport=PHONE, java_script_enabled=False) as without,
    ):
        other, phone = with_it.new_page(), without.new_page()
        other.goto(urljoin(workshop.url, "/stem"))
        phone.goto(urljoin(workshop.url, "/stem"))
        phone.wait_for_url("**/stem/eenvoudig?voter=*")
        expect(phone.get_by_role("heading", level=1)).to_have_text("Kijk op het scherm")
        address = phone.url
        at(slides, POLL.place)
        expect(phone.locator("#phone_story")).to_have_text(POLL.story)
        choose(other, right(POLL))
        phone.get_by_role("button", name=wrong(POLL).label, exact=True).click()
        expect(phone.locator("#phone_said")).to_contain_text("telt mee")
        expect(phone.get_by_role("button", pressed=True)).to_have_text(wrong(POLL).label)
        expect(slides.locator("#slides_voted")).to_have_text("2 van 2 hebben gekozen")
        sizes = [
            one.get_by_role("button", name=wrong(POLL).label, exact=True).bounding_box()
            for one in (phone, other)
        ]
        assert [sizes[0][side] for side in ("width", "height")] == [
            sizes[1][side] for side in ("width", "height")
        ]
        slides.keyboard.press("PageDown")
        expect(phone.locator("#phone_said")).to_contain_text("De vraag is gesloten")
        expect(phone.get_by_role("button").first).to_be_disabled()
        slides.keyboard.press("PageDown")
        expect(phone.get_by_role("heading", level=1)).to_have_text("Het handboek kiest iets anders")
        expect(phone.locator(".yours")).to_have_text(f"Jij koos: {wrong(POLL).label}")
        expect(other.get_by_role("heading", level=1)).to_have_text("Goed gekozen")
        told = [one.locator("#phone_answer :is(.says, .why)").all_inner_texts() for one in (phone, other)]
        assert told[0] == told[1] != []
        assert phone.url == address


def test_it_is_clean_and_fits(browser, workshop, slides):
    asked = next(one for one in POLLS.values() if one.choice.step and one.place != POLL.place)
    at(slides, asked.place)
    with browser.new_context(
        viewport=PHONE
    ) as context:  # axe needs the JavaScript that the page does without
        page = context.new_page()
        page.goto(urljoin(workshop.url, "/stem/eenvoudig"))
        expect(page.locator("#phone_story")).to_have_text(asked.story)
        page.goto(f"{page.url}&stil=1")
        page.get_by_role("button", name=right(asked).label, exact=True).click()
        expect(page.get_by_role("button", pressed=True)).to_have_text(right(asked).label)
        page.set_viewport_size({"width": 360, "height": 640})
        fits(page)
        assert_clean_in_every_dress(page, PHONE)
