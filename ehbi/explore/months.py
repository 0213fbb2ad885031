"""Months, each by its first day, and periods of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from ..handbook import EhbiError, clock
from ..store import CaseCount, LoggedCase
from .matching import month_of

_LONGEST = 60
"""Months back that somebody can choose from."""


class FutureMonthError(EhbiError):
    """A month was asked for that has not begun."""

    def __init__(self, first: date, today: date) -> None:
        self.first = first
        newest = clock.month(today)
        super().__init__(
            f"{clock.month(first).capitalize()} moet nog komen. Kies een maand tot en met {newest}."
        )


def month_at(at: datetime) -> date:
    """Return the first day of the month of a moment, in Dutch time."""
    return at.astimezone(clock.HERE).date().replace(day=1)


def month_before(first: date, months: int = 1) -> date:
    """Return the first day of the month before one, or of so many before.

    Examples
    --------
    >>> month_before(date(2026, 1, 1)), month_before(date(2026, 11, 1), 12)
    (datetime.date(2025, 12, 1), datetime.date(2025, 11, 1))
    """
    number = 12 * first.year + first.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def last_whole_month(today: date) -> date:
    """Return the first day of the last month that is over."""
    return month_before(today.replace(day=1))


def months_between(first: date, last: date) -> list[date]:
    """Return the months from one to another, also those in which there was nothing."""
    count = 12 * (last.year - first.year) + last.month - first.month
    return [month_before(last, ago) for ago in range(count, -1, -1)]


def months_to(today: date, walks: Iterable[LoggedCase | CaseCount]) -> tuple[date, ...]:
    """Return each month from that of the first case to this one, newest first: at least this and the last.

    Examples
    --------
    >>> [f"{first:%Y-%m}" for first in months_to(date(2026, 11, 24), [CaseCount("2026-09", ("x",), None, 1)])]
    ['2026-11', '2026-10', '2026-09']
    """
    this = today.replace(day=1)
    first = min((month for walk in walks if (month := month_of(walk))), default=this)
    ago = max(1, min(len(months_between(first, this)) - 1, _LONGEST))
    return tuple(reversed(months_between(month_before(this, ago), this)))


@dataclass(frozen=True, slots=True)
class Period:
    """From one month to another, each by its first day, both included; None is without a bound.

    Examples
    --------
    >>> date(2026, 3, 1) in Period(date(2026, 1, 1), date(2026, 3, 1)), date(2026, 3, 1) in Period()
    (True, True)
    """

    first: date | None = None
    last: date | None = None

    def __contains__(self, month: date) -> bool:
        return (self.first is None or self.first <= month) and (self.last is None or month <= self.last)


def last_months(today: date, number: int) -> Period:
    """Return so many months, of which this one is the last.

    Examples
    --------
    >>> last_months(date(2026, 1, 15), 3).first
    datetime.date(2025, 11, 1)
    """
    this = today.replace(day=1)
    return Period(month_before(this, number - 1), this)
