"""Count cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from itertools import pairwise

from ..handbook import Handbook, clock
from ..handbook.graph import can_be_walked, starts
from ..handbook.values import Kind
from ..store import Walk
from .sample import Sample
from .tallies import Count, Month, Passage, Seen, Traffic


def count_traffic(handbook: Handbook, cases: Sequence[Walk] | Sample) -> Traffic:
    """Count how cases went through a handbook.

    Parameters
    ----------
    handbook
        The revision to count on. What does not fit it is counted apart.
    cases
        The case log, or a sample.

    Examples
    --------
    >>> import ehbi
    >>> walk = Walk("2026-11-24T17", ("reset-mail", "mail-zoeken"), back=("mail-zoeken",))
    >>> count_traffic(ehbi.load(), [walk, Walk("2026-11-24T17", ("weg",))])
    <Traffic of 1 cases, 1 misfits>
    """
    walks = cases.walks if isinstance(cases, Sample) else cases
    fitting = [walk for walk in walks if fits(handbook, walk)]
    outcomes = [step.id for step in handbook.steps if step.kind is Kind.OUTCOME]
    ends = Counter(walk.outcome for walk in fitting)
    return Traffic(
        handbook=handbook,
        cases=len(fitting),
        misfits=len(walks) - len(fitting),
        starts=_starts(handbook, fitting),
        months=_months(handbook, fitting),
        ends=tuple(Count(step, ends[step]) for step in outcomes),
        left=ends[None],
        steps=_steps(handbook, fitting),
        passages=_passages(handbook, fitting),
        sample=isinstance(cases, Sample),
    )


def fits(handbook: Handbook, walk: Walk) -> bool:
    """Return whether a case can be walked in this handbook, and ends there as it did."""
    if not can_be_walked(handbook, walk.steps) or not all(step in handbook for step in walk.back):
        return False
    last = handbook.step(walk.steps[-1])
    return walk.outcome == (last.id if last.kind is Kind.OUTCOME else None) and month_of(walk) is not None


def month_of(walk: Walk) -> date | None:
    """Return the first day of the month of a case, in Dutch time; None when its hour cannot be read.

    Examples
    --------
    >>> month_of(Walk("2026-11-30T23", ("reset-mail",)))
    datetime.date(2026, 12, 1)
    """
    try:
        moment = datetime.strptime(walk.hour, "%Y-%m-%dT%H").replace(tzinfo=UTC)
        return moment.astimezone(clock.HERE).date().replace(day=1)
    except (ValueError, OverflowError):
        return None


def _starts(handbook: Handbook, walks: Iterable[Walk]) -> tuple[Count, ...]:
    found = Counter(walk.steps[0] for walk in walks)
    return tuple(Count(start.id, found[start.id]) for start in starts(handbook))


def _months(handbook: Handbook, walks: Iterable[Walk]) -> tuple[Month, ...]:
    found: dict[date, list[Walk]] = {}
    for walk in walks:
        first = month_of(walk)
        if first:
            found.setdefault(first, []).append(walk)
    return tuple(Month(first, _starts(handbook, found[first])) for first in sorted(found))


def _steps(handbook: Handbook, walks: Sequence[Walk]) -> tuple[Seen, ...]:
    reached = Counter(step for walk in walks for step in walk.steps)
    back = Counter(step for walk in walks for step in walk.back)
    return tuple(Seen(step.id, reached[step.id], back[step.id]) for step in handbook.steps)


def _passages(handbook: Handbook, walks: Sequence[Walk]) -> tuple[Passage, ...]:
    found = Counter(pair for walk in walks for pair in pairwise(walk.steps))
    answers = [(step.id, answer) for step in handbook.steps for answer in step.answers]
    among = Counter((step, answer.next) for step, answer in answers)
    return tuple(
        Passage(step, answer.id, answer.next, found[step, answer.next], among[step, answer.next])
        for step, answer in answers
    )
