"""What is kept: a copy to put away, and what must go."""

from __future__ import annotations

import argparse
from pathlib import Path

from .. import places
from .command import Commands, add_database, add_yes, command, later

LONGEST = 1200
"""Months."""


def add(commands: Commands) -> None:
    """Add these commands."""
    saving = command(
        commands, "backup", later("kept_long", "backup"), "maak een kopie van alles wat bewaard is"
    )
    saving.add_argument(
        "file", type=Path, metavar="BESTAND", help="waar de kopie komt; er wordt niets overschreven"
    )
    saving.add_argument(
        "--restore",
        action="store_true",
        help="andersom: zet de kopie terug in de plaats van wat er nu is; servers kunnen doorgaan",
    )
    add_yes(saving)
    add_database(saving)
    forgetting = command(
        commands,
        "forget",
        later("kept_long", "forget"),
        "verwijder wat er niet meer mag staan; dat kan niet terug",
    )
    _add_what(forgetting.add_mutually_exclusive_group(required=True))
    forgetting.add_argument(
        "--author", default=places.user() or "onbekend", help="wie dit doet (gewoon: je gebruikersnaam)"
    )
    add_yes(forgetting)
    add_database(forgetting)


def _add_what(what: argparse._MutuallyExclusiveGroup) -> None:
    what.add_argument("--remark", type=int, metavar="NUMMER", help="een melding: zie ehbi feedback --json")
    what.add_argument("--remarks", type=_months, metavar="MAANDEN", help="alle meldingen die ouder zijn")
    what.add_argument(
        "--cases", type=_months, metavar="MAANDEN", help="alle casussen die ouder zijn, ook de tellingen"
    )
    what.add_argument(
        "--text",
        metavar="TEKST",
        help="een tekst die zwart wordt in alle versies, concepten, meldingen en mededelingen; "
        "‘-’ leest hem van het toetsenbord, zodat hij niet bij je opdrachten blijft staan",
    )


def _months(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text[:5]) <= LONGEST):
        raise argparse.ArgumentTypeError(f"{text!r} is geen getal van 1 tot {LONGEST}.")
    return int(text)
