"""After the exercises: the presenter sees what the room found hard, keeps it, and tells the managers."""

import sqlite3
from contextlib import closing, contextmanager
from http import HTTPStatus
from pathlib import Path

import pytest
from playwright.sync_api import expect

from ehbi.slides import deck, polls
from ehbi.slides.polls import results
from ehbi.slides.report import results_part
from ehbi.store import Store, remarks
from tests.hostile import assert_nothing_ran, hostile
from tests.unit.paper.reading import pages, size, squeezed, words
from tests.unit.server.visiting import tell, wait_until
from tests.unit.slides.rooms import FOUND, HANDBOOK, HARD, POLLS, fewer, votes, wrong
from tests.votes import forget_votes
from tests.waiting import PATIENCE

from .axe import PROJECTOR, assert_clean, assert_clean_in_every_dress
from .presenting import at, presenter, workshop_of

RESULTS, CLOSING = "uitslag.1", "einde.1"
STEP = POLLS[HARD].choice.step


@pytest.fixture(scope="module")
def workshop(tmp_path_factory):
    with workshop_of(fewer(HANDBOOK), tmp_path_factory.mktemp("workshop")) as server:
        yield server


@pytest.fixture(scope="module")
def presented(browser, workshop):
    with presenter(browser, workshop) as found:
        yield found


@pytest.fixture
def slides(presented, workshop):
    """The presenter's slides, at a check where nobody chose anything yet; no script may fail."""
    forget_votes(workshop.database)
    page, _, failed = presented
    page.set_viewport_size(PROJECTOR)
    go(page, HARD)
    yield page
    page.unroute_all()
    assert failed == []


def go(slides, place):
    at(slides, place)
    expect(slides.locator(f"#{place.partition('.')[0]}")).to_be_visible()


def show_hands(slides, option):
    with slides.expect_response(lambda answer: "hands" in (answer.request.post_data or "")):
        slides.locator(f'.now [data-option="{option.id}"]:visible button').click()


def room(workshop):
    """Three phones, of which two choose what is not right, once that is what the slides ask."""
    for voter, option in enumerate((POLLS[HARD].choice.right, wrong(HARD), wrong(HARD))):
        told = {"place": HARD, "voter": f"{voter:032x}", "option": option.id}
        wait_until(
            lambda told=told: tell(workshop.url, "/stem/vraag", told).status == HTTPStatus.OK, "a vote"
        )


@contextmanager
def without(workshop, table):
    """The store without one of its tables."""
    file = workshop.database.removeprefix("sqlite:///")
    with closing(sqlite3.connect(file, timeout=PATIENCE)) as connection:
        connection.execute(f"ALTER TABLE {table} RENAME TO {table}_weg")
        try:
            yield
        finally:
            connection.execute(f"ALTER TABLE {table}_weg RENAME TO {table}")


def test_before_anybody_chose_the_slide_says_so(slides):
    go(slides, RESULTS)
    expect(slides.locator("#slides_results")).to_contain_text("Er is nog niets gekozen.")
    assert_clean(slides)


def test_hands_alone_make_results_too(slides):
    show_hands(slides, wrong(HARD))
    go(slides, RESULTS)
    expect(slides.locator(".hardest")).to_contain_text("1 van 1 koos iets anders dan het handboek.")
    expect(slides.locator("#results_said")).to_contain_text("Niets om te sturen")
    go(slides, HARD)
    show_hands(slides, wrong(HARD))


def test_a_whole_room_sees_keeps_and_sends_what_was_hard(slides, workshop):
    room(workshop)
    go(slides, RESULTS)
    hardest = slides.locator(".hardest button").first
    expect(hardest).to_contain_text(STEP.title)
    expect(hardest).to_contain_text("2 van 3 kozen iets anders dan het handboek.")
    expect(hardest).to_contain_text(wrong(HARD).label)
    expect(slides.locator("#uitslag .chart .current")).to_have_attribute("data-step", STEP.id)
    expect(slides.locator("#uitslag .chart .current")).to_be_in_viewport()
    _keeps(slides)
    _sends(slides, workshop)


def _keeps(slides):
    for button, sides in [("Bewaar als PDF", (210, 297)), ("PDF op A3", (297, 420))]:
        with slides.expect_download() as saved:
            slides.get_by_role("button", name=button).click()
        file = Path(saved.value.path()).read_bytes()
        assert {tuple(sorted(size(page))) for page in pages(file)} == {sides}
        assert squeezed("2 van 3 kozen iets anders") in words(file)
    with slides.expect_download() as saved:
        slides.get_by_role("button", name="Bewaar als afbeelding").click()
    assert Path(saved.value.path()).read_bytes().startswith(b"\x89PNG")


def _sends(slides, workshop):
    send = slides.get_by_role("button", name="Stuur naar functioneel beheer (1)")
    send.click()
    slides.get_by_role("button", name="Nee", exact=True).click()
    send.click()
    yes = slides.get_by_role("button", name="Ja, stuur")
    expect(yes).to_be_focused()
    with without(workshop, "remarks"):
        yes.click()
        expect(slides.locator("#results_said")).to_contain_text("Er is niets weg")
    yes.dblclick()
    expect(slides.locator("#results_said")).to_have_text("1 melding is verstuurd.")
    expect(slides.locator("#results_said")).to_be_focused()
    expect(send).to_have_count(0)
    slides.reload()
    expect(slides.locator("#results_said")).to_have_text("1 melding is verstuurd.")
    store = Store.open(workshop.database)
    (kept,) = remarks.kept(store)
    store.close()
    assert (kept.step, kept.text[:40]) == (STEP.id, "In een workshop koos 2 van 3 iets anders")


def test_at_the_end_there_is_something_to_take_home(slides):
    go(slides, CLOSING)
    for button, name in [("Poster (A3)", "poster-a3.pdf"), ("Deze dia’s als bestand", "dias.html")]:
        with slides.expect_download() as saved:
            slides.get_by_role("button", name=button).click()
        assert saved.value.suggested_filename == name
        expect(slides.locator(".now [role=status]")).to_have_text(f"{name} staat bij je downloads.")
    slides.keyboard.press("Space")
    expect(slides.locator("#einde")).to_be_visible()
    assert_clean(slides)


def test_what_cannot_be_made_is_said(slides):
    go(slides, CLOSING)
    slides.route("**/zaal/mee/*", lambda route: route.abort())
    slides.get_by_role("button", name="Kaart").click()
    expect(slides.locator(".now [role=status]")).to_contain_text("Geen verbinding met de server.")


def test_a_step_can_be_looked_at_and_the_whole_of_it_too(slides, workshop):
    room(workshop)
    with slides.expect_response("**/zaal/uitslag"):  # what another test left there is gone then
        go(slides, RESULTS)
    expect(slides.locator(".hardest")).to_contain_text("van 3")
    button = slides.locator(".hardest button").first
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(slides.locator("#uitslag .chart .current")).to_have_count(0)
    button.focus()
    slides.keyboard.press("Space")
    expect(button).to_have_attribute("aria-pressed", "true")
    slides.set_viewport_size({"width": 1280, "height": 720})
    expect(slides.locator("#uitslag .chart .current")).to_have_attribute("data-step", STEP.id)


def test_when_the_votes_cannot_be_read_the_slide_says_so(slides, workshop):
    with without(workshop, "votes"):
        go(slides, RESULTS)
        expect(slides.locator("#slides_results")).to_contain_text("Er is niets weg")


def test_axe_finds_nothing_and_nothing_falls_off(slides, workshop):
    room(workshop)
    go(slides, RESULTS)
    expect(slides.locator(".hardest")).to_be_visible()

    def nothing_falls_off():
        for part in (slides.locator(".now"), slides.locator(".now .words")):
            assert part.evaluate("(one) => one.scrollHeight - one.clientHeight") <= 0

    assert_clean_in_every_dress(slides, PROJECTOR, nothing_falls_off)


def test_what_people_wrote_is_text_in_the_results(page):
    handbook = hostile(HANDBOOK)
    asked = polls(deck(handbook))
    times = {place: counts for at in asked for place, counts in votes(at, 1, 5, asked).items()}
    found = results(asked, times)
    page.set_content(results_part(handbook, found, 3, 0))
    expect(page.locator(".hardest li")).to_have_count(3)
    for button in page.locator(".hardest button").all():
        button.hover()
    assert_nothing_ran(page)
    assert page.locator("img, iframe, script, b[onmouseover]").count() == 0


def test_three_hard_checks_fit_on_a_projector(slides):
    html = results_part(HANDBOOK, FOUND, 2, 0)
    slides.route("**/zaal/uitslag", lambda route: route.fulfill(json={"html": html}))
    go(slides, RESULTS)
    expect(slides.locator(".hardest li")).to_have_count(3)
    slides.get_by_role("button", name="Stuur naar functioneel beheer (2)").click()
    words_ = slides.locator(".now .words")
    off, letters = words_.evaluate(
        "(one) => [one.scrollHeight - one.clientHeight, parseFloat(getComputedStyle(one).fontSize)]"
    )
    assert (off <= 0, letters >= 13) == (True, True), (off, letters)
