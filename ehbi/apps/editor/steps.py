"""The view of one step: the flowchart as the canvas, and the form of the step at hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...flowchart import page_svg
from ...handbook import Handbook
from ...handbook.graph import starts
from ...handbook.values import Kind
from ..panel import Block, Button, Field, Option
from .changes import filled, pressed, said
from .forms import step_form
from .page import STEPS, Page
from .view import Picture, View

_DONE = {
    "add-answer": "Antwoord erbij",
    "add-step": "Nieuwe stap",
    "duplicate": "Kopie gemaakt",
    "remove": "Weggehaald",
    "up": "Antwoord verplaatst",
    "down": "Antwoord verplaatst",
    "insert": "Stap ertussen",
}


class Steps(View):
    """Change one step, and see where it stands."""

    key, label = STEPS, "Stappen"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.instead = ""
        self.start = page.at

    def blocks(self) -> Iterator[Block]:
        """Yield the choice of a step, and its form."""
        handbook = self.work.handbook
        yield Field("at", "Stap", self.page.at, "choice", STEPS)
        if self.page.test:
            yield Button("test", "Test vanaf hier")
        yield from step_form(handbook, handbook.step(self.page.at), self.work.found, self.instead)

    def picture(self) -> Picture | None:
        """Return the picture of the situation in which the step at hand is; of the one before if it can."""
        picture = picture_of(self.work.handbook, self.page.at, self.start)
        self.start = picture.key
        return picture

    def fill(self, field: str, value: Any) -> None:
        """Take a field of the form."""
        match field:
            case "at":
                self.page.choose(value)
            case "instead":
                self.instead = value
            case _:
                title = self.work.handbook.step(self.page.at).title
                changed, shown = filled(self.work.handbook, self.page.at, field, value)
                self.page.do(said(field, title), lambda _: changed, shown)

    def press(self, button: str) -> None:
        """Do something with the step, or one of its answers."""
        if button == "test" and self.page.test:
            self.page.test()
            return
        work, at = self.work, self.page.at
        changed, shown = pressed(work.handbook, at, button, self.instead, work.today)
        self.instead = ""
        self.page.do(_DONE[button.rsplit("/", maxsplit=1)[-1]], lambda _: changed, shown)


def picture_of(handbook: Handbook, at: str, start: str) -> Picture:
    """Return a picture in which a step is: from this start if it can be, else from another."""
    if start not in handbook or not _is_drawn(handbook, at, start):
        start = _start_of(handbook, at)
    return Picture(start, page_svg(handbook, start, "edit_"), at)


def _start_of(handbook: Handbook, step: str) -> str:
    """Return the start of a picture that shows a step: a start of cases if one leads there."""
    return next((start.id for start in starts(handbook) if _is_drawn(handbook, step, start.id)), step)


def _is_drawn(handbook: Handbook, step: str, start: str) -> bool:
    """Return whether a picture shows a step; of another situation it shows only that it goes on there."""
    seen, todo = {start}, [start]
    while todo and step not in seen:
        here = handbook.step(todo.pop())
        there = {answer.next for answer in here.answers if answer.next in handbook} - seen
        seen |= {one for one in there if handbook.step(one).kind is not Kind.SITUATION}
        todo = [*todo, *(there & seen)]
    return step in seen


def steps_of(handbook: Handbook) -> tuple[Option, ...]:
    """Return all steps to choose from: id and title."""
    return tuple((step.id, step.title or step.id) for step in handbook.steps)
