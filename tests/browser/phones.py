"""Phones in the room, of kinds that tests use alike: with and without JavaScript, and without a browser."""

from __future__ import annotations

import json
import secrets
from http import HTTPStatus
from typing import Any, Protocol
from urllib.parse import urljoin

from playwright.sync_api import Page, expect

from ehbi.handbook.examples import Option
from ehbi.slides import Poll
from tests.unit.server.visiting import Answer, ask, tell
from tests.waiting import wait_until

PAGE, QUESTION, IDEA = "/stem", "/stem/vraag", "/stem/idee"


class Phone(Protocol):
    """What whoever holds a phone sees and does."""

    def is_asked(self, poll: Poll, *, again: bool = False) -> None:
        """Wait until the phone asks this, the first or the second time."""

    def choose(self, poll: Poll, option: Option, *, again: bool = False) -> None:
        """Choose once that is asked, and see that it counts."""

    def writes(self, text: str) -> None:
        """Have a text on the slide."""

    def hears(self, poll: Poll, mine: Option | None) -> None:
        """Hear whether the last choice was right, and what is."""


class InBrowser:
    """A phone as it is."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        page.goto(urljoin(url, PAGE))

    @property
    def said(self) -> Any:
        return expect(self.page.locator("#phone_said"))

    @property
    def pressed(self) -> Any:
        return expect(self.page.get_by_role("button", pressed=True))

    def is_asked(self, poll: Poll, *, again: bool = False) -> None:
        expect(self.page.locator("#phone_story")).to_have_text(poll.story)
        expect(self.page.locator("#phone_asks")).to_have_text(poll.choice.asks)
        labels = [option.label for option in poll.choice.options]
        expect(self.page.locator("#phone_choices button:enabled")).to_have_text(labels)
        if again:
            self.said.to_have_text("Bespreek het met je buur, en kies nog een keer.")

    def press(self, option: Option) -> None:
        """Press, whatever comes of it."""
        self.page.get_by_role("button", name=option.label, exact=True).click()

    def choose(self, poll: Poll, option: Option, *, again: bool = False) -> None:
        self.is_asked(poll, again=again)
        self.press(option)
        self.said.to_contain_text("telt mee")

    def writes(self, text: str) -> None:
        self.page.get_by_label("Een paar woorden is genoeg", exact=False).fill(text)
        self.page.get_by_role("button", name="Zet op het scherm").click()
        expect(self.page.locator("#phone_written")).to_contain_text("Staat op het scherm")

    def hears(self, poll: Poll, mine: Option | None) -> None:
        heading = "Dit zegt het handboek"
        if mine:
            heading = "Goed gekozen" if mine.right else "Het handboek kiest iets anders"
        expect(self.page.locator("#phone_asks")).to_have_text(heading)
        expect(self.page.locator("#phone_answer .says").first).to_have_text(poll.choice.right.label)
        yours = [f"Jij koos: {mine.label}"] if mine and not mine.right else []
        expect(self.page.locator("#phone_answer .yours")).to_have_text(yours)


class WithoutScript(InBrowser):
    """A phone whose page does without JavaScript; whoever holds it looks by themselves what is new."""

    def __init__(self, page: Page, url: str) -> None:
        super().__init__(page, url)
        page.get_by_role("link", name="Doe dat liever zelf").click()

    def _look_until(self, there: str) -> None:
        def is_there() -> bool:
            self.page.get_by_role("link", name="Kijk of er iets nieuws is").click()
            return self.page.locator(there).count() > 0

        wait_until(is_there, f"{there} on a phone without JavaScript")

    def is_asked(self, poll: Poll, *, again: bool = False) -> None:
        self._look_until("#phone_choices button:enabled")
        super().is_asked(poll, again=again)

    def hears(self, poll: Poll, mine: Option | None) -> None:
        self._look_until("#phone_answer")
        super().hears(poll, mine)


class Plain:
    """A phone without a browser: it asks for and tells what the script of the page does."""

    def __init__(self, url: str) -> None:
        self.url, self.voter = url, secrets.token_hex(16)

    def look(self) -> dict[str, Any]:
        """Ask what is asked now."""
        answer = ask(self.url, QUESTION, EHBI_Phone=self.voter)
        assert answer.status == HTTPStatus.OK, answer.text
        return json.loads(answer.text)

    def send(self, asked: str, option: Option) -> Answer:
        """Send a choice, and return whether it counts."""
        told = {"place": asked, "option": option.id, "voter": self.voter}
        return tell(self.url, QUESTION, told, EHBI_Phone=self.voter)

    def is_asked(self, poll: Poll, *, again: bool = False) -> None:
        self._asked(poll, again)

    def _asked(self, poll: Poll, again: bool) -> str:
        """Return under which name the vote has to come."""
        found: dict[str, Any] = {}

        def is_there() -> bool:
            found.update({"before": "", "closed": False}, **self.look())
            first = found["before"] if again else found.get("place")
            return first == poll.place and not found["closed"]

        wait_until(is_there, f"phones are asked {poll.place}")
        assert (found["story"], found["asks"]) == (poll.story, poll.choice.asks)
        return found["place"]

    def choose(self, poll: Poll, option: Option, *, again: bool = False) -> None:
        answer = self.send(self._asked(poll, again), option)
        assert answer.status == HTTPStatus.OK, answer.text

    def writes(self, text: str) -> None:
        answer = tell(self.url, IDEA, {"text": text})
        assert answer.status == HTTPStatus.OK, answer.text

    def hears(self, poll: Poll, mine: Option | None) -> None:
        wait_until(lambda: "told" in self.look(), "phones hear what is right")
        told = self.look()["told"]
        assert told["says"][0] == poll.choice.right.label
        assert mine is None or (mine.id in told["right"]) == mine.right
