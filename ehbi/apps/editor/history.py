"""The view of what was published: who, when and why, and the way back."""

from __future__ import annotations

from collections.abc import Iterator

from ...store import revisions
from ..panel import Block, Button, Heading, Text
from .view import View

SHOWN = 30
"""Most revisions in the list."""


class History(View):
    """The published revisions, newest first."""

    key, label = "versies", "Versies"

    def blocks(self) -> Iterator[Block]:
        """Yield the list."""
        yield Heading("name", self.label)
        for place, one in enumerate(revisions.history(self.work.store)[:SHOWN]):
            yield Text(f"version-{one.number}", f"Versie {one.number} · {one.author} · {one.message}")
            if place:
                yield Button(f"restore/{one.number}", f"Ga terug naar versie {one.number}")

    def press(self, button: str) -> None:
        """Publish an older revision once more."""
        number = int(button.removeprefix("restore/"))
        made = revisions.restore(self.work.store, number, self.work.author)
        if not self.work.is_changed:
            self.work.drop()
        self.page.say(f"Versie {made.number} zegt weer wat versie {number} zei.")
