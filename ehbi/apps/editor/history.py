"""The view of what was published: look at it, compare it, and go back to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ...book import step_html
from ...handbook import Handbook
from ...handbook.clock import moment
from ...handbook.graph import starts
from ...handbook.summary import start_label
from ...publishing import revisions as publishing
from ...store import Revision, revisions
from ..panel import Block, Button, Field, Group, Heading, Html, Option, Text, Tone
from .charts import chart_with, picture_of
from .diff import diff_blocks, title_of
from .form import LONGEST_NUMBER, steps_of
from .page import STEPS, Page
from .view import Picture, View

PORTION = 30
"""Most revisions in the list, until more are asked for."""
VERSIONS = "versions"
"""Name of the list of all revisions to choose from."""
_BACK = Group("back", "Terug", (Button("list", "Terug naar de lijst"),), across=True)


@dataclass(frozen=True, slots=True)
class Look:
    """One revision on the screen: at a step, in the flowchart of a start."""

    number: int
    start: str
    step: str


@dataclass(frozen=True, slots=True)
class Compare:
    """Two revisions on the screen."""

    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Restore:
    """The question whether to go back to a revision, when this other one is the newest."""

    number: int
    newest: int


Screen = Look | Compare | Restore | None
"""What is shown; None for the list."""


def one_line(revision: Revision) -> str:
    """Return a revision on one line: number, when, who and why."""
    return f"Versie {revision.number} · {_who(revision)} · {revision.message}"


class History(View):
    """The published revisions, newest first."""

    key, label = "versies", "Versies"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.shown = PORTION
        self.screen: Screen = None

    @property
    def place(self) -> tuple[str, ...]:
        """The revision that is looked at, and the step in it."""
        match self.screen:
            case Look(number, _, step):
                return str(number), step
        return ()

    def go(self, place: tuple[str, ...]) -> None:
        """Look at the revision of an address; without one, at the list."""
        number, step = (*place, "", "")[:2]
        self.screen = None
        if number.isdecimal() and len(number) <= LONGEST_NUMBER:
            content = self.work.content(int(number))
            start = content.situations[0].id
            step = content.known_as(step)
            shown = step if step in content else start
            self.screen = Look(int(number), chart_with(content, shown, start), shown)

    def lists(self) -> Mapping[str, Sequence[Option]]:
        """Return the steps of the revision that is looked at, or the revisions to compare."""
        match self.screen:
            case Look(number):
                return {STEPS: steps_of(self.work.content(number).steps)}
            case Compare():
                history = revisions.history(self.work.store)
                return {VERSIONS: tuple((str(one.number), one_line(one)) for one in history)}
        return {}

    def blocks(self) -> Iterator[Block]:
        """Yield the list, or what was chosen in it."""
        store = self.work.store
        match self.screen:
            case Look(number) as look:
                yield from _look_blocks(revisions.known(store, number), self.work.content(number), look)
            case Compare(old, new) as compare:
                yield from _compare_blocks(compare, self.work.content(old), self.work.content(new))
            case Restore(number, newest) as restore:
                sides = self.work.content(newest), self.work.content(number)
                yield from _restore_blocks(restore, *sides, own=self.work.is_changed)
            case None:
                yield from _list_blocks(revisions.history(store), self.shown)

    def picture(self) -> Picture | None:
        """Return the flowchart of the revision that is looked at."""
        match self.screen:
            case Look(number, start, step):
                picture = picture_of(self.work.content(number), step, start)
                return replace(picture, key=f"{number}/{picture.key}")
        return None

    def fill(self, field: str, value: Any) -> None:
        """Take a choice of what to look at or compare."""
        match self.screen, field:
            case Look() as look, "start":
                self._open(replace(look, start=value, step=value))
            case Look(), "step":
                self.select(value)
            case Compare() as compare, ("old" | "new"):
                self._open(replace(compare, **{field: int(value)}))

    def select(self, step: str) -> None:
        """Show a step of the revision that is looked at."""
        match self.screen:
            case Look(number, start) as look if step in self.work.content(number):
                self._open(replace(look, start=chart_with(self.work.content(number), step, start), step=step))

    def select_answer(self, step: str, answer: str) -> None:  # noqa: ARG002  # an old revision has no form
        """Show the step that has the answer."""
        self.select(step)

    def press(self, button: str) -> None:
        """Go to another screen of this view, or back to a revision."""
        newest = self.work.newest
        match button.split("/"):
            case ["older"]:
                self.shown += PORTION
                self.page.refresh()
            case ["list"]:
                self._open(None, "name")
            case ["compare"]:
                self._open(Compare(max(1, newest - 1), newest), "name")
            case ["look", number]:
                start = self.work.content(int(number)).situations[0].id
                self._open(Look(int(number), start, start), "name")
            case ["restore", number]:
                self._open(Restore(int(number), newest), "name")
            case ["again"] if isinstance(self.screen, Restore):
                self._restore(self.screen)

    def _restore(self, restore: Restore) -> None:
        work = self.work
        made = publishing.restore(
            work.store, restore.number, work.author, restore.newest, tell=self.progress_callback()
        )
        if not work.is_changed:
            work.drop()
        self.screen = None
        self.page.say(f"Versie {made.number} zegt weer wat versie {restore.number} zei.")

    def _open(self, screen: Screen, block: str = "") -> None:
        self.screen = screen
        self.page.refresh(block)


def _list_blocks(history: Sequence[Revision], shown: int) -> Iterator[Block]:
    yield Heading("name", "Versies")
    if len(history) > 1:
        yield Group("more", "Meer", (Button("compare", "Vergelijk twee versies"),), across=True)
    for place, one in enumerate(history[:shown]):
        yield Group(f"version-{one.number}", f"Versie {one.number}", tuple(_row(one, is_newest=not place)))
    if len(history) > shown:
        yield Button("older", f"Toon oudere (nog {len(history) - shown})")


def _row(one: Revision, *, is_newest: bool) -> Iterator[Block]:
    now = " (nu bij de balie)" if is_newest else ""
    yield Heading(f"number-{one.number}", f"Versie {one.number}{now}", 3)
    yield Text(f"who-{one.number}", _who(one), Tone.SOFT)
    yield Text(f"why-{one.number}", one.message)
    look = Button(f"look/{one.number}", "Bekijk", spoken=f"Bekijk versie {one.number}")
    back = () if is_newest else (Button(f"restore/{one.number}", f"Ga terug naar versie {one.number}"),)
    yield Group(f"ways-{one.number}", f"Met versie {one.number}", (look, *back), across=True)


def _look_blocks(revision: Revision, handbook: Handbook, look: Look) -> Iterator[Block]:
    yield Heading("name", f"Versie {revision.number}")
    yield _BACK
    yield Text("who", _who(revision), Tone.SOFT)
    yield Text("why", revision.message)
    begins = tuple((step.id, start_label(step, handbook.outside.label)) for step in starts(handbook))
    yield Field("start", "Situatie", look.start, "choice", begins)
    yield Field("step", "Stap", look.step, "choice", STEPS)
    step = handbook.step(look.step)
    yield Html("card", step_html(handbook, step))
    if step.answers:
        yield Heading("asks", step.asks, 3)
    for answer in step.answers:
        yield Text(f"answer-{answer.id}", f"{answer.label} → {title_of(answer.next, handbook)}")


def _compare_blocks(compare: Compare, old: Handbook, new: Handbook) -> Iterator[Block]:
    yield Heading("name", "Vergelijk twee versies")
    yield _BACK
    choices = (
        Field("old", "Van", str(compare.old), "choice", VERSIONS),
        Field("new", "Naar", str(compare.new), "choice", VERSIONS),
    )
    yield Group("two", "Welke versies", choices, across=True)
    yield Heading("changes", f"Van versie {compare.old} naar versie {compare.new}", 3)
    found = [*diff_blocks(old, new)]
    told = "Dit is er anders:" if found else "Deze versies zeggen hetzelfde."
    yield Text("told", told, Tone.SOFT, live=True)
    yield from found


def _restore_blocks(restore: Restore, newest: Handbook, wanted: Handbook, *, own: bool) -> Iterator[Block]:
    """Yield what going back changes, and whether to; ``own``: the manager has a draft under way."""
    number = restore.number
    yield Heading("name", f"Terug naar versie {number}?")
    found = [*diff_blocks(newest, wanted)]
    if not found:
        yield Text("same", f"Versie {number} zegt hetzelfde als de nieuwste. Er is niets om terug te zetten.")
        yield _BACK
        return
    yield Text("told", f"Versie {number} wordt opnieuw gepubliceerd. Dit verandert er voor de balie:")
    yield from found
    if own:
        text = "Je eigen concept blijft zoals het is. Bij Publiceren voeg je het daarna samen."
        yield Text("own", text, Tone.SOFT)
    ways = (
        Button("again", f"Ja, publiceer versie {number} opnieuw", Tone.STRONG),
        Button("list", "Nee, laat het zo"),
    )
    yield Group("ways", "Terug of niet", ways, across=True)


def _who(revision: Revision) -> str:
    return f"{moment(revision.at)} · {revision.author}"
