"""A patron's phone follows the desk in their own language, says when it is lost, and ends with the desk."""

from __future__ import annotations

import json
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from ehbi.places import DATABASE
from ehbi.store import Store, drafts, revisions
from tests.patrons import ARABIC, HANDBOOK, WORDS
from tests.serving import running_server
from tests.unit.server.visiting import ask, tell
from tests.waiting import PATIENCE, wait_until

from .axe import PHONE, assert_clean_in_every_dress

LINES = ".does > ol > li > button"
WIDE = """() => [...document.querySelectorAll("body, body *")].filter(
    (one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1 && !one.closest("svg"),
).map((one) => one.outerHTML)"""


class Desk:
    """What the desk's page does, without that page."""

    def __init__(self, url: str, step: str, **more: str) -> None:
        self.url = url
        self.told = json.loads(tell(url, "/mee", {"step": step, **more}).text)
        self.path = f"/mee/{self.told['address'].split('/')[-1]}"

    def moves(self, step: str) -> None:
        assert tell(self.url, self.path, {"step": step}, EHBI_Key=self.told["key"]).status == 200

    def hears(self, **told: object) -> None:
        """Wait until this is told of the screen."""

        def is_told() -> bool:
            answer = ask(self.url, f"{self.path}/gezegd", EHBI_Key=self.told["key"])
            return told.items() <= json.loads(answer.text).items()

        wait_until(is_told, f"the desk hears {told}")

    def ends(self) -> None:
        assert ask(self.url, self.path, "DELETE", EHBI_Key=self.told["key"]).status == 200


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A desk's server with a handbook in three languages."""
    address = f"sqlite:///{tmp_path_factory.mktemp('mee')}/ehbi.sqlite"
    with Store.open(address, publishes=True) as store:
        base = drafts.begin(store, "Noor").base
        revisions.publish(store, base, HANDBOOK, "Noor", "Talen")
    with running_server(**{DATABASE: address}) as server:
        newest = f'"revision": "{HANDBOOK.revision}"'
        wait_until(lambda: newest in ask(server.url, "/news").text, "the server has the languages")
        yield server


@contextmanager
def phone(browser, desk, **how):
    with browser.new_context(viewport=PHONE, service_workers="block", **how) as context:
        context.set_default_timeout(1000 * PATIENCE)
        page = context.new_page()
        page.goto(desk.told["address"])
        yield page


def says(page, words):
    return page.locator(".says").get_by_role("button", name=words, exact=True)


def test_it_follows_the_desk_is_lost_and_back_and_ends_with_the_desk(browser, served):
    desk = Desk(served.url, "reset-mail")
    with phone(browser, desk) as page:
        page.get_by_role("button", name="العربية").click()
        expect(page.locator(".does")).to_contain_text("على أي عنوان")
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        desk.hears(language="ar", here=True, said="")

        desk.moves("mail-zoeken")
        expect(page.locator(LINES)).to_have_count(3)
        expect(page.locator(".does bdi[lang=nl][dir=ltr]")).to_have_text(["inbox", "spammap"])
        first, second = page.locator(LINES).nth(0), page.locator(LINES).nth(1)
        expect(first).to_have_attribute("aria-current", "step")
        second.click()
        expect(second).to_have_attribute("aria-current", "step")
        says(page, ARABIC.unclear).click()
        expect(page.locator(".told")).to_have_text(ARABIC.told)
        expect(second).to_have_attribute("aria-current", "step")  # still at the same line
        desk.hears(said="unclear", step="mail-zoeken")

        page.context.set_offline(True)
        expect(page.locator("#patron_lost")).to_have_text(ARABIC.lost)
        says(page, ARABIC.failed).click()
        desk.hears(here=False)
        page.context.set_offline(False)
        expect(page.locator("#patron_lost")).to_be_hidden()
        desk.hears(said="failed", here=True)

        page.locator("summary").click()
        page.get_by_role("button", name="English").click()
        expect(page.locator("html")).to_have_attribute("dir", "ltr")
        expect(says(page, WORDS.failed)).to_have_attribute("aria-pressed", "true")
        desk.moves("mail-opnieuw")
        expect(page.locator(".note")).to_have_text(WORDS.dutch_only)
        expect(page.locator(".step")).to_have_attribute("lang", "nl")

        desk.ends()
        expect(page.locator("main")).to_have_text(WORDS.over)
        expect(page.get_by_role("button")).to_have_count(0)
        page.reload()
        expect(page.locator("main")).to_contain_text(ARABIC.over)
        expect(page.locator("main")).to_contain_text("Dit is afgelopen")


def test_without_javascript_it_does_the_same_when_it_is_loaded_anew(browser, served):
    desk = Desk(served.url, "mail-zoeken")
    with phone(browser, desk, java_script_enabled=False) as page:
        page.get_by_role("button", name="English").click()
        expect(page.locator(".does > ol > li")).to_have_count(3)
        says(page, WORDS.done).click()
        expect(page.locator(".told")).to_have_text(WORDS.told)
        desk.hears(said="done", language="en", here=True)
        desk.moves("reset-mail")
        expect(page.locator(".does")).to_contain_text("Which e-mail address")  # it loads itself
        desk.ends()
        expect(page.locator("main")).to_contain_text(WORDS.over)


def test_it_is_clean_and_fits_with_letters_of_twice_the_size(browser, served):
    desk = Desk(served.url, "mail-zoeken", language="ar")
    with phone(browser, desk) as page:
        expect(page.locator(LINES)).to_have_count(3)
        says(page, ARABIC.done).click()
        expect(page.locator(".told")).to_have_text(ARABIC.told)
        assert_clean_in_every_dress(page, PHONE)
        page.set_viewport_size({"width": 360, "height": 640})
        page.evaluate("() => (document.documentElement.style.fontSize = '200%')")
        assert page.evaluate(WIDE) == []
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
