"""A month in plain values: what came in, where that ended, what was hard, what changed, and what was said."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from .. import places, profiles
from ..handbook import EhbiError, Handbook, clock
from ..handbook.compare.diff import Description, describe
from ..handbook.step import Step
from ..handbook.values import OutcomeKind
from ..store import CaseCount, Remark, Revision, Store, UnreadableError, case_log, remarks, revisions
from ..store.remarks import State
from . import words
from .counting import count_traffic, part_of
from .matching import Published, cases_in, month_of, revisions_of
from .months import FutureMonthError, month_at, month_before
from .spreadsheet import contact_of
from .traffic import ENOUGH, Traffic


@dataclass(frozen=True, slots=True)
class Compared:
    """Cases of something in this month, in the month before, and in the same month a year ago."""

    what: str
    counts: tuple[int, ...]
    kind: OutcomeKind | None = None

    @property
    def cases(self) -> int:
        """How many there were in this month."""
        return self.counts[0]


@dataclass(frozen=True, slots=True)
class HardStep:
    """A step by its title: how often it was seen, gone back from, and stopped at."""

    title: str
    times: int
    back: int
    left: int

    @property
    def rate(self) -> float:
        """How often it was gone back from or stopped at, of the times it was seen."""
        return (self.back + self.left) / self.times if self.times else 0.0

    @property
    def few(self) -> bool:
        """Whether it was seen too seldom for its rate to mean something."""
        return self.times < ENOUGH


@dataclass(frozen=True, slots=True)
class Said:
    """A remark of the desk, with the title of its step."""

    title: str
    remark: Remark


@dataclass(frozen=True, slots=True)
class Publication:
    """A revision that was published: who did, why, and what it changed; None when that cannot be read."""

    number: int
    day: date
    author: str
    message: str
    changes: tuple[Description, ...] | None


@dataclass(frozen=True, slots=True)
class MonthlyReport:
    """What there is to tell about a month.

    ``handbook`` is the newest revision, as titles are read there; ``kinds`` are the ways a case ends, with
    those that stopped last; what is a list begins with what is most. ``waiting`` are remarks of earlier
    months that are not done. ``today`` is the day on which it was made: a month may be halfway.
    """

    first: date
    today: date
    handbook: Handbook
    total: Compared
    situations: tuple[Compared, ...]
    kinds: tuple[Compared, ...]
    ends: tuple[Compared, ...]
    contacts: tuple[Compared, ...]
    hard: tuple[HardStep, ...]
    misfits: int
    publications: tuple[Publication, ...]
    remarks: tuple[Said, ...]
    states: Mapping[State, int]
    waiting: int

    @property
    def is_over(self) -> bool:
        """Whether all of the month is in it."""
        return month_before(self.today.replace(day=1)) >= self.first


def report_of(store: Store, first: date, today: date) -> MonthlyReport:
    """Read what there is to tell about a month.

    Raises
    ------
    FutureMonthError
        It has not begun.
    """
    if first > today:
        raise FutureMonthError(first, today)
    handbook = profiles.local(revisions.newest_readable(store))
    history = revisions.history(store)
    published = publications(first, history, lambda number: revisions.content(store, number))
    walks = case_log.monthly(store)
    said, past = remarks.kept(store), revisions_of(store)
    return monthly_report(first, today, handbook, walks, tuple(published), said, past)


def desk_report(first: date, address: str | None = None) -> MonthlyReport:
    """Read what there is to tell about a month, as :func:`ehbi.explore.desk_log` reads all of it."""
    where = address or places.database()
    if not places.is_there(where):
        raise EhbiError("Er is nog niets bewaard. Dat begint als de balie de hulp gebruikt.")
    with Store.open(where) as store:
        return report_of(store, first, clock.today())


def publications(
    first: date, history: Iterable[Revision], content: Callable[[int], Handbook]
) -> Iterator[Publication]:
    """Yield what was published in a month, oldest first; ``content`` gives the handbook of a revision."""
    for one in sorted(history, key=lambda revision: revision.number):
        if month_at(one.at) == first:
            yield Publication(one.number, one.version.day, one.author, one.message, _changes(one, content))


def _changes(one: Revision, content: Callable[[int], Handbook]) -> tuple[Description, ...] | None:
    try:
        return describe(content(one.parent), content(one.number)) if one.parent else ()
    except UnreadableError:
        return None


def monthly_report(  # noqa: PLR0913, PLR0917  # all that a month consists of
    first: date,
    today: date,
    handbook: Handbook,
    walks: Sequence[CaseCount],
    published: tuple[Publication, ...],
    said: Sequence[Remark],
    past: Sequence[Published] = (),
) -> MonthlyReport:
    """Return what there is to tell about a month, of all walks and remarks and what was published then."""
    everything = count_traffic(handbook, walks, past)
    months = [_month(everything, month_before(first, ago)) for ago in (0, 1, 12)]
    this = months[0]
    came = sum(cases_in(walk) for walk in walks if month_of(walk) == first)
    own = [remark for remark in said if month_at(remark.at) == first]
    earlier = [remark for remark in said if month_at(remark.at) < first]
    return MonthlyReport(
        first=first,
        today=today,
        handbook=handbook,
        total=Compared("Casussen", tuple(month.cases for month in months)),
        situations=tuple(_situations(months)),
        kinds=tuple(_kinds(months)),
        ends=_most_first(_ends(months)),
        contacts=_most_first(_contacts(months)),
        hard=_hard(this),
        misfits=came - this.cases,
        publications=published,
        remarks=tuple(Said(_title(handbook, one.step), one) for one in sorted(own, key=_urgency)),
        states={state: sum(one.state is state for one in own) for state in State},
        waiting=sum(one.state is not State.DONE for one in earlier),
    )


def _month(everything: Traffic, month: date) -> Traffic:
    return part_of(everything, lambda way: way.month == month)


_Months = Sequence[Traffic]
"""A month, the one before, and that of a year ago."""


def _situations(months: _Months) -> Iterator[Compared]:
    counts = [{count.step: count.cases for count in month.starts} for month in months]
    for step in dict.fromkeys(chain.from_iterable(counts)):
        yield Compared(months[0].start_name(step), tuple(found.get(step, 0) for found in counts))


def _kinds(months: _Months) -> Iterator[Compared]:
    for kind in OutcomeKind:
        own = {step.id for step in _outcomes(months) if step.outcome is kind}
        yield _ended(months, kind.label, own, kind)
    yield Compared(words.LEFT, tuple(month.left for month in months))


def _ends(months: _Months) -> Iterator[Compared]:
    for step in _outcomes(months):
        yield _ended(months, months[0].title(step.id), {step.id}, step.outcome)


def _contacts(months: _Months) -> Iterator[Compared]:
    handed = [step for step in _outcomes(months) if step.outcome is OutcomeKind.HANDOVER]
    names = {step.id: contact_of(months[0].handbook, step) for step in handed}
    for name in dict.fromkeys(names.values()):
        yield _ended(months, name, {step for step, asked in names.items() if asked == name})


def _outcomes(months: _Months) -> list[Step]:
    """Return where cases of any of the months can have ended."""
    ends = dict.fromkeys(end.step for month in months for end in month.ends)
    return [months[0].step(step) for step in ends]


def _ended(months: _Months, what: str, at: Container[str], kind: OutcomeKind | None = None) -> Compared:
    cases = (sum(end.cases for end in month.ends if end.step in at) for month in months)
    return Compared(what, tuple(cases), kind)


def _most_first(found: Iterable[Compared]) -> tuple[Compared, ...]:
    """Return what there was in any of the months, most cases first."""
    return tuple(sorted((one for one in found if any(one.counts)), key=lambda one: one.counts, reverse=True))


def _hard(traffic: Traffic) -> tuple[HardStep, ...]:
    """Return the steps that people went back from or stopped at: by rate, and those seen seldom last."""
    found = [HardStep(traffic.title(seen.step), seen.times, seen.back, seen.left) for seen in traffic.steps]
    hard = [one for one in found if one.back or one.left]
    return tuple(sorted(hard, key=_hardness))


def _hardness(one: HardStep) -> tuple[bool, float, float]:
    gone = one.back + one.left
    return (True, -gone, -one.rate) if one.few else (False, -one.rate, -gone)


def _title(handbook: Handbook, step: str) -> str:
    return handbook.step(step).title if step in handbook else step


def _urgency(remark: Remark) -> tuple[int, bool, float]:
    """Order remarks: open ones first, of those the ones that say something, of those the newest."""
    return [*State].index(remark.state), not remark.text, -remark.at.timestamp()
