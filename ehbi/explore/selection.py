"""Which cases somebody wants to see: of some months, and with some steps on their path."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date

from .filters import Choice
from .matching import Way
from .months import month_before
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
    this = today.replace(day=1)
    return Period(month_before(this, number - 1), this)


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
