"""Translations: to a translator as a table or a PO file, and back into a draft."""

from __future__ import annotations

from pathlib import Path

from ..files.source import MAX_BYTES, read_bytes
from ..files.translation_files import BINARY, FORMS, read, write
from ..files.translations import Taken, take
from ..handbook import EhbiError, clock
from ..handbook.errors import clip, printable
from ..handbook.languages import language
from ..handbook.text import folded
from ..store import drafts
from .command import AUTHOR, OUTPUT, argument, command, hand_over
from .database import DATABASE, handbook_of, opened


@command(
    "translations export",
    "sla de teksten voor de lener op voor een vertaler",
    argument("language", metavar="TAAL", help="code van de taal, zoals en of uk"),
    argument(
        "--format", dest="form", choices=tuple(FORMS), help="vorm (gewoon: die van het bestand, anders csv)"
    ),
    OUTPUT,
    AUTHOR,
    DATABASE,
)
def _export(database: str, language: str, form: str | None, output: Path | None, author: str) -> None:
    ending = output.suffix.removeprefix(".").lower() if output else ""
    form = form or (ending if ending in FORMS else "csv")
    with opened(database) as store:
        handbook = handbook_of(store, folded(author))
    hand_over(write(handbook, language, form), output, form.upper() if form in BINARY else "")


@command(
    "translations import",
    "zet de teksten van een vertaler in een concept",
    argument("file", metavar="BESTAND", help="CSV, XLSX of PO, zoals export het maakt"),
    argument("--language", metavar="TAAL", help="code van de taal (gewoon: die in het bestand)"),
    argument("--reviewed-by", default="", metavar="NAAM", help="wie de vertaling heeft nagekeken"),
    argument("--show", action="store_true", help="toon alleen wat er zou veranderen"),
    AUTHOR,
    DATABASE,
)
def _import(  # noqa: PLR0913  # all that can be typed
    database: str, file: str, language: str | None, reviewed_by: str, author: str, *, show: bool
) -> None:
    found = read(read_bytes(file, MAX_BYTES), file)
    tag = language or found.language
    if not tag:
        raise EhbiError(f"In {file} staat niet welke taal het is. Zeg het met --language.")
    author = folded(author)
    with opened(database, publishes=True) as store:
        before = handbook_of(store, author)
        taken = take(before, tag, found.texts, clock.today(), folded(reviewed_by))
        _tell(file, tag, len(found.texts), taken)
        if show or taken.handbook == before:
            return
        kept = drafts.of(store, author) or drafts.begin(store, author)
        drafts.save(store, kept, taken.handbook, f"Vertalingen uit {clip(printable(file))}")
    print(printable(f"{file} staat in het concept van {author}. Ga daar verder met: ehbi edit"))


def _tell(file: str, tag: str, count: int, taken: Taken) -> None:
    """Print what a file changes, and each row that was refused, with why."""
    name = language(taken.handbook, tag).name
    print(printable(f"{file}: teksten in het {name}. Gelezen: {count}."))
    print(f"Veranderd: {len(taken.changed)}.")
    for one in taken.changed:
        print(printable(f"- {one.step or 'het scherm'}, {one.name}: ‘{clip(folded(one.text))}’"))
    if taken.reviewed:
        print(f"Nagekeken: {taken.reviewed}.")
    if taken.refused:
        print(f"Niet overgenomen: {len(taken.refused)}.")
    for one, why in taken.refused:
        print(printable(f"{file}:{one.row}: {why}"))
    if taken.told:
        print(f"Nog na te kijken: {len(taken.told)}.")
    for told in taken.told:
        print(printable(f"- {told}"))
