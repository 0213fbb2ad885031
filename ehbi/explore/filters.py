"""Pick steps by what they are and by what is said about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..handbook import Handbook
from ..handbook.checks.wording import REVIEW_EVERY
from ..handbook.graph import follows
from ..handbook.values import Doubt
from ..store import Remark
from .paths import through


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody wants to see; nothing chosen is everything.

    Parameters
    ----------
    party
        Id of who acts.
    situation
        Id of a situation: it and all that can follow from it.
    overdue
        Whether only steps that have not been looked at for a year.
    remarked
        Whether only steps that the desk said something about.
    doubt
        What the desk said about them.
    after, through
        Ids of steps: all that follows from the one, all on a way through the other.
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
    if choice.party is not None:
        yield of_party(handbook, choice.party)
    if choice.situation is not None:
        yield of_situation(handbook, choice.situation)
    if choice.overdue:
        yield overdue(handbook, today)
    if choice.remarked or choice.doubt is not None:
        yield remarked(handbook, remarks, choice.doubt)
    if choice.after is not None:
        yield follows(handbook, choice.after) | {choice.after}
    if choice.through is not None:
        yield through(handbook, choice.through)


def of_party(handbook: Handbook, party: str) -> frozenset[str]:
    """Return the ids of the steps in which this party acts."""
    return frozenset(step.id for step in handbook.steps if step.party == party)


def of_situation(handbook: Handbook, situation: str) -> frozenset[str]:
    """Return the ids of a situation and of all that can follow from it."""
    return follows(handbook, situation) | {situation}


def overdue(handbook: Handbook, today: date) -> frozenset[str]:
    """Return the ids of the steps that nobody has looked at for a year."""
    return frozenset(step.id for step in handbook.steps if today - step.reviewed > REVIEW_EVERY)


def remarked(handbook: Handbook, remarks: Sequence[Remark], doubt: Doubt | None = None) -> frozenset[str]:
    """Return the ids of the steps that the desk said something about, or just this."""
    about = {remark.step for remark in remarks if doubt in {None, remark.doubt}}
    return frozenset(step.id for step in handbook.steps if step.id in about)
