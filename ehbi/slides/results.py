"""Which checks a room found hard: at each one how many chose something else than the handbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..handbook.examples import FIRST_QUESTION, Choice
from ..handbook.model import Step
from .polls import Poll

Times = Mapping[str, Mapping[str, int]]
"""How often each option was chosen, by place in the deck."""
HARD = Fraction(1, 3)
"""Part of a room that chooses something else when a check is hard."""
ENOUGH = 3
"""Answers without which nothing can be said."""


@dataclass(frozen=True, slots=True)
class Other:
    """An option that was not right, and how often it was chosen all the same."""

    label: str
    times: int


@dataclass(frozen=True, slots=True)
class Result:
    """How a room chose at a check, in all the cases that asked for it.

    Parameters
    ----------
    step
        That asks; where the situation is chosen, the one that was right.
    begins
        Whether the situation is what was chosen.
    answered
        How often something was chosen.
    others
        What was chosen but not right, most often first.
    """

    step: Step
    begins: bool
    answered: int
    others: tuple[Other, ...] = ()

    @property
    def asks(self) -> str:
        """The question."""
        return FIRST_QUESTION if self.begins else self.step.asks

    @property
    def wrong(self) -> int:
        """How often something was chosen that is not right."""
        return sum(other.times for other in self.others)

    @property
    def share(self) -> Fraction:
        """Which part of the answers that is."""
        return Fraction(self.wrong, self.answered)

    @property
    def hard(self) -> bool:
        """Whether so many were wrong that the managers may want to know."""
        return self.answered >= ENOUGH and self.share >= HARD


def results(polls: Mapping[str, Poll], times: Times) -> tuple[Result, ...]:
    """Return how a room chose at each check that somebody answered, the hardest first.

    Parameters
    ----------
    polls
        What it could be asked, by place.
    times
        What it chose.

    Examples
    --------
    >>> import ehbi
    >>> from ehbi.slides import deck, polls
    >>> asked = polls(deck(ehbi.load()))
    >>> chosen = {"inloggegevens-onjuist": 5, "geen-rechten": 7}
    >>> (found,) = results(asked, {"oefening-wachtwoord-kwijt.1": chosen})
    >>> found.step.id, found.wrong, found.answered, found.others[0].label
    ('inloggegevens-onjuist', 7, 12, 'Melding: niet de juiste rechten')
    """
    gathered: dict[tuple[str, bool], list[tuple[Choice, Mapping[str, int]]]] = {}
    for place in times:
        choice = polls[place].choice
        key = (_about(choice).id, choice.step is None)
        gathered.setdefault(key, []).append((choice, times[place]))
    made = (_result(answers) for answers in gathered.values())
    return tuple(sorted((one for one in made if one.answered), key=_hardest))


def _about(choice: Choice) -> Step:
    return choice.step or choice.right.leads


def _result(answers: list[tuple[Choice, Mapping[str, int]]]) -> Result:
    choice, _ = answers[0]
    answered = sum(sum(times.values()) for _, times in answers)
    return Result(_about(choice), choice.step is None, answered, _others(_wrong(answers)))


def _wrong(answers: Iterable[tuple[Choice, Mapping[str, int]]]) -> Iterator[tuple[str, int]]:
    for choice, times in answers:
        for option in choice.options:
            if not option.right and times.get(option.id):
                yield option.label, times[option.id]


def _others(wrong: Iterable[tuple[str, int]]) -> tuple[Other, ...]:
    counted: Counter[str] = Counter()
    for label, times in wrong:
        counted[label] += times
    return tuple(Other(*each) for each in sorted(counted.items(), key=lambda each: (-each[1], each[0])))


def _hardest(result: Result) -> tuple[Fraction, int, str, bool]:
    return -result.share, -result.answered, result.step.id, not result.begins
