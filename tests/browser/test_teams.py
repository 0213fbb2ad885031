"""A room at two tables: the presenter has teams, phones choose their table, and tables have a score."""

from contextlib import ExitStack
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from tests.serving import running
from tests.unit.slides.rooms import POLLS

from .axe import PHONE, PROJECTOR, assert_clean_in_every_dress
from .presenting import COMMAND, at, presenter
from .test_workshop import choose, right, wrong

FIRST, SECOND = [one for one in POLLS.values() if one.choice.step][:2]
TABLES = ["Vos", "Vos", "Vos", "Uil"]


@pytest.fixture(scope="module")
def workshop():
    with running([*COMMAND, "--join", "workshop.example"]) as server:
        yield server


@pytest.fixture(scope="module")
def slides(browser, workshop):
    with presenter(browser, workshop) as (page, _, failed):
        page.set_viewport_size(PROJECTOR)
        yield page
        assert failed == []


@pytest.fixture(scope="module")
def phones(browser, workshop):
    """Four phones."""
    with ExitStack() as stack:
        made = []
        for _ in TABLES:
            context = stack.enter_context(browser.new_context(viewport={"width": 360, "height": 640}))
            made.append(context.new_page())
            made[-1].goto(urljoin(workshop.url, "/stem"))
        yield made


def lies_over(slides, above, below):
    """Whether something that stands above something else lies over it."""
    return slides.evaluate(
        """(both) => {
            const [above, below] = both.map((one) => document.querySelector(one).getBoundingClientRect());
            return above.bottom > below.top + 1;
        }""",
        [above, below],
    )


def has_standing(slides, *lines):
    expect(slides.locator("#slides_standing li")).to_have_text(lines)


def ask(slides, phones, poll):
    at(slides, poll.place)
    for phone in phones:
        expect(phone.locator("#phone_story")).to_have_text(poll.story)


def show(slides, voted):
    """Show the votes, and with the next press what is right."""
    expect(slides.locator("#slides_voted")).to_contain_text(f"{voted} van 4")
    expect(slides.locator("#slides_standing")).to_be_hidden()
    for _ in range(2):
        slides.keyboard.press("PageDown")


def test_tables_have_a_score_and_one_person_at_a_table_has_none(slides, phones):
    at(slides, "meedoen.1")
    expect(phones[0].locator("#phone_asks")).to_have_text("Kijk op het scherm")
    expect(phones[0].locator("#phone_team")).to_be_hidden()
    slides.get_by_label("Tafels tegen elkaar?").select_option("2 tafels")
    expect(slides.locator(".tables li:visible")).to_have_text(["Vos", "Uil"])
    for phone, table in zip(phones, TABLES, strict=True):
        expect(phone.locator("#phone_team button:visible")).to_have_text(["Vos", "Uil", "Zonder tafel"])
        phone.get_by_role("button", name=table, exact=True).click()
        expect(phone.locator("#phone_team")).to_be_hidden()
        expect(phone.get_by_role("button", name=f"Jouw tafel: {table}")).to_be_focused()

    ask(slides, phones, FIRST)
    for phone, chosen in zip(phones, [right, right, wrong, right], strict=True):
        choose(phone, chosen(FIRST))
    show(slides, 4)
    has_standing(slides, "Vos 67 %", "Uil –", "Hele zaal 75 %")
    slides.reload()
    has_standing(slides, "Vos 67 %", "Uil –", "Hele zaal 75 %")
    assert not lies_over(slides, "#slides_standing", ".now .body")
    assert_clean_in_every_dress(slides, PROJECTOR)

    phones[3].reload()
    ask(slides, phones, SECOND)
    for phone, chosen in zip(phones, [right, right, right, wrong], strict=True):
        choose(phone, chosen(SECOND))
    # Who moves to another table while the question is open counts there.
    phones[3].get_by_role("button", name="Jouw tafel: Uil").click()
    phones[3].get_by_role("button", name="Vos", exact=True).click()
    expect(phones[3].locator("#phone_said")).to_contain_text("telt mee")
    show(slides, 4)
    has_standing(slides, "Vos 71 %", "Uil –", "Hele zaal 75 %")

    at(slides, "uitslag.1")
    expect(slides.locator("#slides_results .scores li")).to_have_text(["Vos 71 %", "Uil –", "Hele zaal 75 %"])
    expect(slides.locator("#slides_results .standing")).to_contain_text("minder dan 3 mensen")


def test_eight_tables_can_be_chosen_with_large_letters_and_go_when_the_presenter_wants_none(slides, phones):
    at(slides, "meedoen.1")
    slides.get_by_label("Tafels tegen elkaar?").select_option("8 tafels")
    expect(slides.locator(".tables li:visible")).to_have_count(8)
    assert not lies_over(slides, ".now h1", ".now .lead")
    assert not lies_over(slides, ".now form.teams", ".bar")
    assert_clean_in_every_dress(slides, PROJECTOR)
    phone = phones[0]
    table = phone.get_by_role("button", name="Jouw tafel: Vos")
    fox = phone.get_by_role("button", name="Vos", exact=True)
    expect(table.or_(fox).first).to_be_visible()
    if fox.is_visible():  # no other test has it sit there yet
        fox.click()
    table.click()
    expect(phone.locator("#phone_team button:visible")).to_have_count(9)
    expect(phone.get_by_role("button", pressed=True)).to_have_text("Vos")
    assert_clean_in_every_dress(phone, PHONE)
    phone.evaluate("() => (document.documentElement.style.fontSize = '200%')")
    assert phone.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    at(slides, SECOND.told_at)
    expect(slides.locator("#slides_standing li")).to_have_count(9)
    assert not lies_over(slides, "#slides_standing", ".now .body")
    at(slides, "meedoen.1")
    slides.get_by_label("Tafels tegen elkaar?").select_option("Nee")
    expect(phone.locator("#phone_team")).to_be_hidden()
    expect(phone.locator("#phone_table")).to_be_hidden()
