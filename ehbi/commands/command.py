"""What all commands are made with."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

from ..places import PROFILE, database

HOST = "127.0.0.1"
Run = Callable[[argparse.Namespace], int]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def command(commands: Commands, name: str, run: Run, summary: str) -> argparse.ArgumentParser:
    """Add a command, and return its parser.

    Parameters
    ----------
    commands
        Where to add it.
    name
        How it is called.
    run
        Does it, and returns the exit status.
    summary
        What it does, for the list of commands.
    """
    parser = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    parser.set_defaults(run=run)
    return parser


def print_json(data: Any) -> None:
    """Print data for scripts."""
    print(json.dumps(data, ensure_ascii=False, indent=2))


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
    parser.add_argument("--port", type=int, default=port, help=f"poort (gewoon: {port}; 0 kiest een vrije)")
    parser.add_argument(
        "--profile", type=Path, metavar="BESTAND", help="eigen gegevens van de bibliotheek: zie ehbi profile"
    )
    add_database(parser)


def use_profile(file: Path | None) -> None:
    """Have a server and its kernels use this profile, if one is given."""
    if file:
        os.environ[PROFILE] = str(file.absolute())


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add the option for scripts, and the database."""
    parser.add_argument("--json", action="store_true", help="als JSON")
    add_database(parser)


def later(module: str, name: str) -> Run:
    """Return a function of another file here, which is imported when it is called.

    SQLAlchemy takes 0.3 s to import, and most commands do not need it.
    """

    def run(options: argparse.Namespace) -> int:
        status: int = getattr(import_module(f".{module}", __package__), name)(options)
        return status

    return run


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
