"""A workshop by a plan: its server, slides, notes on a tablet and fifteen phones, and what was pressed."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from urllib.parse import urljoin

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from ehbi.handbook.examples import Option
from ehbi.places import DATABASE
from ehbi.slides import Poll, Slide, plan, polls, served_deck
from tests.serving import Server, free_port, running
from tests.unit.slides.rooms import HANDBOOK
from tests.waiting import PATIENCE

from .axe import PHONE, PROJECTOR
from .phones import InBrowser, Phone, Plain, WithoutScript
from .presenting import COMMAND
from .tally import AGAIN, Tally
from .test_restart import TOKEN

MINUTES, JOIN = 45, "workshop.example"
SLIDES = {slide.id: slide for slide in served_deck(HANDBOOK, {}, phones=True)}
POLLS = polls(tuple(SLIDES.values()))
PLAN = plan(HANDBOOK, {}, MINUTES)
PHONES, BROWSERS = 15, 3
TABLET = {"width": 820, "height": 1180}


@dataclass
class Session:
    """One workshop; the presenter has a clicker."""

    browser: Browser
    stack: ExitStack
    database: str
    port: int = field(default_factory=free_port)
    phones: list[Phone] = field(default_factory=list)
    tally: Tally = field(default_factory=lambda: Tally(POLLS))
    failed: list[str] = field(default_factory=list)  # scripts
    server: Server = field(init=False)
    slides: Page = field(init=False)
    second: Page = field(init=False)
    notes: Page = field(init=False)

    def start(self) -> None:
        command = [*COMMAND[:-1], str(self.port), "--minutes", str(MINUTES), "--join", JOIN]
        environment = {DATABASE: self.database, "JUPYTER_TOKEN": TOKEN}
        self.server = self.stack.enter_context(running(command, environment))

    def stop(self, *, kill: bool = False) -> None:
        process = self.server.process
        if kill:
            process.kill()
        else:
            process.terminate()
        process.wait(PATIENCE)

    def comes_in(self) -> None:
        """Have everybody there: fifteen phones, of which some have a browser."""
        url = self.server.url
        self.slides = self._device(PROJECTOR).new_page()
        self.slides.goto(urljoin(url, f"/?token={TOKEN}"))
        self.notes = self._device(TABLET).new_page()
        self.notes.goto(urljoin(url, "/notities"))
        log_in(self.notes)
        self.phones += [InBrowser(self._device(PHONE).new_page(), url) for _ in range(BROWSERS)]
        self.phones += [Plain(url) for _ in range(PHONES - BROWSERS - 1)]
        self.phones += [WithoutScript(self._device(PHONE, java_script_enabled=False).new_page(), url)]

    def _device(self, size: dict[str, int], **settings: bool) -> BrowserContext:
        context = self.browser.new_context(viewport=size, reduced_motion="reduce", **settings)
        context.set_default_timeout(1000 * PATIENCE)
        context.on("weberror", lambda error: self.failed.append(str(error.error)))
        return self.stack.enter_context(context)

    def on(self) -> None:
        self.slides.keyboard.press("PageDown")

    def at(self, place: str) -> None:
        self.slides.wait_for_url(f"**/#{place}")

    def go_through(self, slide: Slide) -> None:
        for number in range(1, len(slide.frames) + 1):
            self.at(f"{slide.id}.{number}")
            self.on()

    def counts(self) -> Locator:
        """What stands beside each choice."""
        return self.slides.locator(".now .choices:visible .count")

    def vote(self, poll: Poll, picks: dict[int, Option], *, again: bool = False) -> None:
        """Have phones choose, and the slide say how many did; of what they chose it says nothing."""
        for number, option in picks.items():
            self.phones[number].choose(poll, option, again=again)
            self.tally.press(poll, number, option, again=again)
        voted = self.tally.votes[poll.place + AGAIN * again]
        for number in range(BROWSERS, PHONES):
            if number not in voted:  # they are there all the same
                self.phones[number].is_asked(poll, again=again)
        times = f"{len(voted)} van {PHONES}"
        self.says(f"Nog een keer: {times}" if again else f"{times} hebben gekozen")
        expect(self.counts()).to_have_text([""] * len(poll.choice.options))

    def says(self, text: str) -> None:
        """See what the slide says of the votes."""
        expect(self.slides.locator("#slides_voted")).to_have_text(text)

    def sees_votes(self, poll: Poll, *, again: bool = False) -> None:
        """See what was chosen, of two votes both, and whether the room is split."""
        now, first = self.tally.times(poll.place + AGAIN * again), self.tally.times(poll.place)
        ids = [option.id for option in poll.choice.options]
        expect(self.counts()).to_have_text(
            [f"{first[one]} → {now[one]}" if again else str(now[one]) for one in ids]
        )
        if again:
            self.says("Eerst → na overleg")
        elif self.tally.is_split(poll.place):
            self.says("Bespreek het met je buur")
        else:
            expect(self.slides.locator("#slides_votes")).to_be_hidden()

    def sees_what_is_right(self, poll: Poll) -> None:
        """See it on the slide and in the notes, and have those who chose hear it."""
        self.at(poll.told_at)
        right = self.slides.locator(".now .choices:visible .right")
        expect(right.and_(self.slides.locator(f'[data-option="{poll.choice.answer}"]'))).to_have_count(1)
        for number, option in self.tally.last(poll.place).items():
            self.phones[number].hears(poll, option)


def log_in(page: Page) -> None:
    """Give the token where it is asked for."""
    page.get_by_label("Token of wachtwoord").fill(TOKEN)
    page.keyboard.press("Enter")
