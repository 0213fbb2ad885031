"""What a month has to tell, on paper for a meeting."""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path

from ..explore.monthly import report_of
from ..explore.months import last_whole_month
from ..explore.report import to_pdf
from ..handbook import clock
from .command import OUTPUT, argument, busy, command, hand_over
from .database import DATABASE, opened

_MONTH = re.compile("20[0-9]{2}-(0[1-9]|1[0-2])")


def _month(text: str) -> date:
    if not _MONTH.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is geen maand. Schrijf de maand als 2026-11.")
    return date.fromisoformat(f"{text}-01")


@command(
    "report",
    "maak het rapport van een maand, als PDF",
    argument("--month", type=_month, metavar="MAAND", help="2026-11 (gewoon: de laatste hele maand)"),
    OUTPUT,
    DATABASE,
)
def _report(database: str, month: date | None, output: Path | None) -> None:
    today = clock.today()
    with opened(database) as store:
        report = report_of(store, month or last_whole_month(today), today)
    with busy("Het rapport wordt gemaakt"):
        content = to_pdf(report)
    hand_over(content, output, "Het rapport")
    if output and not report.total.cases:
        print(f"In {clock.month(report.first)} zijn er geen casussen bewaard.")
