"""Moments and days as people in the Netherlands write and read them, and versions, named by their day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from .errors import EhbiError

HERE = ZoneInfo("Europe/Amsterdam")
_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)

UNPUBLISHED = "niet gepubliceerd"
"""What is said of a handbook that is no published state: a draft, or a file that nobody took in."""


class MomentError(EhbiError):
    """A text is not a moment."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"{text!r} is geen moment. Schrijf het als 2026-11-24 17:00.")


def now() -> datetime:
    """Return this moment, in UTC."""
    return datetime.now(UTC)  # noqa: TID251  # here it is asked


def today() -> date:
    """Return the day that it is in the Netherlands, wherever this machine stands."""
    return now().astimezone(HERE).date()


def read(text: str) -> datetime:
    """Return the moment that somebody wrote, in Dutch time; :class:`MomentError` when it is none."""
    try:
        moment = datetime.strptime(text.strip().replace("T", " "), "%Y-%m-%d %H:%M").replace(tzinfo=HERE)
        moment.astimezone(UTC)  # the first hour of the year 1 has no moment in UTC
    except (ValueError, OverflowError):
        raise MomentError(text) from None
    return moment


def when(moment: datetime) -> str:
    """Return a moment as a list shows it, in Dutch time: *2026-11-24 17:05*."""
    return f"{moment.astimezone(HERE):%Y-%m-%d %H:%M}"


def shown(moment: datetime, at: datetime) -> str:
    """Return a moment in words: the day is left out when it is that of ``at``.

    Examples
    --------
    >>> noon = datetime(2026, 11, 24, 11, tzinfo=UTC)
    >>> shown(datetime(2026, 11, 24, 16, 5, tzinfo=UTC), noon)
    '17.05 uur'
    >>> shown(datetime(2026, 11, 25, 16, tzinfo=UTC), noon)
    'woensdag 25 november 17.00 uur'
    """
    there, today = moment.astimezone(HERE), at.astimezone(HERE)
    time = f"{there:%H.%M} uur"
    if there.date() == today.date():
        return time
    return f"{_DAYS[there.weekday()]} {there.day} {MONTHS[there.month - 1]} {time}"


def moment(of: datetime) -> str:
    """Return a moment in words, with its day and year: *24 november 2026 18.05 uur*."""
    there = of.astimezone(HERE)
    return f"{day(there.date())} {there:%H.%M} uur"


def day(of: date) -> str:
    """Return a day in words: *24 november 2026*."""
    return f"{of.day} {MONTHS[of.month - 1]} {of.year}"


def month(of: date) -> str:
    """Return the month of a day in words: *november 2026*."""
    return f"{MONTHS[of.month - 1]} {of.year}"


@dataclass(frozen=True, slots=True)
class Version:
    """The number that managers see, and the day of its publishing: *versie 3, 24 november 2026*."""

    number: int
    day: date

    def __str__(self) -> str:
        return f"versie {self.number}, {day(self.day)}"
