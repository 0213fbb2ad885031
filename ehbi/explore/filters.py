"""Steps picked by what they are, what is said about them and where they stand; cases by that and by month."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..handbook import Handbook
from ..handbook.checks.wording import REVIEW_EVERY
from ..handbook.graph import follows, leads_to, reachable
from ..handbook.values import Doubt
from ..store import Remark
from .counting import part_of
from .matching import Way
from .months import Period
from .traffic import Traffic


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
