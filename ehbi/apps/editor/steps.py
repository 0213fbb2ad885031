"""The view of one step: the flowchart as the canvas, and the form of the step at hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...files.pictures import PictureError
from ...handbook.errors import EditError
from ...handbook.placeholders import UNDECIDED, UNDECIDED_NAME
from ...handbook.values import Kind
from ..panel import Block, Button, Field, File, Group, GroupedOption, Option, Point, Text, Tone
from . import pictures
from .charts import charts_of, first_in, picture_of
from .diff import counted
from .figures import past_year
from .form import shared, steps_by_situation
from .page import INBOX, STEPS, Page
from .step_form import filled, pressed, said, step_form
from .view import Picture, View

NO_STEPS = "Er staan geen stappen in je concept. Maak het ongedaan, of zet ze erin bij Bestanden."
_DONE = {
    "add-answer": "Antwoord erbij",
    "add-step": "Nieuwe stap",
    "duplicate": "Kopie gemaakt",
    "remove": "Weggehaald",
    "up": "Antwoord verplaatst",
    "down": "Antwoord verplaatst",
    "insert": "Stap ertussen",
    "end": "Uitkomst zonder antwoorden",
}


class Steps(View):
    """Change one step, and see where it stands."""

    key, label = STEPS, "Stappen"
    has_checks = True

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.instead = ""
        self.chart = page.at
        self._no_picture: dict[str, str] = {}  # why a picture was not taken, by step; until something is done
        self._told: dict[str, dict[str, str]] = {}  # what was done to a picture last, by step and block

    @property
    def thing(self) -> str:
        """The step in the form."""
        return self.page.at

    @property
    def place(self) -> tuple[str, ...]:
        """The step in the form."""
        return (self.page.at,) if self.page.at else ()

    def go(self, place: tuple[str, ...]) -> None:
        """Have the step of an address in the form, also by an id that it had."""
        for step in place[:1]:
            known = self.work.handbook.known_as(step)
            self.page.at = known if known in self.work.handbook else self.page.at

    def lists(self) -> Mapping[str, Sequence[Option | GroupedOption]]:
        """Return who can act, and what can take the place of the step when it is removed."""
        others = (step for step in steps_by_situation(self.work.handbook) if step[0] != self.page.at)
        parties = shared(self.work.handbook)["parties"]
        if self.page.at and self.work.handbook.step(self.page.at).party == UNDECIDED:
            parties = ((UNDECIDED, UNDECIDED_NAME), *parties)
        return {"parties": parties, "instead": (("", "Haal de antwoorden hierheen ook weg"), *others)}

    def blocks(self) -> Iterator[Block]:
        """Yield the choice of a step, and its form."""
        handbook = self.work.handbook
        if not self.page.at:
            yield Text("nothing", NO_STEPS, Tone.WARNING)
            return
        yield Field("at", "Stap", self.page.at, "search", STEPS)
        if ways := tuple(self._ways()):
            yield Group("ways", "Meer bij deze stap", ways, across=True)
        step, refused = handbook.step(self.page.at), self._rejected.get("kind")
        ends = bool(step.answers) and refused is not None and refused.typed == Kind.OUTCOME
        why = self._no_picture.get(self.page.at, "")
        for block in step_form(handbook, step, self.work.problems, self.instead, ends=ends):
            yield pictures.told(block, self._told.get(self.page.at, {}), why)

    def _ways(self) -> Iterator[Block]:
        """Yield the ways from the step to where it is tried, and to what the desk says of it."""
        if self.page.test:
            yield Button("test", "Test vanaf hier")
        if waiting := self.page.waiting(self.page.at):
            told = f"Bekijk {counted(waiting, 'melding', 'meldingen')} van de balie"
            yield Button("remarks", told, Tone.WARNING)

    def images(self) -> Mapping[str, bytes]:
        """Return the pictures of the step."""
        handbook, at = self.work.handbook, self.page.at
        wanted = {one.file for one in handbook.step(at).pictures} if at else set()
        return {digest: handbook.pictures[digest] for digest in sorted(wanted & handbook.pictures.keys())}

    def picture(self) -> Picture | None:
        """Return a picture with the step at hand, and what is wrong where it is wrong; None without steps."""
        if not self.page.at:
            return None
        handbook = self.work.handbook
        traffic = past_year(self.work) if self.page.counts else None
        picture = picture_of(handbook, self.page.at, self.chart, self.work.problems, traffic)
        self.chart = picture.key
        return replace(picture, charts=charts_of(handbook))

    def look(self, chart: str) -> None:
        """Choose a picture; with it a step that is in it."""
        self.chart = chart
        self.page.choose(first_in(self.work.handbook, chart, self.page.at))

    def fill(self, field: str, value: Any) -> None:
        """Take a field of the form."""
        self._told = {}
        match field:
            case "at":
                self.page.choose(value)
            case "instead":
                self.instead = value
            case pictures.ADD if isinstance(value, File):
                self._add_picture(value)
            case _:
                work, at = self.work, self.page.at
                changed, shown = filled(work.handbook, at, field, value, work.base)
                # By its place: the id can change with each letter of the title.
                typed = f"{work.handbook.steps.index(work.handbook.step(at))}/{field}"
                self.go_on_as(shown)
                self.page.do(said(field, work.handbook.step(at).title), changed, shown, typed)

    def _add_picture(self, file: File) -> None:
        work, at = self.work, self.page.at
        try:
            changed = pictures.added(work.handbook, at, file)
        except PictureError as error:
            self._no_picture = {at: str(error)}
            self.page.refresh()
            return
        self._no_picture = {}
        self.page.do(f"Plaatje bij ‘{work.handbook.step(at).title}’", changed, at)
        self.page.focus(f"pictures/{len(work.handbook.step(at).pictures) - 1}/alt")

    def point(self, picture: str, point: Point) -> None:
        """Put a mark on a picture of the step, or move one."""
        if done := pictures.pointed(self.work.handbook, self.page.at, picture, point):
            # A drag is undone as one, and so is what keys do to one mark in one go.
            self._do_to_picture(done, f"{self.page.at}/{picture}/{point.marker}" if point.by_keys else "")

    def _do_to_picture(self, done: pictures.Done, typed: str = "") -> None:
        self._told = {self.page.at: {done.at: done.told}}
        self.page.do(done.said, done.handbook, self.page.at, typed)
        if done.goal:
            self.page.focus(done.goal)

    def refused(self, field: str, value: Any) -> EditError | None:
        """Return why the step cannot take something in a field; None if it can."""
        try:
            filled(self.work.handbook, self.page.at, field, value, self.work.base)
        except EditError as error:
            return error
        return None

    def press(self, button: str) -> None:
        """Do something with the step or one of its answers, try it, or show what the desk says of it."""
        if button == "test" and self.page.test:
            self.page.test()
            return
        if button == "remarks":
            self.page.about = self.page.at
            self.page.open(INBOX, "name")
            return
        work, at = self.work, self.page.at
        self._no_picture = {}
        if button.startswith(pictures.PICTURES):
            self._do_to_picture(pictures.pressed(work.handbook, at, button))
            return
        changed, shown = pressed(work.handbook, at, button, self.instead, work.today)
        self.instead = ""
        self.page.do(_DONE[button.rsplit("/", maxsplit=1)[-1]], changed, shown)
        if goal := _next_focus(button, len(work.handbook.step(at).answers) if at in work.handbook else 0):
            # Another answer can stand at a place now: what was refused there is not about that one.
            self._rejected = {field: one for field, one in self._rejected.items() if "/" not in field}
            self.page.focus(goal)
        if shown != at:
            self.page.focus("name" if button == "remove" else "title")


def _next_focus(button: str, count: int) -> str:
    """Return the block to go on at after a button for answers, now that there are so many; or nothing."""
    match button.split("/"):
        case ["add-answer"]:
            return f"answer/{count - 1}/label"
        case ["answer", place, "remove"]:
            return f"answer/{min(int(place), count - 1)}/label" if count else "add-answer"
        case ["answer", place, "up"]:
            return f"answer/{int(place) - 1}/{'up' if int(place) > 1 else 'down'}"
        case ["answer", place, "down"]:
            return f"answer/{int(place) + 1}/{'down' if int(place) + 2 < count else 'up'}"
    return ""
