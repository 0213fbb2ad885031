"""The commands; each one reads, calls, and prints, and a person's mistake never ends in a traceback."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from . import profiles
from .commands import desk, editing, keeping, presenting, profile, revisions, serving
from .commands.command import add_database, add_json, command, print_json, print_json_rows
from .exports import BINARY, FORMATS, export
from .handbook import EhbiError, Handbook, Problem, inspect, load
from .handbook.errors import printable
from .handbook.hits import hits_report
from .handbook.reader import PACKAGED, examine
from .handbook.report import path_rows
from .handbook.search import Index
from .handbook.source import parse_source
from .handbook.writer import to_yaml
from .paper import PAPERS
from .published import published


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Examples
    --------
    >>> main(["check", "--today", "2026-11-24"])
    0
    """
    _print_whatever_the_screen_knows()
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        print(end="", flush=True)
    except EhbiError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read this has left; what is still to be written must not fail on it again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (OSError, MemoryError) as error:
        print(f"Dit lukt nu niet: {_lacking(error)}. Probeer het nog eens.", file=sys.stderr)
        return 1
    return status


def _lacking(error: OSError | MemoryError) -> str:
    """Return what the system did not give, in words for a person."""
    if isinstance(error, MemoryError):
        return "er is te weinig geheugen"
    return ": ".join(filter(None, [str(error.filename or ""), error.strerror or type(error).__name__]))


def _print_whatever_the_screen_knows() -> None:
    """Spell out what a terminal or pipe with an old character set cannot show, such as an arrow."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ehbi", description="Eerste Hulp Bij Inloggen: het handboek.")
    commands = parser.add_subparsers(title="opdrachten", required=True, metavar="OPDRACHT")
    serving.add(commands)
    editing.add(commands)
    presenting.add(commands)
    check = command(commands, "check", _check, "kijk een handboek na")
    _add_handbook(check)
    check.add_argument("--today", type=_day, help="dag om nakijkdata mee te vergelijken")
    paths = command(commands, "paths", _paths, "toon elk pad van elke situatie")
    _add_handbook(paths)
    paths.add_argument("--json", action="store_true", help="als JSON")
    searching = command(commands, "search", _search, "zoek een situatie of stap")
    searching.add_argument("text", nargs="+", metavar="TEKST", help="wat de lener zegt of ziet")
    add_json(searching)
    exporting = command(commands, "export", _export, "zet het handboek om")
    exporting.add_argument("format", choices=FORMATS, metavar="VORM", help=", ".join(FORMATS))
    exporting.add_argument("--paper", choices=PAPERS, help="papier voor de poster: a3 (gewoon) of a4")
    exporting.add_argument("--output", type=Path, help="bestand om in te schrijven (gewoon: het scherm)")
    add_database(exporting)
    desk.add(commands)
    profile.add(commands)
    revisions.add(commands)
    keeping.add(commands)
    return parser


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
    """Return what was looked over, and its problems."""
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


if __name__ == "__main__":
    sys.exit(main())
