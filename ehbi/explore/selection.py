"""What to look at: steps by what they are, cases by that and by month, or before and after a version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..handbook import Handbook
from ..handbook.checks.wording import REVIEW_EVERY
from ..handbook.graph import follows, leads_to, reachable
from ..handbook.values import Doubt, OutcomeKind
from ..store import Remark
from .counting import part_of
from .matching import Way
from .months import Period
from .traffic import Seen, Traffic, too_few

MOST = 8
"""Paths to choose from at most: those that were walked most."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody wants to see, by ids; nothing chosen is everything.

    ``situation`` and ``after`` are a step and all that can follow from it, ``through`` all on a way through
    it, ``overdue`` what nobody has looked at for a year, ``remarked`` what the desk said anything about.
    """

    party: str | None = None
    situation: str | None = None
    overdue: bool = False
    remarked: bool = False
    doubt: Doubt | None = None
    after: str | None = None
    through: str | None = None


def chosen(handbook: Handbook, remarks: Sequence[Remark], choice: Choice, today: date) -> frozenset[str]:
    """Return the ids of the steps that satisfy all of a choice.

    Examples
    --------
    >>> import ehbi
    >>> lender = Choice(party="lener", after="mail-zoeken")
    >>> sorted(chosen(ehbi.load(), (), lender, date(2026, 11, 24)))
    ['ingelogd-met-mail', 'mail-opnieuw', 'mail-thuis', 'mail-zoeken']
    """
    found = frozenset(step.id for step in handbook.steps)
    return found.intersection(*_picked(handbook, remarks, choice, today))


def _picked(
    handbook: Handbook, remarks: Sequence[Remark], choice: Choice, today: date
) -> Iterator[frozenset[str]]:
    if choice.party:
        yield frozenset(step.id for step in handbook.steps if step.party == choice.party)
    if choice.situation:
        yield _from(handbook, choice.situation)
    if choice.overdue:
        yield frozenset(step.id for step in handbook.steps if today - step.reviewed > REVIEW_EVERY)
    if choice.remarked or choice.doubt is not None:
        yield frozenset(remark.step for remark in remarks if choice.doubt in {None, remark.doubt})
    if choice.after:
        yield _from(handbook, choice.after)
    if choice.through:
        before = leads_to(handbook, choice.through) & reachable(handbook)
        yield before | _from(handbook, choice.through)


def _from(handbook: Handbook, step_id: str) -> frozenset[str]:
    return follows(handbook, step_id) | {step_id}


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


@dataclass(frozen=True, slots=True)
class Side:
    """How cases ended, and how hard the step was to them."""

    cases: int
    ends: tuple[tuple[OutcomeKind | None, int], ...]  # by kind; None for cases that were left
    seen: Seen

    def share(self, kind: OutcomeKind | None) -> float:
        """Return which share of the cases ended so; 0 without any."""
        return dict(self.ends).get(kind, 0) / self.cases if self.cases else 0.0

    @property
    def note(self) -> str:
        """What to say where these numbers are shown, when there are too few; else nothing."""
        return too_few(self.cases)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Cases on the versions before one, and on that one and later."""

    version: int
    before: Side
    after: Side


def compare(traffic: Traffic, version: int, step: str, path: Sequence[str] = ()) -> Comparison:
    """Return how it went with a step before and since a version; with a path, when it was come to by that.

    Cases of a handbook that was not published are on neither side.
    """
    sides = (
        _side(part_of(traffic, lambda way: way.version is not None and way.version < version), step, path),
        _side(part_of(traffic, lambda way: way.version is not None and way.version >= version), step, path),
    )
    return Comparison(version, *sides)


def paths_to(traffic: Traffic, step: str) -> tuple[tuple[str, ...], ...]:
    """Return the paths by which cases came to a step, from the start to it, the most walked first."""
    found = Counter[tuple[str, ...]]()
    for way in traffic.ways:
        if step in way.steps:
            found[way.steps[: way.steps.index(step) + 1]] += way.cases
    return tuple(path for path, _ in found.most_common(MOST))


def _side(traffic: Traffic, step: str, path: Sequence[str]) -> Side:
    ways = [way for way in traffic.ways if step in way.steps and way.steps[: len(path)] == tuple(path)]
    seen = next((one for one in traffic.steps if one.step == step), Seen(step, 0, 0))
    return Side(sum(way.cases for way in ways), tuple(_ends(ways).items()), seen)


def _ends(ways: Iterable[Way]) -> Counter[OutcomeKind | None]:
    found = Counter[OutcomeKind | None]()
    for way in ways:
        found[way.kind] += way.cases
    return found
