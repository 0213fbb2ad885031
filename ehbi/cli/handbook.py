"""A handbook in a file or published: check it, search it, convert it; and the library's own profile."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from .. import newest, places, profiles
from ..exports import BINARY, FORMATS, WITH_PICTURES, export
from ..files import bundles, inspect, load
from ..files.documents import PACKAGED, examine, inspect_profile, to_yaml
from ..files.source import parse_source
from ..handbook import EhbiError, Handbook, Problem
from ..handbook.errors import printable
from ..handbook.graph import path_rows
from ..handbook.languages import TranslationState, states
from ..paper import PAPERS
from ..search.index import Index
from ..search.results import hits_report
from .command import JSON, LIBRARY, argument, busy, command, hand_over, print_json, print_json_rows
from .database import READ, refuse_missing

FILE: dict[str, Any] = {"nargs": "?", "metavar": "BESTAND"}
HANDBOOK = argument("file", **FILE, help="YAML- of JSON-bestand (gewoon: wat gepubliceerd is)")
OWN_PROFILE = argument("file", **FILE, type=Path, help="YAML-bestand (gewoon: dat van deze gebruiker)")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is geen dag. Schrijf de dag als 2026-11-24.") from None


def _published(database: str) -> Handbook:
    refuse_missing(database, how="ehbi serve --create")
    return newest.published(database)


@command(
    "check",
    "kijk een handboek na",
    HANDBOOK,
    READ,
    argument("--today", type=_day, metavar="DAG", help="dag om nakijkdata mee te vergelijken"),
    argument("--strict", action="store_true", help="laat ook waarschuwingen tellen als fout"),
)
def _check(database: str, file: str | None, today: date | None, *, strict: bool) -> int:
    name, handbook, problems = _inspect(file, today) if file else _inspect_published(database, today)
    for problem in problems:
        print(problem.at(name))
    for told in _unfinished(handbook) if handbook else ():
        print(printable(told), file=sys.stderr)  # no problem: the Dutch is there too
    return int(any(strict or problem.is_error for problem in problems))


def _unfinished(handbook: Handbook) -> Iterator[str]:
    """Yield of which languages translations are missing, and at which no speaker looked, with how many."""
    counts = {one.name: Counter(states(handbook, one.id).values()) for one in handbook.languages}
    for wanted in (TranslationState.MISSING, TranslationState.MADE):
        if named := ", ".join(f"{name} ({found[wanted]})" for name, found in counts.items() if found[wanted]):
            yield f"{wanted.label}: {named}."


def _inspect(file: str | Path, today: date | None) -> tuple[str, Handbook | None, tuple[Problem, ...]]:
    return str(file), *inspect(file, today)


def _inspect_published(database: str, today: date | None) -> tuple[str, Handbook | None, tuple[Problem, ...]]:
    handbook = _published(database)
    if handbook.revision == load().revision:
        return _inspect(PACKAGED, today)
    name = f"handboek-versie-{handbook.version.number}.yaml" if handbook.version else "handboek.yaml"
    return name, handbook, examine(parse_source(to_yaml(handbook), name), today)[1]


@command("paths", "toon elk pad van elke situatie", HANDBOOK, READ, JSON)
def _paths(database: str, file: str | None, *, json: bool) -> None:
    rows = path_rows(load(file) if file else _published(database))
    if json:
        print_json_rows(rows)
        return
    for row in rows:
        print(f"{row['situation']}: {' → '.join(row['steps'])}")


@command(
    "search",
    "zoek een situatie of stap",
    argument("text", nargs="+", metavar="TEKST", help="wat de lener zegt of ziet"),
    JSON,
    READ,
)
def _search(database: str, text: list[str], *, json: bool) -> None:
    found = Index(_published(database)).ask(" ".join(text))
    if json:
        print_json(hits_report(found.hits))
        return
    if found.elsewhere:
        told = f": {found.elsewhere.title}. {found.elsewhere.where}".rstrip(" .")
        print(printable(f"Daar gaat dit handboek niet over{told}."))
    elif not found.hits:
        print("Niets gevonden. Typ wat de lener ziet of zegt.")
    elif not found.hits[0].sure:
        print("Bedoel je …?")
    for hit in found.hits:
        print(f"{hit.situation}: {hit.title} ({hit.step})")


@command(
    "export",
    "zet het handboek om",
    argument("form", choices=FORMATS, metavar="VORM", help=", ".join(FORMATS)),
    argument("--paper", choices=PAPERS, metavar="PAPIER", help="papier voor de poster: a3 (gewoon) of a4"),
    argument(
        "--output",
        metavar=FILE["metavar"],
        help="waar het komt (gewoon: op het scherm); YAML en JSON met plaatjes: map/ of een zip",
    ),
    LIBRARY,
    READ,
)
def _export(database: str, form: str, paper: str | None, output: str | None, profile: Path | None) -> None:
    if paper and form != "poster":
        raise EhbiError(f"--paper hoort bij poster, niet bij {form}. Laat --paper weg.")
    with busy(f"Omzetten naar {form}"):
        handbook = profiles.local(_published(database), profile)
        content = export(handbook, form, paper or "a3")
    if form in WITH_PICTURES and output:
        _with_pictures(handbook, f"handboek.{form}", content, output)
    else:
        hand_over(content, Path(output) if output else None, form if form in BINARY else "")


def _with_pictures(handbook: Handbook, name: str, content: bytes, output: str) -> None:
    """Write a handbook's file with its pictures beside it: in a folder, in a zip, or where somebody said."""
    place = Path(output)
    if place.suffix == f".{bundles.ZIP}":
        hand_over(bundles.zipped(name, content, handbook), place)
        return
    file = place / name if output.endswith(("/", "\\")) or place.is_dir() else place
    beside = {file.parent / path: picture for path, picture in bundles.files_beside(handbook).items()}
    for folder in dict.fromkeys((file.parent, *(one.parent for one in beside))):
        if folder != place.parent:
            _make(folder)
    for one, written in {file: content, **beside}.items():
        hand_over(written, one)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise EhbiError(
            f"{folder} kan niet worden gemaakt ({error.strerror}). Kies een andere plek."
        ) from None


@command("profile new", "maak een profiel om in te vullen", OWN_PROFILE)
def _new_profile(file: Path | None) -> None:
    file = file or places.profile()
    profiles.new(file)
    print(f"{file} is gemaakt. Vul het in, en kijk het na met: ehbi profile check")


@command("profile check", "kijk het profiel na", OWN_PROFILE)
def _check_profile(file: Path | None) -> int:
    file = file or places.profile()
    profile, problems = inspect_profile(file, load())
    for problem in problems:
        print(problem.at(str(file)))
    if problems or profile is None:
        return 1
    print(f"Het profiel van {profile.library} is in orde.")
    return 0
