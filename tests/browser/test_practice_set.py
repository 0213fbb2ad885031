"""What a room takes home: from the slides and the phone, to a page that works without a network."""

from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from ehbi.slides import practice_set
from ehbi.slides.practice_set import exercises_for
from tests.unit.slides.rooms import FOUND, HANDBOOK, HARD, POLLS, fewer, wrong

from .axe import PHONE, assert_clean_in_every_dress
from .practising import Practising
from .presenting import at, presenter, workshop_of

STEP = POLLS[HARD].choice.step


@pytest.fixture(scope="module")
def workshop(tmp_path_factory):
    with workshop_of(fewer(HANDBOOK), tmp_path_factory.mktemp("workshop")) as server:
        yield server


@pytest.fixture
def slides(browser, workshop):
    with presenter(browser, workshop) as (page, _, failed):
        yield page
        assert failed == []


@pytest.fixture
def own(context):
    """A page of somebody at home; no script may fail."""
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []


def test_the_phone_leads_to_what_the_room_found_hard_once_the_exercises_are_over(slides, workshop, own):
    at(slides, HARD)
    own.set_viewport_size(PHONE)
    own.goto(urljoin(workshop.url, "/stem"))
    own.get_by_role("button", name=wrong(HARD).label, exact=True).click()
    expect(own.locator("#phone_said")).to_contain_text("telt mee")
    expect(own.locator("#phone_home")).to_be_hidden()
    slides.keyboard.press("End")
    slides.keyboard.press("End")
    expect(slides.locator("#einde")).to_be_visible()
    expect(own.locator("#phone_home")).to_be_visible()
    assert_clean_in_every_dress(own, PHONE)
    with own.expect_download() as saved:
        own.get_by_role("link", name="Bewaar voor thuis").click()
    assert saved.value.suggested_filename == "oefenset.html"
    with own.expect_popup() as opened:
        own.get_by_role("link", name="Open de oefenset").click()
    expect(opened.value.get_by_role("listitem").filter(has_text=STEP.title)).to_be_visible()
    own.context.set_offline(True)
    practising = Practising(opened.value).open().begin()
    practising.choose(practising.here.choices[0].right)
    own.context.set_offline(False)
    with slides.expect_download() as kept:
        slides.get_by_role("button", name="Oefenset").click()
    assert Path(kept.value.path()).read_bytes() == Path(saved.value.path()).read_bytes()
    at(slides, HARD)
    expect(own.locator("#phone_home")).to_be_hidden()


def test_all_of_the_file_can_be_done_without_a_network(own, tmp_path):
    asked = []
    own.on("request", lambda request: asked.append(request.url))
    own.context.set_offline(True)
    file = tmp_path / "oefenset.html"
    file.write_text(practice_set(HANDBOOK, FOUND), encoding="utf-8")
    own.goto(file.as_uri())
    assert_clean_in_every_dress(own)
    practising = Practising(own).open().begin()
    done = [one.example.id for one in practising.round()]
    assert set(done) <= {one.example.id for one in exercises_for(HANDBOOK, FOUND)}
    expect(practising.view).to_contain_text("Je hebt alles goed")
    assert all(url.startswith(("file:", "data:")) for url in asked)
