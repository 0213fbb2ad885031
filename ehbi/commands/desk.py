"""What the desk has told, and what the desk is told: remarks, the case log, notices."""

from __future__ import annotations

import argparse

from ..places import database
from .command import Commands, Run, command


def add(commands: Commands) -> None:
    """Add these commands."""
    feedback = command(commands, "feedback", _later("feedback"), "toon wat de balie van de stappen vindt")
    cases = command(commands, "cases", _later("cases"), "toon hoe casussen zijn gelopen")
    for parser in (feedback, cases):
        _add_json(parser)
    notice = commands.add_parser("notice", help="plaats een mededeling", description="Plaats een mededeling.")
    _add_notice(notice.add_subparsers(title="opdrachten", required=True, metavar="OPDRACHT"))


def _add_notice(actions: Commands) -> None:
    _add_json(
        command(actions, "list", _later("notice_list"), "toon de mededelingen die nog niet voorbij zijn")
    )
    adding = command(actions, "add", _later("notice_add"), "plaats een mededeling")
    adding.add_argument("text", metavar="TEKST", help="wat er aan de hand is")
    adding.add_argument("--end", required=True, help="tot wanneer: 2026-11-24 17:00")
    adding.add_argument("--start", help="vanaf wanneer (gewoon: nu)")
    adding.add_argument("--situation", type=int, metavar="NUMMER", help="alleen bij deze situatie")
    add_database(adding)
    removing = command(actions, "remove", _later("notice_remove"), "haal een mededeling weg")
    removing.add_argument("number", type=int, metavar="NUMMER", help="nummer uit de lijst")
    add_database(removing)


def add_database(parser: argparse.ArgumentParser) -> None:
    """Add the option that says which database to use."""
    parser.add_argument(
        "--database",
        default=database(),
        metavar="ADRES",
        help="adres van de database (gewoon: EHBI_DATABASE, anders een bestand in je eigen map)",
    )


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="als JSON")
    add_database(parser)


def _later(name: str) -> Run:
    def run(options: argparse.Namespace) -> int:
        from . import kept  # noqa: PLC0415  # SQLAlchemy takes 0.3 s to import; the other commands need it not

        status: int = getattr(kept, name)(options)
        return status

    return run
