"""What was counted as tables for a spreadsheet; scripts have ``ehbi cases --json``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..files import tables
from ..files.tables import Row
from ..handbook import Handbook
from ..handbook.step import Step
from . import words
from .traffic import Traffic

MIME = "text/csv"


@dataclass(frozen=True, slots=True)
class Table:
    """One of the tables: what a person chooses it by, its headings, and its rows."""

    label: str
    headings: tuple[str, ...]
    rows: Callable[[Traffic], Iterable[Row]]


def to_csv(table: Table, traffic: Traffic) -> bytes:
    """Return a table of what was counted as a CSV file."""
    return tables.to_csv(table.headings, table.rows(traffic))


def contact_of(handbook: Handbook, step: Step) -> str:
    """Return the name of the contact to whom a case is handed over at a step; nothing for none."""
    asked = step.contact
    return next((contact.name for contact in handbook.contacts if contact.id == asked), asked or "")


def _months(traffic: Traffic) -> Iterator[Row]:
    for month in traffic.months:
        for start in month.starts:
            number = traffic.step(start.step).number
            outside = start.step == traffic.handbook.outside.step
            title = traffic.handbook.outside.label if outside else traffic.title(start.step)
            yield f"{month.first:%Y-%m}", start.step, number or "", title, start.cases


def _ends(traffic: Traffic) -> Iterator[Row]:
    for end in traffic.ends:
        step = traffic.step(end.step)
        kind = step.outcome.label if step.outcome else ""
        yield end.step, traffic.title(end.step), kind, contact_of(traffic.handbook, step), end.cases
    yield "", words.LEFT, "", "", traffic.left


def _steps(traffic: Traffic) -> Iterator[Row]:
    for seen in traffic.steps:
        kind = traffic.step(seen.step).kind.label
        yield seen.step, traffic.title(seen.step), kind, seen.times, seen.back, seen.left


def _arrows(traffic: Traffic) -> Iterator[Row]:
    known = {step.id for step in (*traffic.handbook.steps, *traffic.gone)}
    for one in traffic.passages:
        answer = traffic.step(one.step).answer(one.answer)
        said = answer.label if answer else ""
        target = traffic.title(one.target) if one.target in known else ""
        yield one.step, traffic.title(one.step), one.answer, said, one.target, target, one.cases, one.among


TABLES: Mapping[str, Table] = MappingProxyType(
    {
        "maanden": Table(
            "Casussen per maand en situatie",
            ("Maand", "Situatie-id", "Nummer", "Situatie", "Casussen"),
            _months,
        ),
        "uitkomsten": Table("Uitkomsten", ("Uitkomst-id", "Uitkomst", "Soort", "Contact", "Casussen"), _ends),
        "stappen": Table("Stappen", ("Stap-id", "Stap", "Soort", "Gezien", "Teruggegaan", "Gestopt"), _steps),
        "pijlen": Table(
            "Antwoorden en waar ze heen gaan",
            (
                *("Stap-id", "Stap", "Antwoord-id", "Antwoord", "Gaat naar (id)", "Gaat naar"),
                *("Casussen", "Antwoorden met dit aantal samen"),
            ),
            _arrows,
        ),
    }
)
"""All tables, by the names that commands use."""
