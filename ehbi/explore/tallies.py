"""What was counted, as frozen values; steps go by their ids, in the handbook's order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..handbook import Handbook
from . import words

ENOUGH = 30
"""Cases from which on a share begins to mean something; with fewer, one case more moves it by points."""


def too_few(cases: int) -> str:
    """Return what to say where numbers of so few cases are shown; nothing when there are enough.

    Examples
    --------
    >>> too_few(12)
    'Nog maar 12 casussen: trek pas conclusies vanaf ongeveer 30.'
    """
    if cases >= ENOUGH:
        return ""
    if not cases:
        return words.NOTHING
    return f"Nog maar {words.cases(cases)}: trek pas conclusies vanaf ongeveer {ENOUGH}."


@dataclass(frozen=True, slots=True)
class Count:
    """A step and a number of cases."""

    step: str
    cases: int


@dataclass(frozen=True, slots=True)
class Month:
    """The cases of one month in Dutch time, by what they started with.

    Parameters
    ----------
    first
        Its first day.
    starts
        For each step where a case can start, how many did.
    """

    first: date
    starts: tuple[Count, ...]

    @property
    def cases(self) -> int:
        """All cases of this month."""
        return sum(count.cases for count in self.starts)


@dataclass(frozen=True, slots=True)
class Seen:
    """How often a step was on the screen.

    Parameters
    ----------
    step
        Its id.
    reached
        How often it is on the path of a case.
    back
        How often somebody went back from it.

    Examples
    --------
    >>> Seen("mail-zoeken", reached=9, back=3).rate
    0.25
    """

    step: str
    reached: int
    back: int

    @property
    def times(self) -> int:
        """How often it was seen, at the least.

        Going back takes a step off the path, so each time is one of the two. Somebody who goes back several
        steps at once has also seen those in between; the log does not tell which.
        """
        return self.reached + self.back

    @property
    def rate(self) -> float:
        """How often it was gone back from, of the times it was seen."""
        return self.back / self.times if self.times else 0.0


@dataclass(frozen=True, slots=True)
class Passage:
    """How often an answer was followed.

    The log has steps and no answers. Of several answers to one step that lead to the same next step it only
    tells how often that was reached: each of them gets that number, and says among how many it is.

    Parameters
    ----------
    step, answer, target
        Ids of the step, of the answer, and of where it leads.
    cases
        How often cases went from the one step to the other.
    among
        How many answers that is the number of; usually 1.
    """

    step: str
    answer: str
    target: str
    cases: int
    among: int = 1


@dataclass(frozen=True, slots=True)
class Traffic:
    """What a number of cases tells about a handbook; made by :func:`ehbi.explore.count_traffic`.

    Parameters
    ----------
    handbook
        The revision that they were counted on.
    cases, misfits
        How many cases can be walked in it, and how many cannot: a step has gone since, or an answer leads
        elsewhere. Misfits count nowhere else.
    starts
        What cases started with.
    months
        The same by month, in order; without the months in which there was nothing.
    ends, left
        Where cases ended, and how many were left before an outcome.
    steps
        How often each step was seen.
    passages
        How often each answer was followed.
    sample
        Whether the cases were made up.
    """

    handbook: Handbook
    cases: int
    misfits: int
    starts: tuple[Count, ...]
    months: tuple[Month, ...]
    ends: tuple[Count, ...]
    left: int
    steps: tuple[Seen, ...]
    passages: tuple[Passage, ...]
    sample: bool = False

    @property
    def unreached(self) -> tuple[str, ...]:
        """Ids of the steps that nobody has seen."""
        return tuple(seen.step for seen in self.steps if not seen.times)

    @property
    def note(self) -> str:
        """What to say where these numbers are shown, when there are too few; else nothing."""
        return too_few(self.cases)

    def __repr__(self) -> str:
        return f"<Traffic of {self.cases} cases{', made up' * self.sample}, {self.misfits} misfits>"
