"""Published revisions: see them, go back to one, bring one in."""

from __future__ import annotations

import argparse

from .. import places
from .command import Commands, add_database, add_json, command, later


def add(commands: Commands) -> None:
    """Add these commands."""
    add_json(command(commands, "history", later("publishing", "history"), "toon alle versies"))
    restoring = command(
        commands, "restore", later("publishing", "restore"), "ga terug naar een eerdere versie"
    )
    restoring.add_argument(
        "revision", type=int, metavar="VERSIE", help="nummer uit de lijst van ehbi history"
    )
    _add_author(restoring)
    importing = command(
        commands, "import", later("publishing", "import_"), "publiceer een handboek uit een bestand"
    )
    importing.add_argument("file", metavar="BESTAND", help="YAML of JSON")
    importing.add_argument("--message", help="waarom (gewoon: de naam van het bestand)")
    importing.add_argument(
        "--base", type=int, metavar="VERSIE", help="versie waar het van uitgaat (gewoon: de nieuwste)"
    )
    importing.add_argument("--show", action="store_true", help="toon alleen wat er zou veranderen")
    _add_author(importing)
    comparing = command(
        commands, "diff", later("publishing", "diff"), "toon wat er tussen twee versies verandert"
    )
    for name in ("old", "new"):
        comparing.add_argument(name, metavar="VERSIE", help="nummer uit ehbi history, of een bestand")
    add_database(comparing)


def _add_author(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--author", default=places.user() or "onbekend", help="wie dit doet (gewoon: je gebruikersnaam)"
    )
    add_database(parser)
