"""Which cases somebody wants to see: of some months, and with some steps on their path."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from .filters import Choice
from .matching import Way
from .traffic import Traffic, part_of


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
    this = 12 * today.year + today.month - 1
    return Period(first_of(this - number + 1), first_of(this))


def first_of(number: int) -> date:
    """Return the first day of a month by its number since the year 0."""
    return date(number // 12, number % 12 + 1, 1)


def months_between(first: date, last: date) -> Sequence[date]:
    """Return the months from one to another, also those in which there was nothing."""
    begin, end = (12 * month.year + month.month - 1 for month in (first, last))
    return [first_of(number) for number in range(begin, end + 1)]


def select(traffic: Traffic, period: Period, choice: Choice, kept: Collection[str]) -> Traffic:
    """Return the traffic of the cases of a period that fit a choice, by what is on their path.

    A case fits with the step of ``situation``, ``after`` and ``through`` on it, and one of those that were
    ``kept`` for what they are.
    """
    if period == Period() and choice == Choice():
        return traffic
    return part_of(traffic, _fitting(period, choice, kept))


def only(traffic: Traffic, choice: Choice, kept: Collection[str]) -> Traffic:
    """Return the same numbers with no other steps to tell of than those that were kept."""
    if choice == Choice():
        return traffic
    return replace(traffic, steps=tuple(seen for seen in traffic.steps if seen.step in kept))


def _fitting(period: Period, choice: Choice, kept: Collection[str]) -> Callable[[Way], bool]:
    through = {choice.situation, choice.after, choice.through} - {None, ""}
    is_of = any((choice.party, choice.overdue, choice.remarked, choice.doubt is not None))

    def fits(way: Way) -> bool:
        on_path = through.issubset(way.steps) and (not is_of or not set(kept).isdisjoint(way.steps))
        return way.month in period and on_path

    return fits
