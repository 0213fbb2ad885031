"""What all commands are made with."""

from __future__ import annotations

import argparse
import json
import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from textwrap import indent
from typing import Any, TypeAlias

from ..places import PROFILE, database, user

HOST = "127.0.0.1"
_NUMBER = re.compile(r"-?[0-9]{1,9}")
Run = Callable[[argparse.Namespace], int]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def command(commands: Commands, name: str, run: Run, summary: str) -> argparse.ArgumentParser:
    """Add a command, and return its parser."""
    parser = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    parser.set_defaults(run=run)
    return parser


def print_json(data: Any) -> None:
    """Print data for scripts."""
    print(json.dumps(data, ensure_ascii=False, indent=2))


def print_json_rows(rows: Iterable[Any]) -> None:
    """Print a list for scripts as :func:`print_json` would, without ever holding all of it."""
    between = "["
    for row in rows:
        print(between, indent(json.dumps(row, ensure_ascii=False, indent=2), "  "), sep="\n", end="")
        between = ","
    print("[]" if between == "[" else "\n]")


def add_database(parser: argparse.ArgumentParser) -> None:
    """Add the option that says which database to use."""
    parser.add_argument(
        "--database",
        default=database(),
        metavar="ADRES",
        help="adres van de database (gewoon: EHBI_DATABASE, anders een bestand in je eigen map)",
    )


def add_server(parser: argparse.ArgumentParser, port: int) -> None:
    """Add the options of a server: where it answers, the profile and the database."""
    parser.add_argument("--host", default=HOST, help=f"adres om op te luisteren (gewoon: {HOST})")
    parser.add_argument(
        "--port", type=number, default=port, help=f"poort (gewoon: {port}; 0 kiest een vrije)"
    )
    parser.add_argument(
        "--host-name",
        action="append",
        default=[],
        metavar="NAAM",
        dest="host_names",
        help="naam waaronder browsers hier komen, naast die van deze computer; mag vaker",
    )
    parser.add_argument(
        "--profile", type=Path, metavar="BESTAND", help="eigen gegevens van de bibliotheek: zie ehbi profile"
    )
    add_database(parser)


def number(text: str) -> int:
    """Return a whole number, as somebody typed it."""
    if not _NUMBER.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is geen getal. Typ alleen cijfers.")
    return int(text)


def at_least_one(text: str) -> int:
    """Return a whole number of 1 or more."""
    if not _NUMBER.fullmatch(text) or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is geen getal van 1 of meer.")
    return int(text)


def use_profile(file: Path | None) -> None:
    """Have a server and its workers use this profile, if one is given."""
    if file:
        os.environ[PROFILE] = str(file.absolute())


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add the option for scripts, and the database."""
    parser.add_argument("--json", action="store_true", help="als JSON")
    add_database(parser)


def add_author(parser: argparse.ArgumentParser) -> None:
    """Add the option that says who does this."""
    parser.add_argument(
        "--author", default=user() or "onbekend", help="wie dit doet (gewoon: je gebruikersnaam)"
    )


def add_yes(parser: argparse.ArgumentParser) -> None:
    """Add the option to do what cannot be undone without being asked."""
    parser.add_argument("--yes", action="store_true", help="doe het zonder het te vragen")


def is_sure(options: argparse.Namespace, question: str) -> bool:
    """Return whether to do what cannot be undone: somebody said so, or says so now."""
    if options.yes:
        return True
    try:
        return input(f"{question} Typ ja of nee: ").strip().lower() in {"ja", "j"}
    except EOFError:
        return False
