"""The view of files: a handbook from a file into the draft, and the handbook to a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ... import profiles
from ...exports import export
from ...handbook import Handbook
from ...store import revisions
from ..panel import Block, Button, Field, File, Group, Heading, Option, Text, Tone
from .conflicts import chosen
from .downloads import FORMS
from .imports import Imported, imported, problem_texts
from .intake import Intake, intake_blocks
from .page import Page
from .versions import VERSIONS, named
from .view import View

DRAFT, NEWEST = "concept", "versie"
EXACTLY: Option = ("0", "Het zegt straks precies wat in het bestand staat")


class Files(View):
    """Bring a handbook in, or take it out."""

    key, label = "bestanden", "Bestanden"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.which = NEWEST
        self.refused: Imported | None = None
        self.intake: Intake | None = None

    def lists(self) -> Mapping[str, Sequence[Option]]:
        """Return the revisions that a file can have been made from."""
        if not self.intake:
            return {}
        history = revisions.history(self.work.store)
        made = ((str(one.number), f"Samen met het bestand, gemaakt van {named(one)}") for one in history)
        return {VERSIONS: (EXACTLY, *made)}

    def blocks(self) -> Iterator[Block]:
        """Yield the way in and the way out."""
        yield Heading("name", self.label)
        yield Heading("in", "Van een bestand naar je concept", 3)
        hint = "YAML of JSON, hoogstens 2 MB. Je ziet eerst wat er verandert."
        yield Field("file", "Bestand met een handboek", "", "file", hint=hint)
        if self.refused:
            text = f"In {self.refused.name} staan fouten. Er is niets veranderd."
            yield Text("refused", f"{text} Verbeter ze en kies het opnieuw.", Tone.BAD, live=True)
            yield from problem_texts(self.refused.problems)
        if self.intake:
            yield from intake_blocks(self.intake, self.work.handbook)
        yield Heading("out", "Van het handboek naar een bestand", 3)
        yield from self._ways_out()

    def fill(self, field: str, value: Any) -> None:
        """Take a file, or a choice."""
        match field:
            case "file" if isinstance(value, File):
                self._read(value)
            case "which":
                self.which = value
            case _ if self.intake:
                self._choose(self.intake, field, value)
        self.page.hush()

    def press(self, button: str) -> None:
        """Put the file in the draft, let it be, or hand over a file."""
        match button.split("/", 1):
            case ["take"] if self.intake:
                self._take(self.intake)
            case ["leave"]:
                self.intake = None
                self.page.hush()
            case ["save", form] if form in FORMS:
                self._save(form)

    def _read(self, file: File) -> None:
        found = imported(file, self.work.today)
        self.refused = None if found.handbook else found
        self.intake = Intake(found.name, found.handbook) if found.handbook else None

    def _choose(self, intake: Intake, field: str, value: str) -> None:
        if field == "base":
            number = int(value)
            base = revisions.content(self.work.store, number) if number else None
            self.intake = replace(intake, number=number, base=base, choices={})
        elif merged := intake.merged(self.work.handbook):
            self.intake = replace(intake, choices=chosen(merged, intake.choices, field, value))

    def _take(self, intake: Intake) -> None:
        self.work.do(f"Bestand {intake.name} overgenomen", intake.becomes)
        self.intake = None
        self.page.say(f"{intake.name} staat in je concept. Ongedaan maken geeft terug wat er stond.")

    def _handbook(self) -> tuple[Handbook, str]:
        """Return the handbook to save, and what to call it."""
        if self.which == DRAFT:
            return self.work.handbook, "handboek-concept"
        number = self.work.newest
        handbook = revisions.content(self.work.store, number)
        version = revisions.known(self.work.store, number).version
        return handbook.published_as(version), f"handboek-versie-{number}"

    def _save(self, form: str) -> None:
        handbook, name = self._handbook()
        file = f"{name}.{FORMS[form].ending}"
        self.panel.save(file, FORMS[form].mime, export(profiles.local(handbook), *form.split("/")))
        self.page.say(f"{file} is klaar en staat bij je downloads.")

    def _ways_out(self) -> Iterator[Block]:
        which = (
            (NEWEST, f"Versie {self.work.newest}, zoals de balie het heeft"),
            (DRAFT, "Mijn concept, zoals het nu is"),
        )
        yield Field("which", "Wat wil je bewaren?", self.which, "choice", which)
        is_broken = self.which == DRAFT and self.work.errors > 0
        if is_broken:
            text = "Je concept heeft nog fouten. Daarom kan het nu alleen als YAML of JSON."
            yield Text("broken", text, Tone.WARNING)
        ways = (
            Button(f"save/{name}", form.label, disabled=is_broken and form.needs_sound)
            for name, form in FORMS.items()
        )
        yield Group("forms", "Als wat voor bestand", tuple(ways), across=True)
