"""What the desk has told, and what the desk is told: remarks, the case log, a month on paper, notices."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import date
from pathlib import Path

from ..explore.counting import count_traffic
from ..explore.matching import revisions_of
from ..explore.monthly import report_of
from ..explore.months import last_whole_month
from ..explore.spreadsheet import TABLES, to_csv
from ..files import load
from ..handbook import EhbiError, clock
from ..handbook.clock import when
from ..handbook.errors import printable
from ..store import CaseCount, LoggedCase, Notice, Remark, case_log, notices, remarks, revisions
from .command import JSON, OUTPUT, argument, busy, command, hand_over, named, number, show
from .database import DATABASE, opened

REMARK = named(
    *("at", "revision", "step", "doubt", "text"),
    *("number", "state", "note", "changed_by", "changed_at"),
)
"""What a script gets of a remark."""
NO_CASES = "Er zijn nog geen casussen bewaard."
_MONTH = re.compile("20[0-9]{2}-(0[1-9]|1[0-2])")


@command("feedback", "toon wat de balie van de stappen vindt", JSON, DATABASE)
def _feedback(database: str, *, json: bool) -> None:
    with opened(database) as store:
        found = remarks.kept(store)
    show(found, REMARK, _remark, json=json, nothing="De balie heeft nog niets gemeld.")


def _remark(remark: Remark) -> str:
    said = f". {printable(remark.text)}" if remark.text else ""
    author = f" door {printable(remark.changed_by)}" if remark.changed_by else ""
    note = f": {printable(remark.note)}" if remark.note else ""
    return f"{when(remark.at)} {remark.step}: {remark.doubt}{said} [{remark.state}{author}{note}]"


@command(
    "cases",
    "toon hoe casussen zijn gelopen",
    argument("--months", action="store_true", help="tel ze per maand en per weg, ook die van langer geleden"),
    argument(
        "--csv", metavar="TABEL", choices=TABLES, help=f"als tabel voor een rekenblad: {', '.join(TABLES)}"
    ),
    OUTPUT,
    JSON,
    DATABASE,
)
def _cases(database: str, csv: str | None, output: Path | None, *, months: bool, json: bool) -> None:
    if csv and (months or json):
        raise EhbiError("--csv gaat niet samen met --months of --json. Laat die weg.")
    if output and not csv:
        raise EhbiError(f"--output hoort bij --csv. Kies er een tabel bij: {', '.join(TABLES)}.")
    if csv:
        _table(database, csv, output)
        return
    if months:
        _months(database, json=json)
        return
    with opened(database) as store:
        found, counted = case_log.kept(store), case_log.total(store)
    names, nothing = named("hour", "steps", "back", "outcome", "revision"), "" if counted else NO_CASES
    show(found, names, _case, json=json, nothing=nothing)
    if counted and not json:
        print(f"Van {counted} oudere casussen zijn er alleen tellingen: ehbi cases --months")


def _table(database: str, name: str, output: Path | None) -> None:
    with opened(database) as store:
        handbook, walks = revisions.newest_readable(store), case_log.monthly(store)
        past = revisions_of(store)
    hand_over(to_csv(TABLES[name], count_traffic(handbook, walks, past)), output)


def _case(case: LoggedCase) -> str:
    return f"{case.hour}: {' → '.join(case.steps)}"


def _months(database: str, *, json: bool) -> None:
    with opened(database) as store:
        found = case_log.monthly(store)
    show(
        found,
        named("month", "steps", "outcome", "cases", "back", "revision"),
        _month,
        json=json,
        nothing=NO_CASES,
    )


def _month(count: CaseCount) -> str:
    return f"{count.month}: {count.cases} keer {' → '.join(count.steps)}"


def _first_day(text: str) -> date:
    if not _MONTH.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is geen maand. Schrijf de maand als 2026-11.")
    return date.fromisoformat(f"{text}-01")


@command(
    "report",
    "maak het rapport van een maand, als PDF",
    argument("--month", type=_first_day, metavar="MAAND", help="2026-11 (gewoon: de laatste hele maand)"),
    OUTPUT,
    DATABASE,
)
def _report(database: str, month: date | None, output: Path | None) -> None:
    from ..explore.report import to_pdf  # noqa: PLC0415  # fpdf2 is loaded when a report is made

    today = clock.today()
    with opened(database) as store:
        report = report_of(store, month or last_whole_month(today), today)
    with busy("Het rapport wordt gemaakt"):
        content = to_pdf(report)
    hand_over(content, output, "Het rapport")
    if output and not report.total.cases:
        print(f"In {clock.month(report.first)} zijn er geen casussen bewaard.")


@command("notice list", "toon de mededelingen die nog niet voorbij zijn", JSON, DATABASE)
def _notice_list(database: str, *, json: bool) -> None:
    with opened(database) as store:
        found = notices.unended(store, clock.now())
    names = named("number", "text", "start", "end", "situation")
    show(found, names, _notice, json=json, nothing="Er zijn geen mededelingen.")


def _notice(notice: Notice) -> str:
    about = f"situatie {notice.situation}: " if notice.situation else ""
    return f"{notice.number}: {when(notice.start)} – {when(notice.end)} {about}{printable(notice.text)}"


@command(
    "notice add",
    "plaats een mededeling",
    argument("text", metavar="TEKST", help="wat er aan de hand is"),
    argument("--end", required=True, metavar="TIJDSTIP", help="tot wanneer: 2026-11-24 17:00"),
    argument("--start", metavar="TIJDSTIP", help="vanaf wanneer (gewoon: nu)"),
    argument("--situation", type=number, metavar="NUMMER", help="alleen bij deze situatie"),
    DATABASE,
)
def _notice_add(database: str, text: str, start: str | None, end: str, situation: int | None) -> None:
    numbers = [step.number or 0 for step in load().situations]
    if situation is not None and situation not in numbers:
        raise EhbiError(f"Situatie {situation} is er niet. Kies uit: {', '.join(map(str, numbers))}.")
    now, until = clock.now(), clock.read(end)
    notice = Notice(text, clock.read(start) if start else now, until, situation)
    notices.refuse(notice, now)
    with opened(database, publishes=True) as store:
        kept = notices.keep(store, notice)
    doubt = notices.doubt(kept.text)
    if doubt:
        print(f"Let op: {doubt}", file=sys.stderr)
    print(f"Mededeling {kept.number} staat erop van {when(kept.start)} tot {when(kept.end)}.")


@command(
    "notice remove",
    "haal een mededeling weg",
    argument("number", type=number, metavar="NUMMER", help="nummer uit de lijst"),
    DATABASE,
)
def _notice_remove(database: str, number: int) -> None:
    with opened(database, publishes=True) as store:
        notices.remove(store, number)
    print(f"Mededeling {number} is weg.")
