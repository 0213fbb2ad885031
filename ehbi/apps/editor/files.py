"""The view of files: a handbook from a file into the draft, and the handbook to a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ... import profiles
from ...exports import export
from ...files.documents import COMMENTS_LOST, examine, loses_comments
from ...files.source import decoded, parse_source, refusal
from ...handbook import Handbook, HandbookError, Problem
from ...handbook.compare.merge import Merged, Side, merge, resolve
from ...handbook.errors import clip, printable
from ...store import revisions
from ..panel import Block, Button, Field, File, Group, Heading, Option, Text, Tone
from .diff import Choices, choose, conflict_fields, diff_blocks
from .history import VERSIONS, one_line
from .page import Page
from .problems import TONES, told_by_line
from .view import View

DRAFT, NEWEST = "concept", "versie"
EXACTLY: Option = ("0", "Het zegt straks precies wat in het bestand staat")
WHOSE = {Side.MINE: "Uit het bestand", Side.THEIRS: "Uit je concept"}
SHOWN = 30
"""Most problems in the list."""


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


@dataclass(frozen=True, slots=True)
class Import:
    """What a chosen file says, and how it will go into the draft; nothing of it is kept yet.

    The handbook is None when the file has errors. It was made from the revision ``base``, with this number;
    without one the draft is to say exactly the same. ``choices`` is what stays where file and draft changed
    the same.
    """

    name: str
    handbook: Handbook | None
    problems: tuple[Problem, ...] = ()
    number: int = 0
    base: Handbook | None = None
    choices: Choices = field(default_factory=dict)
    loses_comments: bool = False

    def merged(self, draft: Handbook) -> Merged | None:
        """Return what the file changed merged with the draft; None without a base."""
        return merge(self.base, self.handbook, draft) if self.base and self.handbook else None


def read_import(file: File, today: date) -> Import:
    """Return what a file says, read as ``ehbi check`` reads it."""
    name = clip(printable(file.name))
    try:
        if file.content is None:
            raise refusal(file.name, 1, "Het bestand is groter dan 2 MB", "Kies het goede bestand")
        text = decoded(file.content, file.name)
        handbook, problems = examine(parse_source(text, name), today)
    except HandbookError as error:
        return Import(name, None, error.problems)
    is_sound = not any(one.is_error for one in problems)
    return Import(name, handbook if is_sound else None, problems, loses_comments=loses_comments(text))


class Files(View):
    """Bring a handbook in, or take it out."""

    key, label = "bestanden", "Bestanden"

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.which = NEWEST
        self.imported: Import | None = None

    def lists(self) -> Mapping[str, Sequence[Option]]:
        """Return the revisions that a file can have been made from."""
        if not (self.imported and self.imported.handbook):
            return {}
        history = revisions.history(self.work.store)
        made = ((str(one.number), f"Samen met het bestand, gemaakt van {one_line(one)}") for one in history)
        return {VERSIONS: (EXACTLY, *made)}

    def blocks(self) -> Iterator[Block]:
        """Yield the way in and the way out."""
        yield Heading("name", self.label)
        yield Heading("in", "Van een bestand naar je concept", 3)
        hint = "YAML of JSON, hoogstens 2 MB. Je ziet eerst wat er verandert."
        yield Field("file", "Bestand met een handboek", "", "file", hint=hint)
        if self.imported:
            yield from _import_blocks(self.imported, self.work.handbook)
        yield Heading("out", "Van het handboek naar een bestand", 3)
        yield from self._downloads()

    def fill(self, field: str, value: Any) -> None:
        """Take a file, or a choice."""
        match field:
            case "file" if isinstance(value, File):
                self.imported = read_import(value, self.work.today)
            case "which":
                self.which = value
            case _ if self.imported:
                self.imported = self._chosen(self.imported, field, value)
        self.page.refresh()

    def press(self, button: str) -> None:
        """Put the file in the draft, let it be, or hand over a file."""
        match button.split("/", 1):
            case ["take"] if self.imported:
                self._take(self.imported)
            case ["leave"]:
                self.imported = None
                self.page.refresh()
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

    def _take(self, imported: Import) -> None:
        merged = imported.merged(self.work.handbook)
        handbook = resolve(merged, imported.choices) if merged else imported.handbook
        if handbook:
            self.work.do(f"Bestand {imported.name} overgenomen", handbook)
            self.imported = None
            told = f"{imported.name} staat in je concept. Ongedaan maken geeft terug wat er stond."
            self.page.say(f"{told} {COMMENTS_LOST}" if imported.loses_comments else told)

    def _save(self, name: str) -> None:
        handbook, stem = self._to_save()
        file = f"{stem}.{DOWNLOADS[name].ending}"
        self.panel.save(file, DOWNLOADS[name].mime, export(profiles.local(handbook), *name.split("/")))
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


def _import_blocks(imported: Import, draft: Handbook) -> Iterator[Block]:
    if imported.handbook is None:
        text = f"In {imported.name} staan fouten. Er is niets veranderd. Verbeter ze en kies het opnieuw."
        yield Text("refused", text, Tone.BAD, live=True)
        for number, one in enumerate(imported.problems[:SHOWN]):
            yield Text(f"problem-{number}", told_by_line(one), TONES[one.severity])
        if len(imported.problems) > SHOWN:
            yield Text("problems", f"En nog {len(imported.problems) - SHOWN}.")
        return
    yield Text("read", f"{imported.name} is gelezen. Er is nog niets veranderd.", live=True)
    yield Field("base", "Wat er met je concept gebeurt", str(imported.number), "choice", VERSIONS)
    merged = imported.merged(draft)
    if merged is None:
        yield from _change_blocks(draft, imported.handbook, is_open=False)
        return
    yield from conflict_fields(merged, imported.choices, WHOSE)
    own = {conflict.place: Side.THEIRS for conflict in merged.conflicts}
    is_open = any(place not in imported.choices for place in own)
    yield from _change_blocks(draft, resolve(merged, {**own, **imported.choices}), is_open=is_open)


def _change_blocks(draft: Handbook, result: Handbook, *, is_open: bool) -> Iterator[Block]:
    """Yield what changes in the draft, and whether to; ``is_open``: there is something to choose yet."""
    found = [*diff_blocks(draft, result)]
    yield Heading("changes", "Wat er in je concept verandert", 3)
    if not found:
        yield Text("same", "Niets: je concept zegt dit al.", Tone.SOFT)
    yield from found
    take = Button("take", "Zet in mijn concept", Tone.STRONG, disabled=not found and not is_open)
    yield Group("ways", "In je concept of niet", (take, Button("leave", "Toch niet")), across=True)
