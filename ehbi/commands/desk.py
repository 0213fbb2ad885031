"""What the desk has told, and what the desk is told: remarks, the case log, notices."""

from __future__ import annotations

from .command import Commands, add_database, add_json, command, later


def add(commands: Commands) -> None:
    """Add these commands."""
    feedback = command(
        commands, "feedback", later("kept", "feedback"), "toon wat de balie van de stappen vindt"
    )
    cases = command(commands, "cases", later("kept", "cases"), "toon hoe casussen zijn gelopen")
    cases.add_argument(
        "--months", action="store_true", help="tel ze per maand en per weg, ook die van langer geleden"
    )
    for parser in (feedback, cases):
        add_json(parser)
    notice = commands.add_parser("notice", help="plaats een mededeling", description="Plaats een mededeling.")
    _add_notice(notice.add_subparsers(title="opdrachten", required=True, metavar="OPDRACHT"))


def _add_notice(actions: Commands) -> None:
    add_json(
        command(
            actions, "list", later("kept", "notice_list"), "toon de mededelingen die nog niet voorbij zijn"
        )
    )
    adding = command(actions, "add", later("kept", "notice_add"), "plaats een mededeling")
    adding.add_argument("text", metavar="TEKST", help="wat er aan de hand is")
    adding.add_argument("--end", required=True, help="tot wanneer: 2026-11-24 17:00")
    adding.add_argument("--start", help="vanaf wanneer (gewoon: nu)")
    adding.add_argument("--situation", type=int, metavar="NUMMER", help="alleen bij deze situatie")
    add_database(adding)
    removing = command(actions, "remove", later("kept", "notice_remove"), "haal een mededeling weg")
    removing.add_argument("number", type=int, metavar="NUMMER", help="nummer uit de lijst")
    add_database(removing)
