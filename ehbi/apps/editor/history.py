"""The view of what was published: look at it, compare it, and go back to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...handbook import Handbook
from ...publishing import revisions as publishing
from ...store import revisions
from ..panel import Block, Option
from .charts import picture_of
from .page import STEPS, Page
from .steps import steps_of
from .versions import VERSIONS, Compare, Look, Restore, comparison, confirmation, listed, looked_at, named
from .view import Picture, View

PORTION = 30
"""Most revisions in the list, until more are asked for."""


class History(View):
    """The published revisions, newest first."""

    key, label = "versies", "Versies"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.shown = PORTION
        self.screen: Look | Compare | Restore | None = None
        self._contents: dict[int, Handbook] = {}

    def lists(self) -> Mapping[str, Sequence[Option]]:
        """Return the steps of the revision that is looked at, or the revisions to compare."""
        match self.screen:
            case Look(number):
                return {STEPS: steps_of(self._content(number))}
            case Compare():
                history = revisions.history(self.work.store)
                return {VERSIONS: tuple((str(one.number), named(one)) for one in history)}
        return {}

    def blocks(self) -> Iterator[Block]:
        """Yield the list, or what was chosen in it."""
        store = self.work.store
        match self.screen:
            case Look(number) as look:
                yield from looked_at(revisions.known(store, number), self._content(number), look)
            case Compare(old, new) as compare:
                yield from comparison(compare, self._content(old), self._content(new))
            case Restore(number, newest) as restore:
                sides = self._content(newest), self._content(number)
                yield from confirmation(restore, *sides, own=self.work.is_changed)
            case None:
                yield from listed(revisions.history(store), self.shown)

    def picture(self) -> Picture | None:
        """Return the flowchart of the revision that is looked at."""
        match self.screen:
            case Look(number, start, step):
                picture = picture_of(self._content(number), step, start)
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
            case Look(number, start) as look if step in self._content(number):
                start = picture_of(self._content(number), step, start).key
                self._open(replace(look, start=start, step=step))

    def press(self, button: str) -> None:
        """Go to another screen of this view, or back to a revision."""
        newest = self.work.newest
        match button.split("/"):
            case ["older"]:
                self.shown += PORTION
                self.page.hush()
            case ["list"]:
                self._arrive(None)
            case ["compare"]:
                self._arrive(Compare(max(1, newest - 1), newest))
            case ["look", number]:
                start = self._content(int(number)).situations[0].id
                self._arrive(Look(int(number), start, start))
            case ["restore", number]:
                self._arrive(Restore(int(number), newest))
            case ["again"] if isinstance(self.screen, Restore):
                self._restore(self.screen)

    def _restore(self, restore: Restore) -> None:
        work = self.work
        made = publishing.restore(
            work.store, restore.number, work.author, restore.newest, tell=self.telling()
        )
        if not work.is_changed:
            work.drop()
        self.screen = None
        self.page.say(f"Versie {made.number} zegt weer wat versie {restore.number} zei.")

    def _open(self, screen: Look | Compare | Restore | None) -> None:
        self.screen = screen
        self.page.hush()

    def _arrive(self, screen: Look | Compare | Restore | None) -> None:
        self._open(screen)
        self.page.focus("name")

    def _content(self, number: int) -> Handbook:
        """Return what a revision says; that never changes."""
        if number not in self._contents:
            self._contents[number] = revisions.content(self.work.store, number)
        return self._contents[number]
