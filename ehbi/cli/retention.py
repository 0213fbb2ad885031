"""What is kept: a copy to put away and to bring back, and what must go."""

from __future__ import annotations

import argparse
from pathlib import Path, PurePath
from typing import Any

from ..handbook import clock
from ..handbook.errors import printable
from ..store import Store, backup, redaction, retention
from ..store.redaction import Spot
from .command import AUTHOR, YES, argument, busy, command, is_sure, number, one_of
from .database import DATABASE, opened

NOTHING = "Er is niets veranderd."


def _months(text: str) -> int:
    if not retention.is_months(text):
        raise argparse.ArgumentTypeError(f"{text!r} is geen getal van 1 tot {retention.LONGEST}.")
    return int(text)


@command(
    "backup",
    "maak een kopie van alles wat bewaard is",
    argument("file", type=Path, metavar="BESTAND", help="waar de kopie komt; er wordt niets overschreven"),
    argument(
        "--restore",
        action="store_true",
        help="andersom: zet de kopie terug in de plaats van wat er nu is; servers kunnen doorgaan",
    ),
    YES,
    DATABASE,
)
def _backup(database: str, file: Path, *, restore: bool, yes: bool) -> int:
    if not restore:
        with busy("Kopiëren"):
            backup.save(database, file)
        print(f"Alles wat bewaard is, staat in {file}. Bewaar het op een andere plek.")
        return 0
    if not is_sure("Alles wat na deze kopie is bewaard, verdwijnt. Zeker weten?", yes=yes):
        print(NOTHING)
        return 1
    with busy("Terugzetten"):
        backup.bring_back(database, file)
    with opened(database):  # a copy of an older EHBI is migrated here, not under a visitor
        print(f"De kopie {file} staat terug. Servers die aanstaan, zien dat vanzelf.")
    return 0


@command(
    "forget",
    "verwijder wat er niet meer mag staan; dat kan niet terug",
    one_of(
        argument("--remark", type=number, metavar="NUMMER", help="een melding: zie ehbi feedback --json"),
        argument("--remarks", type=_months, metavar="MAANDEN", help="alle meldingen die ouder zijn"),
        argument(
            "--cases",
            type=_months,
            metavar="MAANDEN",
            help="alle casussen die ouder zijn, ook de tellingen",
        ),
        argument(
            "--picture",
            metavar="PLAATJE",
            help="een plaatje in alle versies en concepten: de naam uit zijn adres, of van zijn bestand",
        ),
        argument(
            "--text",
            metavar="TEKST",
            help="een tekst die zwart wordt in alle versies, concepten, meldingen en mededelingen; "
            "‘-’ leest hem van het toetsenbord, zodat hij niet bij je opdrachten blijft staan",
        ),
    ),
    AUTHOR,
    YES,
    DATABASE,
)
def _forget(database: str, author: str, *, yes: bool, **what: Any) -> int:
    with opened(database, publishes=True) as store:
        if what["text"] is not None:
            done = _redact(store, what["text"], author, yes=yes)
        elif what["picture"] is not None:
            done = _forget_picture(store, what["picture"], author, yes=yes)
        elif what["remark"] is not None:
            done = _forget_remark(store, what["remark"], yes=yes)
        else:
            done = _forget_old(store, what["remarks"], what["cases"], yes=yes)
        if not done:
            print(NOTHING)
            return 1
        _tell_the_rest(store)
    return 0


def _forget_remark(store: Store, number: int, *, yes: bool) -> bool:
    if not is_sure(f"Melding {number} verdwijnt, met de notitie.", yes=yes):
        return False
    retention.forget_remark(store, number)
    print(f"Melding {number} is verwijderd.")
    return True


def _forget_old(store: Store, remarks: int | None, cases: int | None, *, yes: bool) -> bool:
    what, months = ("meldingen", remarks) if remarks else ("casussen", cases or 0)
    if not is_sure(f"Alle {what} die ouder zijn dan {months} maanden, verdwijnen.", yes=yes):
        return False
    if remarks:
        number = retention.forget_remarks(store, retention.moment_before(clock.now(), months))
    else:
        number = retention.forget_cases(store, retention.month_before(clock.now(), months))
    store.sweep()
    print(f"Verwijderd: {number} {what}.")
    return True


def _redact(store: Store, text: str, author: str, *, yes: bool) -> bool:
    text = input("Welke tekst? ") if text == "-" else text
    found = redaction.find(store, text)
    for spot in found:
        print(_told(spot))
    if not found:
        print("Deze tekst staat nergens. Let op: hij moet er precies zo staan, op hoofdletters na.")
    if not found or not is_sure(f"Hier komt {redaction.BLACK} in de plaats. Dat kan niet terug.", yes=yes):
        return False
    done = redaction.redact(store, text, author)
    print(f"De tekst is {sum(spot.times for spot in done)} keer zwart gemaakt.")
    if any(spot.kind == "versie" for spot in done):
        print("De balie krijgt dit vanzelf.")
    return True


def _forget_picture(store: Store, name: str, author: str, *, yes: bool) -> bool:
    digest = PurePath(name).stem
    found = redaction.find_picture(store, digest)
    for spot in found:
        if spot.kind != "plaatje":
            print(_told(spot))
    if not found:
        print("Dit plaatje is nergens. Neem de naam van het bestand: 32 cijfers en letters.")
    if not found or not is_sure("Het plaatje verdwijnt, met wat eronder staat. Dat kan niet terug.", yes=yes):
        return False
    redaction.forget_picture(store, digest, author)
    print("Het plaatje is weg. Een computer die het al liet zien, kan het nog bewaren.")
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
