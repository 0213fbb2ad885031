"""A handbook in a file or published: check it, search it, convert it; and the library's own profile."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from .. import places, profiles
from ..exports import BINARY, FORMATS, export
from ..files import inspect, load
from ..files.documents import PACKAGED, examine, inspect_profile, to_yaml
from ..files.source import parse_source
from ..handbook import EhbiError, Handbook, Problem
from ..handbook.errors import printable
from ..handbook.graph import path_rows
from ..paper import PAPERS
from ..published import published
from ..search.index import Index
from ..search.results import hits_report
from .command import Commands, add_database, add_json, command, print_json, print_json_rows


def add_check(commands: Commands) -> None:
    """Add ``ehbi check``."""
    check = command(commands, "check", _check, "kijk een handboek na")
    _add_handbook(check)
    check.add_argument("--today", type=_day, help="dag om nakijkdata mee te vergelijken")


def add_paths(commands: Commands) -> None:
    """Add ``ehbi paths``."""
    paths = command(commands, "paths", _paths, "toon elk pad van elke situatie")
    _add_handbook(paths)
    paths.add_argument("--json", action="store_true", help="als JSON")


def add_search(commands: Commands) -> None:
    """Add ``ehbi search``."""
    searching = command(commands, "search", _search, "zoek een situatie of stap")
    searching.add_argument("text", nargs="+", metavar="TEKST", help="wat de lener zegt of ziet")
    add_json(searching)


def add_export(commands: Commands) -> None:
    """Add ``ehbi export``."""
    exporting = command(commands, "export", _export, "zet het handboek om")
    exporting.add_argument("format", choices=FORMATS, metavar="VORM", help=", ".join(FORMATS))
    exporting.add_argument("--paper", choices=PAPERS, help="papier voor de poster: a3 (gewoon) of a4")
    exporting.add_argument("--output", type=Path, help="bestand om in te schrijven (gewoon: het scherm)")
    add_database(exporting)


def add_profile(commands: Commands) -> None:
    """Add ``ehbi profile``."""
    summary = "vul de eigen gegevens van de bibliotheek in"
    profile = commands.add_parser("profile", help=summary, description=f"{summary.capitalize()}.")
    actions = profile.add_subparsers(title="opdrachten", required=True, metavar="OPDRACHT")
    for name, run, about in (
        ("new", _new_profile, "maak een profiel om in te vullen"),
        ("check", _check_profile, "kijk het profiel na"),
    ):
        parser = command(actions, name, run, about)
        parser.add_argument(
            "file", nargs="?", type=Path, help="YAML-bestand (gewoon: dat van deze gebruiker)"
        )


def _add_handbook(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", help="YAML- of JSON-bestand (gewoon: wat gepubliceerd is)")
    add_database(parser)


def _handbook(options: argparse.Namespace) -> Handbook:
    return load(options.file) if options.file else published(options.database)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is geen dag. Schrijf de dag als 2026-11-24.") from None


def _check(options: argparse.Namespace) -> int:
    name, problems = _looked_over(options)
    for problem in problems:
        print(problem.at(name))
    return 1 if problems else 0


def _looked_over(options: argparse.Namespace) -> tuple[str, tuple[Problem, ...]]:
    file = options.file
    if not file:
        handbook = published(options.database)
        if handbook.revision != load().revision:
            name = f"handboek-versie-{handbook.version.number}.yaml" if handbook.version else "handboek.yaml"
            return name, examine(parse_source(to_yaml(handbook), name), options.today)[1]
        file = PACKAGED
    return str(file), inspect(file, options.today)[1]


def _paths(options: argparse.Namespace) -> int:
    rows = path_rows(_handbook(options))
    if options.json:
        print_json_rows(rows)
        return 0
    for row in rows:
        print(f"{row['situation']}: {' → '.join(row['steps'])}")
    return 0


def _search(options: argparse.Namespace) -> int:
    found = Index(published(options.database)).ask(" ".join(options.text))
    if options.json:
        print_json(hits_report(found.hits))
        return 0
    if found.elsewhere:
        told = f": {found.elsewhere.title}. {found.elsewhere.where}".rstrip(" .")
        print(printable(f"Daar gaat dit handboek niet over{told}."))
    elif not found.hits:
        print("Niets gevonden. Typ wat de lener ziet of zegt.")
    elif not found.hits[0].sure:
        print("Bedoel je …?")
    for hit in found.hits:
        print(f"{hit.situation}: {hit.title} ({hit.step})")
    return 0


def _export(options: argparse.Namespace) -> int:
    if options.paper and options.format != "poster":
        raise EhbiError(f"--paper hoort bij poster, niet bij {options.format}. Laat --paper weg.")
    handbook = profiles.local(published(options.database))
    content = export(handbook, options.format, options.paper or "a3")
    if options.output is not None:
        _write(options.output, content)
    elif options.format in BINARY and sys.stdout.isatty():
        raise EhbiError(f"{options.format} is geen tekst. Geef met --output een bestand op.")
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    return 0


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise EhbiError(
            f"{file} kan niet worden geschreven ({error.strerror}). Kies een andere plek."
        ) from None


def _new_profile(options: argparse.Namespace) -> int:
    file = options.file or places.profile()
    profiles.new(file)
    print(f"{file} is gemaakt. Vul het in, en kijk het na met: ehbi profile check")
    return 0


def _check_profile(options: argparse.Namespace) -> int:
    file = options.file or places.profile()
    profile, problems = inspect_profile(file, load())
    for problem in problems:
        print(problem.at(str(file)))
    if problems or profile is None:
        return 1
    print(f"Het profiel van {profile.library} is in orde.")
    return 0
