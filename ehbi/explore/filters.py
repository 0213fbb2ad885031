"""Steps picked by what they are, by what is said about them, and by where they stand in the graph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..handbook import Handbook
from ..handbook.checks.wording import REVIEW_EVERY
from ..handbook.graph import follows, leads_to, reachable
from ..handbook.values import Doubt
from ..store import Remark


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
