"""Figures to keep: the report of a month, and tables for a spreadsheet, as downloads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from ..explore import Traffic
from ..explore.monthly import MonthlyReport
from ..explore.months import last_whole_month, months_to
from ..explore.report import MIME as PDF
from ..explore.report import file_name, to_pdf
from ..explore.spreadsheet import MIME as CSV
from ..explore.spreadsheet import TABLES, to_csv
from ..handbook import EhbiError, clock
from ..store import CaseCount, LoggedCase
from .controls import guarded
from .panel import Block, Button, Field, Group, Panel, Text, Tone

TROUBLE = "Er ging iets mis. Probeer het nog eens."
_ONLY_DESK = "Een maandrapport gaat over wat de balie deed. Kies dat bij Cijfers."


class FigureFiles(Panel):
    """A month to have the report of, and a table to have as CSV.

    ``traffic`` is asked for what is on show, ``report`` for that of a month; ``walks`` is the case log.
    """

    def __init__(
        self,
        traffic: Callable[[], Traffic],
        report: Callable[[date], MonthlyReport],
        walks: Sequence[LoggedCase | CaseCount] | None,
    ) -> None:
        super().__init__(
            "Cijfers bewaren", self._fill, guarded(self._press, self._say, TROUBLE, (EhbiError,))
        )
        self._traffic, self._report, self._known = traffic, report, walks is not None
        today = clock.today()
        self._today = today.replace(day=1)
        self._months = {f"{first:%Y-%m}": first for first in months_to(today, walks or ())}
        self._month, self._table = f"{last_whole_month(today):%Y-%m}", next(iter(TABLES))

    def refresh(self) -> None:
        """Show what fits the figures that are on show."""
        self._say("")

    def _blocks(self, told: str) -> Iterator[Block]:
        is_sample = self._traffic().sample
        months = tuple((name, self._named(first)) for name, first in self._months.items())
        tables = tuple((name, table.label) for name, table in TABLES.items())
        ways = (
            Field("month", "Maand", self._month, "choice", months),
            Button("report", "Maandrapport (PDF)", disabled=is_sample or not self._known),
            Field("table", "Tabel", self._table, "choice", tables),
            Button("csv", "Tabel voor Excel (CSV)"),
        )
        said = Text("told", told or (_ONLY_DESK if is_sample else ""), Tone.SOFT, live=True)
        within = (Group("ways", "Wat je bewaart", ways, across=True), said)
        yield Group("files", "Maandrapport en tabellen bewaren", within, fold=True, framed=True)

    def _named(self, first: date) -> str:
        return f"{clock.month(first)}{' (tot nu toe)' if first == self._today else ''}"

    def _fill(self, field: str, value: Any) -> None:
        match field:
            case "month" if value in self._months:
                self._month = value
            case "table" if value in TABLES:
                self._table = value
        self.refresh()

    def _press(self, button: str) -> None:
        match button:
            case "report":
                report = self._report(self._months[self._month])
                self._hand(file_name(report), PDF, to_pdf(report))
            case "csv":
                traffic = self._traffic()
                name = f"{'voorbeeldcijfers-' * traffic.sample}{self._table}.csv"
                self._hand(name, CSV, to_csv(TABLES[self._table], traffic))

    def _hand(self, name: str, mime: str, content: bytes) -> None:
        self.save(name, mime, content)
        self._say(f"{name} is klaar en staat bij je downloads.")

    def _say(self, told: str) -> None:
        self.show([*self._blocks(told)])
