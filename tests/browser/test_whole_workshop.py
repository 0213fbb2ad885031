"""One workshop from its first slide to its last, with a presenter and four phones, and what is left of it."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Browser, Page, expect

from ehbi.handbook.examples import Choice, Option
from ehbi.slides import Layout, Slide, deck
from ehbi.store import Store, remarks
from tests.serving import Server, running
from tests.unit.paper.reading import squeezed, words
from tests.unit.slides.rooms import HANDBOOK, POLLS
from tests.votes import votes_kept

from .presenting import COMMAND
from .test_workshop import choose

SLIDES = deck(HANDBOOK, served=True)
ASKED = 2
"""Exercises that this room does."""


@dataclass
class Room:
    """A presenter who only presses the clicker, unless there is something to choose; and phones."""

    screen: Page
    phones: list[Page] = field(default_factory=list)

    def on(self) -> None:
        self.screen.keyboard.press("PageDown")

    def at(self, place: str) -> None:
        self.screen.wait_for_url(f"**/#{place}")

    def go_through(self, slide: Slide) -> None:
        """Show a slide, frame by frame, with the path lit up as far as it is told."""
        for number, frame in enumerate(slide.frames, start=1):
            self.at(f"{slide.id}.{number}")
            if frame.case and frame.case.step:
                current = self.screen.locator(".now .chart .current")
                expect(current).to_have_attribute("data-step", frame.case.step.id)
            self.on()

    def vote(self, choice: Choice, options: list[Option]) -> None:
        for phone, option in zip(self.phones, options, strict=True):
            expect(phone.get_by_role("heading", level=1)).to_have_text(choice.asks)
            choose(phone, option)
        expect(self.screen.locator("#slides_voted")).to_have_text("4 van 4 hebben gekozen")
        self.on()
        for option in set(options):
            count = self.screen.locator(f'.now [data-option="{option.id}"]:visible .count')
            expect(count).to_have_text(str(options.count(option)))

    def hears_what_is_right(self, choice: Choice) -> None:
        expect(self.screen.locator(".now .right:visible")).to_have_attribute("data-option", choice.answer)
        for phone, option in zip(self.phones, mostly_wrong(choice), strict=True):
            told = "Goed gekozen" if option.right else "Het handboek kiest iets anders"
            expect(phone.get_by_role("heading", level=1)).to_have_text(told)
            expect(phone.locator(".says").first).to_have_text(choice.right.label)

    def practise(self, slide: Slide, number: int) -> None:
        """Have most phones choose what is not right, and then hear what is."""
        expect(self.screen.locator(".now h1")).to_have_text(f"Oefening {number} van {len(exercises())}")
        for at, frame in enumerate(slide.frames, start=1):
            self.at(f"{slide.id}.{at}")
            if frame.choice and frame.revealed:
                self.hears_what_is_right(frame.choice)
            elif frame.choice:
                self.vote(frame.choice, mostly_wrong(frame.choice))
            self.on()


def mostly_wrong(choice: Choice) -> list[Option]:
    wrong = [option for option in choice.options if not option.right]
    return [choice.right, wrong[0], wrong[0], wrong[-1]]


def exercises() -> list[Slide]:
    return [slide for slide in SLIDES if slide.layout is Layout.EXERCISE]


def in_turns() -> list[Slide]:
    """The first exercise of each situation, as they come when the room wants one of each."""
    own = {slide.example.situation: slide for slide in reversed(exercises())}
    return [own[situation.id] for situation in HANDBOOK.situations if situation.id in own]


def comes_in(browser: Browser, server: Server, stack: ExitStack) -> Room:
    contexts = [browser.new_context(reduced_motion="reduce") for _ in range(5)]
    screen, *phones = [context.new_page() for context in contexts]
    for context in contexts:
        stack.callback(context.close)
    screen.set_viewport_size({"width": 1024, "height": 768})
    screen.goto(server.url)
    for phone in phones:
        phone.goto(urljoin(server.url, "/stem"))
    return Room(screen, phones)


def tries_a_story(room: Room) -> None:
    room.at("stap-voor-stap.1")
    room.screen.get_by_label("Welk verhaal?").select_option(index=1)
    room.screen.get_by_label("Wat ziet de lener?").select_option(index=1)
    expect(room.screen.locator(".ehbi-stories .node.current:visible")).to_have_count(1)
    room.on()


def keeps_and_sends(room: Room) -> bytes:
    room.screen.get_by_label("Ga naar dia").select_option(label="Wat vond de zaal lastig?")
    expect(room.screen.locator(".hardest li")).to_have_count(3)
    with room.screen.expect_download() as saved:
        room.screen.get_by_role("button", name="Bewaar als PDF").click()
    room.screen.get_by_role("button", name="Stuur naar functioneel beheer").click()
    room.screen.get_by_role("button", name="Ja, stuur").click()
    expect(room.screen.locator("#results_said")).to_contain_text("verstuurd")
    room.on()
    return Path(saved.value.path()).read_bytes()


def test_a_workshop_from_the_first_slide_to_the_last(browser, tmp_path):
    database = f"sqlite:///{tmp_path}/ehbi.sqlite"
    practised = in_turns()[:ASKED]
    with ExitStack() as stack:
        with running([*COMMAND, "--database", database]) as server:
            room = comes_in(browser, server, stack)
            for slide in SLIDES[: [slide.layout for slide in SLIDES].index(Layout.LIVE)]:
                room.go_through(slide)
            tries_a_story(room)
            room.at("oefeningen.1")
            room.screen.get_by_role("radio", name="Om en om").check()
            room.on()
            for number, slide in enumerate(practised, start=1):
                room.practise(slide, number)
            kept = keeps_and_sends(room)
            room.at("einde.1")
            asked = [place for place in POLLS if place.split(".")[0] in {slide.id for slide in practised}]
            assert votes_kept(database) == len(asked) * len(room.phones)
        assert votes_kept(database) == 0
    assert squeezed("3 van 4 kozen iets anders") in words(kept)
    assert told_to_managers(database) == steps_asked(practised)


def told_to_managers(database: str) -> set[str]:
    store = Store.open(database)
    try:
        return {remark.step for remark in remarks.kept(store)}
    finally:
        store.close()


def steps_asked(slides: list[Slide]) -> set[str]:
    choices = [frame.choice for slide in slides for frame in slide.frames if frame.choice]
    return {(choice.step or choice.right.leads).id for choice in choices}
