"""The view of files: a handbook from a file into the draft, and the handbook to a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ... import profiles
from ...exports import WITH_PICTURES, export
from ...files import bundles
from ...files.documents import COMMENTS_LOST
from ...files.flowcharts.reading import READABLE, read
from ...files.source import refusal
from ...handbook import Handbook, HandbookError
from ...handbook.compare.merge import resolve
from ...handbook.errors import clip, printable
from ...store import revisions
from ..panel import Block, Button, Field, File, Group, Heading, Option, Text, Tone
from .diff import choose
from .history import VERSIONS, one_line
from .imports import EXACTLY, Drawing, Import, drawing_blocks, import_blocks
from .page import Page
from .view import Picture, View

DRAFT, NEWEST = "concept", "versie"


@dataclass(frozen=True, slots=True)
class Download:
    """A format that a handbook can be saved in; ``needs_sound`` ones cannot be made of one with errors."""

    label: str
    mime: str
    ending: str
    needs_sound: bool = True


DOWNLOADS = {
    "yaml": Download("YAML, om verder te bewerken", "application/yaml", "yaml", needs_sound=False),
    "json": Download("JSON, voor andere programma's", "application/json", "json", needs_sound=False),
    "html": Download("HTML, de naslag als één pagina", "text/html", "html"),
    "pdf": Download("PDF, het stroomschema om te printen", "application/pdf", "pdf"),
    "png": Download("PNG, het stroomschema als plaatje", "image/png", "png"),
    "poster/a3": Download("Poster, het stroomschema op A3", "application/pdf", "poster-a3.pdf"),
    "poster/a4": Download("Poster op A4, een blad per situatie", "application/pdf", "poster-a4.pdf"),
    "card": Download("Kaart voor de balie, op A4", "application/pdf", "kaart.pdf"),
    "slides": Download("Dia's, een workshop die zonder netwerk werkt", "text/html", "dias.html"),
    "svg": Download("SVG, het stroomschema dat scherp blijft", "image/svg+xml", "svg"),
    "mermaid": Download("Mermaid, het stroomschema als tekst", "text/plain", "mmd"),
    "dot": Download("DOT, voor Graphviz", "text/vnd.graphviz", "dot"),
    "graphml": Download("GraphML, voor wie de graaf onderzoekt", "application/xml", "graphml"),
    "schema": Download(
        "JSON-schema, dat een bestand nakijkt terwijl je typt", "application/json", "schema.json"
    ),
}
"""Every format of :data:`ehbi.exports.FORMATS`, the most used first; after a stroke the paper size."""


def read_file(file: File, draft: Handbook) -> Import | Drawing:
    """Return what a file is, read as ``ehbi import`` reads it, on its way into this draft."""
    name = clip(printable(file.name))
    try:
        if file.content is None:
            raise refusal(file.name, 1, "Het bestand is groter dan 2 MB", "Kies het goede bestand")
        found = read(file.content, name)
    except HandbookError as error:
        return Import(name, None, error.problems)
    if found.drawn:
        return Drawing.of(name, found.form, found.drawn, draft)
    handbook = found.handbook if found.is_sound else None
    return Import(name, handbook, found.problems, loses_comments=found.loses_comments)


class Files(View):
    """Bring a handbook in, or take it out."""

    key, label = "bestanden", "Bestanden"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.which = NEWEST
        self.imported: Import | Drawing | None = None

    def lists(self) -> Mapping[str, Sequence[Option]]:
        """Return the revisions that a file can have been made from."""
        if not (isinstance(self.imported, Import) and self.imported.handbook):
            return {}
        history = revisions.history(self.work.store)
        made = ((str(one.number), f"Samen met het bestand, gemaakt van {one_line(one)}") for one in history)
        return {VERSIONS: (EXACTLY, *made)}

    def blocks(self) -> Iterator[Block]:
        """Yield the way in and the way out; of a file that was read only what there is to decide."""
        yield Heading("name", self.label)
        yield Heading("in", "Van een bestand naar je concept", 3)
        match self.imported:
            case Drawing():
                yield from drawing_blocks(self.imported, self.work.handbook, self.work.today)
                return
            case Import() if self.imported.handbook:
                yield from import_blocks(self.imported, self.work.handbook)
                return
        hint = f"{READABLE}. Hoogstens 2 MB. Je ziet eerst wat er verandert."
        yield Field("file", "Bestand met een handboek of een flowchart", "", "file", hint=hint)
        if self.imported:
            yield from import_blocks(self.imported, self.work.handbook)
        yield Heading("out", "Van het handboek naar een bestand", 3)
        yield from self._downloads()

    def picture(self) -> Picture | None:
        """Return what a flowchart from a file will be."""
        return self.imported.picture(self.work.handbook) if isinstance(self.imported, Drawing) else None

    def look(self, chart: str) -> None:
        """Choose a situation of it."""
        if isinstance(self.imported, Drawing):
            self.imported = replace(self.imported, chart=chart)

    def select(self, step: str) -> None:
        """Leave it at that: what is in the picture is not in the draft yet."""

    def fill(self, field: str, value: Any) -> None:
        """Take a file, or a choice."""
        match field:
            case "file" if isinstance(value, File):
                self.imported = read_file(value, self.work.handbook)
                self.page.refresh("in")
                return
            case "which":
                self.which = value
            case _ if isinstance(self.imported, Drawing):
                self.imported = self.imported.filled(field, value)
            case _ if self.imported:
                self.imported = self._chosen(self.imported, field, value)
        self.page.refresh()

    def press(self, button: str) -> None:
        """Put the file in the draft, let it be, or hand over a file."""
        match button.split("/", 1):
            case ["take"]:
                self._take()
            case ["leave"]:
                self.imported = None
                self.page.refresh("file")
            case ["save", name] if name in DOWNLOADS:
                self._save(name)

    def _chosen(self, imported: Import, field: str, value: str) -> Import:
        if field == "base":
            number = int(value)
            base = revisions.content(self.work.store, number) if number else None
            return replace(imported, number=number, base=base, choices={})
        merged = imported.merged(self.work.handbook)
        return (
            replace(imported, choices=choose(merged, imported.choices, field, value)) if merged else imported
        )

    def _take(self) -> None:
        match self.imported:
            case Drawing():
                self._add(self.imported)
            case Import():
                self._replace(self.imported)

    def _replace(self, imported: Import) -> None:
        merged = imported.merged(self.work.handbook)
        handbook = resolve(merged, imported.choices) if merged else imported.handbook
        if handbook:
            self.work.do(f"Bestand {imported.name} overgenomen", handbook)
            self.imported = None
            told = f"{imported.name} staat in je concept. Ongedaan maken geeft terug wat er stond."
            self.page.say(f"{told} {COMMENTS_LOST}" if imported.loses_comments else told)

    def _add(self, drawing: Drawing) -> None:
        """Put a flowchart in the draft, and go to its first step, beside the list of what is missing."""
        before = self.work.handbook
        first = next(iter(drawing.situations(before) or drawing.made(before).steps[len(before.steps) :]))
        self.work.do(f"Flowchart {drawing.name} erbij", drawing.made(before))
        self.imported = None
        told = f"{drawing.name} staat in je concept."
        if self.work.problems:
            told += " Volgende brengt je bij wat er nog mist."
        self.page.said = (told, Tone.GOOD)
        self.page.choose(first.id, "name")

    def _save(self, name: str) -> None:
        handbook, stem = self._to_save()
        file, mime = f"{stem}.{DOWNLOADS[name].ending}", DOWNLOADS[name].mime
        content = export(profiles.local(handbook), *name.split("/"))
        if name in WITH_PICTURES and bundles.files_beside(handbook):
            content = bundles.zipped(file, content, handbook)
            file, mime = f"{stem}.{bundles.ZIP}", "application/zip"
        self.panel.save(file, mime, content)
        self.page.say(f"{file} is klaar en staat bij je downloads.")

    def _to_save(self) -> tuple[Handbook, str]:
        """Return the handbook to save, and what to call it."""
        if self.which == DRAFT:
            return self.work.handbook, "handboek-concept"
        number = self.work.newest
        handbook = revisions.content(self.work.store, number)
        version = revisions.known(self.work.store, number).version
        return handbook.published_as(version), f"handboek-versie-{number}"

    def _downloads(self) -> Iterator[Block]:
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
            Button(f"save/{name}", one.label, disabled=is_broken and one.needs_sound)
            for name, one in DOWNLOADS.items()
        )
        yield Group("forms", "Als wat voor bestand", tuple(ways), across=True)
