"""What the desk has told, and what the desk is told: remarks, the case log, notices."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from typing import Any

from ..files import load
from ..handbook import EhbiError, clock
from ..handbook.clock import when
from ..handbook.errors import printable
from ..store import Notice, Remark, Store, case_log, notices, remarks
from .command import Commands, add_database, add_json, command, print_json

REMARK = (
    *("at", "revision", "step", "doubt", "text"),
    *("number", "state", "note", "changed_by", "changed_at"),
)
"""What a script gets of a remark."""


class SituationError(EhbiError):
    """There is no situation with this number."""

    def __init__(self, number: int, numbers: list[int]) -> None:
        self.number = number
        super().__init__(f"Situatie {number} is er niet. Kies uit: {', '.join(map(str, numbers))}.")


def add_feedback(commands: Commands) -> None:
    """Add ``ehbi feedback``."""
    add_json(command(commands, "feedback", _feedback, "toon wat de balie van de stappen vindt"))


def add_cases(commands: Commands) -> None:
    """Add ``ehbi cases``."""
    cases = command(commands, "cases", _cases, "toon hoe casussen zijn gelopen")
    cases.add_argument(
        "--months", action="store_true", help="tel ze per maand en per weg, ook die van langer geleden"
    )
    add_json(cases)


def add_notice(commands: Commands) -> None:
    """Add ``ehbi notice``."""
    notice = commands.add_parser("notice", help="plaats een mededeling", description="Plaats een mededeling.")
    actions = notice.add_subparsers(title="opdrachten", required=True, metavar="OPDRACHT")
    add_json(command(actions, "list", _notice_list, "toon de mededelingen die nog niet voorbij zijn"))
    adding = command(actions, "add", _notice_add, "plaats een mededeling")
    adding.add_argument("text", metavar="TEKST", help="wat er aan de hand is")
    adding.add_argument("--end", required=True, help="tot wanneer: 2026-11-24 17:00")
    adding.add_argument("--start", help="vanaf wanneer (gewoon: nu)")
    adding.add_argument("--situation", type=int, metavar="NUMMER", help="alleen bij deze situatie")
    add_database(adding)
    removing = command(actions, "remove", _notice_remove, "haal een mededeling weg")
    removing.add_argument("number", type=int, metavar="NUMMER", help="nummer uit de lijst")
    add_database(removing)


def _feedback(options: argparse.Namespace) -> int:
    with Store.open(options.database) as store:
        found = remarks.kept(store)
    if options.json:
        print_json([_plain(one, REMARK) for one in found])
        return 0
    for one in found:
        said = f". {printable(one.text)}" if one.text else ""
        print(f"{when(one.at)} {one.step}: {one.doubt}{said} {_handled(one)}")
    if not found:
        print("De balie heeft nog niets gemeld.")
    return 0


def _cases(options: argparse.Namespace) -> int:
    if options.months:
        return _months(options)
    with Store.open(options.database) as store:
        found, counted = case_log.kept(store), case_log.total(store)
    if options.json:
        print_json([_plain(one, ("hour", "steps", "back", "outcome")) for one in found])
        return 0
    for one in found:
        print(f"{one.hour}: {' → '.join(one.steps)}")
    if counted:
        print(f"Van {counted} oudere casussen zijn er alleen tellingen: ehbi cases --months")
    elif not found:
        print("Er zijn nog geen casussen bewaard.")
    return 0


def _months(options: argparse.Namespace) -> int:
    with Store.open(options.database) as store:
        found = case_log.monthly(store)
    if options.json:
        print_json([_plain(one, ("month", "steps", "outcome", "cases", "back")) for one in found])
        return 0
    for one in found:
        print(f"{one.month}: {one.cases} keer {' → '.join(one.steps)}")
    if not found:
        print("Er zijn nog geen casussen bewaard.")
    return 0


def _notice_list(options: argparse.Namespace) -> int:
    with Store.open(options.database) as store:
        found = notices.unended(store, clock.now())
    if options.json:
        print_json([_plain(one, ("number", "text", "start", "end", "situation")) for one in found])
        return 0
    for one in found:
        about = f"situatie {one.situation}: " if one.situation else ""
        print(f"{one.number}: {when(one.start)} – {when(one.end)} {about}{printable(one.text)}")
    if not found:
        print("Er zijn geen mededelingen.")
    return 0


def _notice_add(options: argparse.Namespace) -> int:
    _refuse_unknown(options.situation)
    now, end = clock.now(), clock.read(options.end)
    notice = Notice(options.text, clock.read(options.start) if options.start else now, end, options.situation)
    notices.refuse(notice, now)
    with Store.open(options.database, publishes=True) as store:
        kept = notices.keep(store, notice)
    doubt = notices.doubt(kept.text)
    if doubt:
        print(f"Let op: {doubt}", file=sys.stderr)
    print(f"Mededeling {kept.number} staat erop van {when(kept.start)} tot {when(kept.end)}.")
    return 0


def _notice_remove(options: argparse.Namespace) -> int:
    with Store.open(options.database, publishes=True) as store:
        notices.remove(store, options.number)
    print(f"Mededeling {options.number} is weg.")
    return 0


def _handled(remark: Remark) -> str:
    author = f" door {printable(remark.changed_by)}" if remark.changed_by else ""
    note = f": {printable(remark.note)}" if remark.note else ""
    return f"[{remark.state}{author}{note}]"


def _refuse_unknown(situation: int | None) -> None:
    numbers = [step.number or 0 for step in load().situations]
    if situation is not None and situation not in numbers:
        raise SituationError(situation, numbers)


def _plain(value: Any, names: tuple[str, ...]) -> dict[str, Any]:
    found = {name: getattr(value, name) for name in names}
    return {name: one.isoformat() if isinstance(one, datetime) else one for name, one in found.items()}
