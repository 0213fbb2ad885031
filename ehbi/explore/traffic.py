"""Traffic: how many cases went where, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..handbook import Handbook
from ..handbook.graph import starts
from ..handbook.step import Step
from ..store import Revision
from . import words
from .matching import Way

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
    """The cases of one month in Dutch time, by what they started with."""

    first: date
    starts: tuple[Count, ...]

    @property
    def cases(self) -> int:
        """All cases of this month."""
        return sum(count.cases for count in self.starts)


@dataclass(frozen=True, slots=True)
class Seen:
    """How often a step was on the path of a case, gone back from, and the last that a case came to."""

    step: str
    reached: int
    back: int
    left: int = 0  # cases that ended here, before an outcome

    @property
    def times(self) -> int:
        """How often it was seen, at the least.

        Going back takes a step off the path, so each time is one of the two. Somebody who goes back several
        steps at once has also seen those in between; the log does not tell which.
        """
        return self.reached + self.back

    @property
    def rate(self) -> float:
        """How hard it is: how often it was gone back from or left, of the times it was seen."""
        return (self.back + self.left) / self.times if self.times else 0.0


@dataclass(frozen=True, slots=True)
class Passage:
    """How often an answer was followed.

    The log has steps and no answers. Of several answers to one step that lead to the same next step it only
    tells how often that was reached: each of them gets that number, and says among how many it is. What was
    followed by an answer that the handbook has no more has no answer here.
    """

    step: str
    answer: str
    target: str
    cases: int
    among: int = 1


@dataclass(frozen=True, slots=True)
class Traffic:
    """What a number of cases tells about a handbook; made by :func:`~ehbi.explore.count_traffic`.

    ``misfits`` cannot be walked on their own revision; they count nowhere else. ``starts``, ``ends`` and
    ``steps`` are those of the handbook, and after them those that were walked and are so no more; ``gone``
    has the ones that are not in it at all. ``months`` is without those in which there was nothing, ``left``
    is how many stopped before an outcome, ``sample`` whether the cases were made up.
    """

    handbook: Handbook
    ways: tuple[Way, ...]
    cases: int
    starts: tuple[Count, ...]
    months: tuple[Month, ...]
    ends: tuple[Count, ...]
    left: int
    steps: tuple[Seen, ...]
    passages: tuple[Passage, ...]
    misfits: int = 0
    gone: tuple[Step, ...] = ()
    published: tuple[Revision, ...] = ()
    sample: bool = False

    @property
    def unreached(self) -> tuple[str, ...]:
        """Ids of the steps that nobody has seen."""
        return tuple(seen.step for seen in self.steps if not seen.times)

    @property
    def note(self) -> str:
        """What to say where these numbers are shown, when there are too few; else nothing."""
        return too_few(self.cases)

    def step(self, step_id: str) -> Step:
        """Return a step of the handbook, or one that has gone, as it was last."""
        return next((step for step in self.gone if step.id == step_id), None) or self.handbook.step(step_id)

    def title(self, step_id: str) -> str:
        """Return the title of a step, which says so when it has gone."""
        title = self.step(step_id).title
        return title if step_id in self.handbook else words.gone(title)

    def start_name(self, step_id: str) -> str:
        """Return what a case started with."""
        begins = step_id in {step.id for step in starts(self.handbook)}
        return words.start(self.handbook, step_id) if begins else self.title(step_id)

    def end_name(self, step_id: str) -> str:
        """Return an outcome with its kind."""
        kind = self.step(step_id).outcome
        return f"{kind.label}: {self.title(step_id)}" if kind else self.title(step_id)

    def records(self) -> list[dict[str, str | int | None]]:
        """Return a row for each month, revision and path: plain values, as ``pandas.DataFrame`` takes them.

        Steps are joined by spaces, as no id has one.

        Examples
        --------
        >>> import ehbi
        >>> from ehbi.explore import count_traffic
        >>> from ehbi.store import LoggedCase
        >>> walk = LoggedCase("2026-11-24T17", ("eigen-site",), outcome="eigen-site")
        >>> (row,) = count_traffic(ehbi.load(), [walk, walk]).records()
        >>> row["month"], row["start"], row["kind"], row["cases"]
        ('2026-11', 'eigen-site', 'explained', 2)
        """
        return [self._record(way) for way in self.ways]

    def _record(self, way: Way) -> dict[str, str | int | None]:
        return {
            "month": f"{way.month:%Y-%m}",
            "version": way.version,
            "start": way.steps[0],
            "start_title": self.title(way.steps[0]),
            "end": way.outcome,
            "end_title": self.title(way.outcome) if way.outcome else None,
            "kind": way.kind.value if way.kind else None,
            "cases": way.cases,
            "back": sum(times for _, times in way.back),
            "steps": " ".join(way.steps),
        }

    def __repr__(self) -> str:
        return f"<Traffic of {self.cases} cases{', made up' * self.sample}, {self.misfits} misfits>"
