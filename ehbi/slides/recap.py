"""What a room missed and what it learned: the checks to remember, and what it chose before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..handbook.examples import Choice, Option
from .page import templates
from .polls import Chosen, Poll, check, practised

SHOWN = 3
"""Things to remember that a room can."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A choice that a room missed: how many of those who answered chose something else."""

    choice: Choice
    wrong: int
    answered: int


@dataclass(frozen=True, slots=True)
class Compared:
    """An option of the question that was asked twice, with how many chose it before and after."""

    option: Option
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a room chose before and after, by option, and how many people chose at all."""

    options: tuple[Compared, ...]
    before: int
    after: int

    @property
    def right_before(self) -> int:
        """How many were right at first."""
        return sum(one.before for one in self.options if one.option.right)

    @property
    def right_after(self) -> int:
        """How many are right now."""
        return sum(one.after for one in self.options if one.option.right)


def lessons(polls: Mapping[str, Poll], chosen: Chosen) -> tuple[Lesson, ...]:
    """Return what a room missed, most first; of a check that several cases ask the case it missed most."""
    found = [one for one in _lessons(polls, chosen) if one.wrong]
    found.sort(key=lambda one: Fraction(one.wrong, one.answered), reverse=True)
    first: dict[tuple[str, bool], Lesson] = {}
    for one in found:
        first.setdefault(check(one.choice), one)
    return tuple(first.values())


def _lessons(polls: Mapping[str, Poll], chosen: Chosen) -> Iterator[Lesson]:
    for place in practised(polls, chosen):
        choice = polls[place].choice
        other = {option.id for option in choice.options if not option.right}
        yield Lesson(choice, sum(one in other for one in chosen[place].values()), len(chosen[place]))


def comparison(polls: Mapping[str, Poll], chosen: Chosen) -> Comparison | None:
    """Return what a room chose before and after; None where it is asked nothing twice."""
    twice = [poll for poll in polls.values() if poll.compares]
    if len(twice) != 2:  # noqa: PLR2004  # before and after
        return None
    before, after = (Counter(chosen.get(poll.place, {}).values()) for poll in twice)
    options = (Compared(one, before[one.id], after[one.id]) for one in twice[0].choice.options)
    return Comparison(tuple(options), before.total(), after.total())


def recap_part(polls: Mapping[str, Poll], chosen: Chosen) -> str:
    """Return what to remember as HTML."""
    found = lessons(polls, chosen)
    given = {"lessons": found[:SHOWN], "compared": comparison(polls, chosen)}
    return templates().get_template("recap.html.j2").render(given)


def compared_part(polls: Mapping[str, Poll], chosen: Chosen) -> str:
    """Return what was chosen before and after beside each other, as HTML."""
    found = comparison(polls, chosen)
    return templates().get_template("compared.html.j2").render(compared=found)
