"""The view of publishing: what will change, and what somebody else changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...flowchart import differ, differing, lay_out_differences, to_markup
from ...publishing.proof import UnprovenError
from ...store import revisions
from ..panel import Block, Button, Field, Group, Heading, Option, Text, Tone
from .charts import WHOLE, WHOLE_NAME, named
from .conflicts import WHOSE, Choices, chosen, conflict_fields
from .differences import differences
from .page import PUBLISHING, Page
from .view import Picture, View
from .walked import PastYear, walked
from .work import Work

GONE = "Deze stap staat niet meer in je concept. Met Ongedaan maken krijg je hem terug."


class Publishing(View):
    """See what a draft changes, and publish it."""

    key, label = PUBLISHING, "Publiceren"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.message = ""
        self.choices: Choices = {}
        self.chart = ""
        self.is_dropping = False
        self.unproven: UnprovenError | None = None
        self.year = PastYear(page.work.store)

    def blocks(self) -> Iterator[Block]:
        """Yield what stops publishing, what will change, and the way to do it."""
        work = self.work
        yield Heading("name", self.label)
        behind = work.newest != work.draft.base
        if behind:
            yield from _newer(work, self.choices)
        elif not work.is_changed:
            yield Text("nothing", "Er is nog niets veranderd.", Tone.SOFT)
        elif not work.can_publish:
            yield Text("errors", "Los eerst de fouten op. Waarschuwingen mogen blijven.", Tone.BAD)
        if work.is_changed:
            yield Heading("changes", "Wat er verandert", 3)
            yield from differences(work.base, work.handbook)
            yield from walked(work, self.year)
        yield Field(
            "message", "Waarom deze verandering?", self.message, hint="Dit staat straks bij de versie."
        )
        yield Group(
            "moves",
            "Publiceren of weggooien",
            (
                Button("publish", "Publiceer", Tone.STRONG, disabled=behind or not work.can_publish),
                Button("drop", "Gooi mijn concept weg", Tone.BAD, disabled=not work.is_changed),
            ),
            across=True,
        )
        if self.unproven and self.unproven.handbook is work.handbook:
            yield from _unproven(self.unproven)
        if self.is_dropping and work.is_changed:
            yield from _really()

    def picture(self) -> Picture | None:
        """Return what the draft changes, on the flowchart; None as long as that is nothing."""
        charts = [chart for chart, _ in self.charts()]
        if not charts:
            return None
        self.chart = self.chart if self.chart in charts else charts[0]
        situation = None if self.chart == WHOLE else self.chart
        drawn = lay_out_differences(self.work.base, self.work.handbook, situation)
        return Picture(self.chart, to_markup(drawn, "changes_"))

    def charts(self) -> tuple[Option, ...]:
        """Return the pictures in which something differs, and one of the whole handbook."""
        both = self.work.base, self.work.handbook
        return (*map(named, differing(*both)), (WHOLE, WHOLE_NAME)) if differ(*both) else ()

    def look(self, chart: str) -> None:
        """Choose a picture."""
        self.chart = chart

    def select(self, step: str) -> None:
        """Open a step in its form; one that was removed has none."""
        self._open(step, "")

    def select_answer(self, step: str, answer: str) -> None:
        """Open an answer in the form of its step."""
        self._open(step, f"answer/{answer}/label")

    def _open(self, step: str, block: str) -> None:
        if step in self.work.handbook:
            self.page.choose(step, block)
        else:
            self.page.say(GONE, Tone.PLAIN)

    def fill(self, field: str, value: Any) -> None:
        """Take the reason, or a choice of what stays."""
        if field == "message":
            self.message = value
        else:
            self.choices = chosen(self.work.merged(), self.choices, field, value)

    def press(self, button: str) -> None:
        """Publish, put together, or let the draft go."""
        match button:
            case "publish":
                self._publish()
            case "mend" if self.unproven:
                self.page.choose(self.unproven.step, "name")
            case "catch-up":
                self.work.catch_up(self.choices)
                self.choices = {}
                self.page.say("Je wijzigingen staan nu in de nieuwste versie. Kijk ze na en publiceer.")
            case "drop" | "keep":
                self.is_dropping = button == "drop"
                self.page.open(self.key, "really" if self.is_dropping else "name")
            case "drop-it":
                self.is_dropping = False
                self.work.drop()
                self.page.say("Je concept is weg. Je begint weer bij de nieuwste versie.")

    def _publish(self) -> None:
        self.unproven = None
        try:
            made = self.work.publish(self.message.strip() or "Zonder toelichting", self.telling())
        except UnprovenError as error:
            self.unproven = error
            raise
        self.message = ""
        self.page.say(f"Gepubliceerd als versie {made.number}. De balie ziet hem bij de volgende casus.")


def _unproven(error: UnprovenError) -> Iterator[Block]:
    """Yield why the draft cannot be published as it is now, and the way to where that is."""
    yield Text("unproven", f"{error} Je concept is bewaard.", Tone.BAD)
    if error.step:
        yield Button("mend", "Naar die stap", Tone.STRONG)


def _really() -> Iterator[Block]:
    """Yield the question whether to let the draft go, as no undo brings that back."""
    yield Heading("really", "Je concept weggooien?", 3)
    told = "Alles wat je veranderd hebt, is dan weg. Ongedaan maken geeft het niet terug."
    yield Text("lost", told, Tone.WARNING)
    ways = (
        Button("keep", "Nee, ik houd mijn concept"),
        Button("drop-it", "Ja, gooi mijn concept weg", Tone.BAD),
    )
    yield Group("ways", "Weggooien of niet", ways, across=True)


def _newer(work: Work, choices: Choices) -> Iterator[Block]:
    newest = revisions.known(work.store, work.newest)
    told = f"Intussen heeft {newest.author} versie {newest.number} gepubliceerd."
    yield Text("newer", f"{told} Voeg die eerst samen met jouw concept.", Tone.WARNING)
    yield from conflict_fields(work.merged(), choices, WHOSE)
    yield Button("catch-up", "Voeg samen", Tone.STRONG)
