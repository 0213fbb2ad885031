"""Text is never markup: a handbook full of script runs none of it, on any page and in any file."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from playwright.sync_api import expect

import ehbi
from ehbi.exports import export
from ehbi.handbook import clock
from ehbi.handbook.parts import OwnContact, Profile
from ehbi.handbook.values import Doubt
from ehbi.store import Notice, Remark, Store, drafts, notices, remarks, revision_rows
from tests.hostile import ATTEMPTS, LINK, assert_nothing_ran, attempt, hostile
from tests.serving import running_server
from tests.unit.server.managing import lodge
from tests.unit.server.visiting import ask, tell, wait_until

from .desk import Desk
from .manager import Manager

HANDBOOK = hostile(ehbi.load())
AUTHOR = ATTEMPTS[0]
PROFILE = Profile(
    format=1,
    library=attempt(0),
    system=attempt(1),
    synchronisation=attempt(2),
    contacts=(OwnContact(id="fb-iam", name=attempt(3)),),
)
TOUCH = """() => { for (const one of document.querySelectorAll('*'))
  for (const kind of ['mouseover', 'focus', 'load', 'error']) one.dispatchEvent(new Event(kind)) }"""


@pytest.fixture(scope="module")
def server():
    """A server whose newest revision has script in every text, past the checks that refuse it."""
    with running_server() as found:
        store = Store.open(found.database, publishes=True)
        with store.writing() as connection:
            revision_rows.add(connection, 1, HANDBOOK, attempt(0), attempt(1))
        remarks.keep(store, Remark(clock.now(), HANDBOOK.revision, "reset-mail", Doubt.OTHER, ATTEMPTS[0]))
        soon = clock.now() + timedelta(days=1)
        notices.keep(store, Notice(attempt(1), clock.now(), soon))
        draft = drafts.begin(store, AUTHOR)
        drafts.save(store, draft, hostile(HANDBOOK), attempt(2))
        store.close()
        wait_until(lambda: HANDBOOK.revision in ask(found.url, "/news").text, "it is served")
        yield found


def assert_nothing_runs(page):
    page.evaluate(TOUCH)
    assert_nothing_ran(page)
    links = page.locator("a").evaluate_all("all => all.map(one => one.getAttribute('href') ?? '')")
    assert [link for link in links if link.strip().lower().startswith("javascript:")] == []


def test_every_text_of_a_handbook_is_an_attempt():
    plain = ehbi.load()
    for step, was in zip(HANDBOOK.steps, plain.steps, strict=True):
        assert any(attempt in step.title for attempt in ATTEMPTS)
        assert (step.id, step.reviewed, step.source) == (was.id, was.reviewed, was.source)
    links = [channel.link for contact in HANDBOOK.contacts for channel in contact.channels if channel.link]
    assert set(links) == {LINK}


@pytest.mark.parametrize("mode", ["book", "guide"])
def test_no_page_for_the_desk_runs_it(page, server, mode):
    desk = Desk(page, server.url)
    for start in ("reset-mail/ja/nee", "nieuw-pasnummer/nee/niet-gelukt/niet-vervangen", "geen-rechten"):
        desk.show(mode, start)
        expect(page.get_by_text(ATTEMPTS[1]).first).to_be_attached()
        assert_nothing_runs(page)
    page.get_by_role("combobox", name="Zoek op wat de lener zegt of ziet").fill("onerror")
    expect(page.locator("#page_hits [role=option]").first).to_be_visible()
    for panel in ("Wie kan wat", "Contact", "Woorden"):
        page.get_by_role("navigation", name="Naslag").get_by_role("button", name=panel).click()
        page.keyboard.press("Escape")
    assert_nothing_runs(page)


def test_what_a_patron_reads_in_another_language_runs_none_of_it_at_the_desk_on_paper_or_on_a_phone(
    page, server
):
    step = HANDBOOK.step("mail-zoeken")
    made = next(one for one in step.translations if one.language == "ar")
    Desk(page, server.url).show("book", "reset-mail/ja")
    page.get_by_role("button", name="Laat zien aan de lener").click()
    page.locator("#page_patron_languages [value=ar]").click()
    words = page.locator("#page_patron_text")
    expect(words).to_have_attribute("lang", "ar")
    for text in (made.asks, made.answers[0].label, made.pictures[0].marks[0]):
        expect(words).to_contain_text(text)
    assert_nothing_runs(page)
    page.emulate_media(media="print")
    assert page.pdf()
    assert_nothing_runs(page)
    page.emulate_media(media="null")

    page.goto(json.loads(tell(server.url, "/mee", {"step": step.id}).text)["address"])
    assert_nothing_runs(page)
    page.locator("[name=language][value=ar]").click()
    expect(page.locator(".asks")).to_contain_text(made.asks.split()[-1])
    words = next(one.words for one in HANDBOOK.languages if one.id == "ar")
    page.locator("[name=said][value=unclear]").click()
    expect(page.locator(".told")).to_have_text(words.told)
    assert_nothing_runs(page)
    assert page.locator("#patron_screen img").count() == len(made.pictures)


def test_practising_runs_none_of_it(page, tmp_path):
    file = tmp_path / "handboek.html"
    file.write_bytes(export(HANDBOOK, "html"))
    desk = Desk(page, file.as_uri()).visit()
    page.get_by_role("button", name="Oefenen", exact=True).click()
    view = page.get_by_role("dialog", name="Oefenen")
    view.locator("#page_practice_choose .answer").last.click()
    for _ in range(6):
        view.locator("#page_practice_options button").last.click()
        expect(view.locator("#page_practice_next")).to_be_focused()
        assert_nothing_runs(desk.page)
        view.locator("#page_practice_next").click()
    view.get_by_role("button", name="Stoppen").click()
    expect(view.get_by_role("listitem").first).to_be_visible()
    assert_nothing_runs(desk.page)


@pytest.mark.parametrize("form", ["html", "svg"])
def test_no_exported_file_runs_it(page, tmp_path, form):
    file = tmp_path / f"handboek.{form}"
    file.write_bytes(export(HANDBOOK.at(PROFILE), form))
    page.goto(file.as_uri())
    assert ATTEMPTS[1] in page.evaluate("document.documentElement.textContent")
    assert_nothing_runs(page)
    if form == "html":
        page.emulate_media(media="print")
        assert page.pdf()
        assert_nothing_runs(page)


def test_no_part_of_the_managers_page_runs_it(page, server):
    with lodge(EHBI_DATABASE=server.database) as gate:
        eva = Manager(page, gate).come(AUTHOR)
        ways = eva.editor.get_by_role("group", name="Onderdelen van het beheer").get_by_role("button")
        for view in ways.all_inner_texts():
            eva.open(view)
            expect(eva.editor.get_by_text("Concept van")).to_contain_text(AUTHOR)
            assert_nothing_runs(page)
        eva.open("Talen")
        eva.field("Taal").select_option("ar")
        eva.pick("Stap", "mail-zoeken")
        asked = eva.editor.locator("[data-id='text/vraag'] textarea")
        expect(asked).to_have_attribute("lang", "ar")
        assert any(one in asked.input_value() for one in ATTEMPTS)
        assert_nothing_runs(page)
        eva.open("Balie")
        eva.sees(ATTEMPTS[0])
        eva.open("Publiceren")
        eva.sees(ATTEMPTS[1])
        eva.open("Versies")
        eva.press("Bekijk versie 2")
        eva.sees(ATTEMPTS[1])
        assert_nothing_runs(page)
