"""What is kept: a copy to put away and to bring back, and what must go."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..handbook import clock
from ..handbook.errors import printable
from ..store import Store, backup, redaction, retention
from ..store.redaction import Spot
from .command import Commands, add_author, add_database, add_yes, command, is_sure

NOTHING = "Er is niets veranderd."
LONGEST = 1200
"""Months."""


def add_backup(commands: Commands) -> None:
    """Add ``ehbi backup``."""
    saving = command(commands, "backup", _backup, "maak een kopie van alles wat bewaard is")
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


def add_forget(commands: Commands) -> None:
    """Add ``ehbi forget``."""
    forgetting = command(
        commands, "forget", _forget, "verwijder wat er niet meer mag staan; dat kan niet terug"
    )
    _add_what(forgetting.add_mutually_exclusive_group(required=True))
    add_author(forgetting)
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


def _backup(options: argparse.Namespace) -> int:
    if options.restore:
        return _bring_back(options)
    backup.save(options.database, options.file)
    print(f"Alles wat bewaard is, staat in {options.file}. Bewaar het op een andere plek.")
    return 0


def _forget(options: argparse.Namespace) -> int:
    with Store.open(options.database, publishes=True) as store:
        if options.text is not None:
            done = _redact(store, options)
        elif options.remark is not None:
            done = _forget_remark(store, options)
        else:
            done = _forget_old(store, options)
        if not done:
            print(NOTHING)
            return 1
        _tell_the_rest(store)
    return 0


def _forget_remark(store: Store, options: argparse.Namespace) -> bool:
    if not is_sure(options, f"Melding {options.remark} verdwijnt, met de notitie."):
        return False
    retention.forget_remark(store, options.remark)
    print(f"Melding {options.remark} is verwijderd.")
    return True


def _forget_old(store: Store, options: argparse.Namespace) -> bool:
    what, months = ("meldingen", options.remarks) if options.remarks else ("casussen", options.cases)
    if not is_sure(options, f"Alle {what} die ouder zijn dan {months} maanden, verdwijnen."):
        return False
    if options.remarks:
        number = retention.forget_remarks(store, retention.moment_before(clock.now(), months))
    else:
        number = retention.forget_cases(store, retention.month_before(clock.now(), months))
    store.sweep()
    print(f"Verwijderd: {number} {what}.")
    return True


def _redact(store: Store, options: argparse.Namespace) -> bool:
    text = input("Welke tekst? ") if options.text == "-" else options.text
    found = redaction.find(store, text)
    for spot in found:
        print(_told(spot))
    if not found:
        print("Deze tekst staat nergens. Let op: hij moet er precies zo staan, op hoofdletters na.")
    if not found or not is_sure(options, f"Hier komt {redaction.BLACK} in de plaats. Dat kan niet terug."):
        return False
    done = redaction.redact(store, text, options.author)
    print(f"De tekst is {sum(spot.times for spot in done)} keer zwart gemaakt.")
    if any(spot.kind == "versie" for spot in done):
        print("De balie krijgt dit vanzelf.")
    return True


def _told(spot: Spot) -> str:
    whose = f"concept van {printable(spot.name)}" if spot.kind == "concept" else f"{spot.kind} {spot.name}"
    return f"{whose}: {spot.times} keer"


def _tell_the_rest(store: Store) -> None:
    file = store.file
    if file is None:
        print("PostgreSQL ruimt de oude tekst zelf op. Met VACUUM FULL gebeurt dat meteen.")
    for copy in backup.copies(file) if file else ():
        print(f"In deze kopie staat het nog: {copy}. Verwijder die als je haar niet meer nodig hebt.")
    print("In reservekopieën die je zelf hebt gemaakt, staat het ook nog.")


def _bring_back(options: argparse.Namespace) -> int:
    if not is_sure(options, "Alles wat na deze kopie is bewaard, verdwijnt. Zeker weten?"):
        print(NOTHING)
        return 1
    backup.bring_back(options.database, options.file)
    with Store.open(options.database):  # a copy of an older EHBI is migrated here, not under a visitor
        print(f"De kopie {options.file} staat terug. Servers die aanstaan, zien dat vanzelf.")
    return 0
