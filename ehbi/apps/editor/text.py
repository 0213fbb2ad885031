"""The view of the draft as YAML text: one thing in it, or the whole handbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...handbook import Problem
from ...handbook.tree import Place
from ..panel import Block, Field, Group, Heading, Option, Text, Tone
from .charts import picture_of
from .page import Page
from .sheet_blocks import left_blocks, sheet_blocks
from .sheets import Sheet, Sheets
from .texts import STEPS, WHOLE, located, mine, name_of, title_of
from .view import Picture, View

SAID = "Als tekst veranderd"
PARTS = {
    STEPS: "Een stap",
    "contacts": "Een contact",
    "parties": "Wie iets doet",
    "permissions": "Een bevoegdheid",
    "glossary": "Een woord uit de woordenlijst",
    "synonyms": "Een lijst met zoekwoorden",
    "elsewhere": "Een ander onderwerp",
    "examples": "Een oefencasus",
    "facts": "Een feit uit de bron",
    "": "Het hele handboek",
}


class AsText(View):
    """Edit anything as YAML, with the checks and line numbers of ``ehbi check``."""

    key, label, is_broad = "tekst", "Tekst", True

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.part = STEPS
        self.start = page.at
        self.sheets = Sheets()
        self._names: dict[str, str] = {}
        self._fields: list[Place] = []

    @property
    def place(self) -> Place:
        """Where the thing is of which the text is on show."""
        if not self.part:
            return WHOLE
        if self.part == STEPS:
            return (STEPS, self.page.at)
        names = [name for name, _ in self._options()]
        chosen = self._names.get(self.part, "")
        return (self.part, chosen if chosen in names else names[0])

    def lists(self) -> Mapping[str, Sequence[Option]]:
        """Return the things of the sort at hand."""
        return {"things": self._options()} if self.part else {}

    def blocks(self) -> Iterator[Block]:
        """Yield the choice of a thing, its text, and what is wrong with it."""
        yield Heading("name", self.label)
        yield Group("choice", "Waarvan je de tekst ziet", tuple(self._choice()), across=True)
        handbook = self.work.handbook
        sheet = self.sheets.at(handbook, self.place)
        if sheet is None:
            text = "Dit staat niet of twee keer in je concept. Kies een ander, of het hele handboek."
            yield Text("status", text, Tone.WARNING, live=True)
        else:
            yield from sheet_blocks(sheet, self._problems(sheet), handbook, self._field(sheet.place))
        yield from left_blocks(self.sheets.left(self.place), handbook)

    def picture(self) -> Picture | None:
        """Return the picture in which the step is; none of anything else."""
        if self.part != STEPS:
            return None
        picture = picture_of(self.work.handbook, self.page.at, self.start)
        self.start = picture.key
        return picture

    def select(self, step: str) -> None:
        """Show the text of a step that was chosen in the flowchart."""
        self._open((STEPS, step))

    def fill(self, field: str, value: Any) -> None:
        """Take a choice, or the text as it is now."""
        match field.split("/"):
            case ["part"] if value in PARTS:
                self.part = value
                self.page.hush()
            case ["thing"]:
                self._open((self.part, value))
            case ["text", number]:
                self._type(self._fields[int(number)], value)

    def press(self, button: str) -> None:
        """Go to a line, or settle what is to become of a text that is not in the draft."""
        match button.split("/"):
            case ["line", line, _]:
                self.panel.focus(self._field(self.place), int(line))
            case ["take"]:
                self.sheets.drop(self.place)
                self.page.hush()
            case ["put"]:
                if sheet := self.sheets.at(self.work.handbook, self.place):
                    self._put(sheet)
                self.page.hush()
            case [("open" | "forget") as act, number]:
                place = self.sheets.left(self.place)[int(number)].place
                if act == "forget":
                    self.sheets.drop(place)
                    self.page.hush()
                else:
                    self._open(place)

    def _type(self, place: Place, text: str) -> None:
        handbook = self.work.handbook
        sheet = self.sheets.type(handbook, place, text)
        if not sheet.is_stale(handbook):
            self._put(sheet)
        self.page.hush()

    def _put(self, sheet: Sheet) -> None:
        found = self.sheets.put(self.work.handbook, sheet)
        if found:
            handbook, place = found
            self.work.do(SAID, lambda _: handbook, f"text/{place}")
            self.sheets.keep(sheet, place)
            self._fields = [place if one == sheet.place else one for one in self._fields]
            if place != sheet.place:
                self._choose(place)

    def _open(self, place: Place) -> None:
        self._choose(place)
        self.page.hush()

    def _choose(self, place: Place) -> None:
        self.part = place[0] if place else ""
        if self.part == STEPS:
            self.page.at = place[1]
        elif self.part:
            self._names[self.part] = place[1]

    def _field(self, place: Place) -> str:
        """Return the id of the field for a text: another thing has another, so that the caret is its own."""
        if not self._fields or self._fields[-1] != place:
            self._fields.append(place)
        return f"text/{len(self._fields) - 1}"

    def _options(self) -> tuple[Option, ...]:
        items = getattr(self.work.handbook, self.part)
        return tuple((name_of(item, self.part), title_of(item, self.part)) for item in items)

    def _choice(self) -> Iterator[Block]:
        there = tuple((part, name) for part, name in PARTS.items() if not part or self._has(part))
        yield Field("part", "Waarvan", self.part, "choice", there)
        if self.part:
            yield Field("thing", "Welke", self.place[1], "choice", "things")

    def _has(self, part: str) -> bool:
        return bool(getattr(self.work.handbook, part))

    def _problems(self, sheet: Sheet) -> tuple[Problem, ...]:
        reading = sheet.reading
        if not sheet.is_kept or reading.source is None:
            return reading.problems
        found = [one.problem for one in self.work.found]
        return located(mine(found, self.work.handbook, sheet.place), reading.source)
