"""Polls of a room: what it is asked, how it chose, and how that is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..handbook.examples import FIRST_QUESTION, Choice
from ..handbook.privacy import personal_data
from ..handbook.step import Step
from ..handbook.values import LONGEST_REMARK
from .deck import Layout, Slide


@dataclass(frozen=True, slots=True)
class Poll:
    """A choice that a room makes, by its place in the deck as the address of the slides has it.

    Its ``story`` is what the room is told before it, as the slide has it. One that ``compares`` is asked
    before and after: it is no exercise.
    """

    place: str
    choice: Choice
    story: str = ""
    compares: bool = False

    @property
    def told_at(self) -> str:
        """The place where the room is told what is right: the next frame."""
        slide, _, number = self.place.rpartition(".")
        return f"{slide}.{int(number) + 1}"

    def offers(self, option: str) -> bool:
        """Return whether an option can be chosen."""
        return any(one.id == option for one in self.choice.options)


def polls(slides: tuple[Slide, ...]) -> Mapping[str, Poll]:
    """Return what a room can be asked, by its place.

    Examples
    --------
    >>> import ehbi
    >>> from ehbi.slides import deck
    >>> polls(deck(ehbi.load()))["oefening-wachtwoord-kwijt.1"].choice.asks
    'Wat ziet de lener?'
    """
    found = {}
    for slide in slides:
        for number, frame in enumerate(slide.frames, start=1):
            if frame.choice and not frame.revealed:
                place = f"{slide.id}.{number}"
                compares = slide.layout is Layout.QUESTION
                found[place] = Poll(place, frame.choice, frame.told, compares)
    return found


Chosen = Mapping[str, Mapping[str, str]]
"""The option that each voter chose, by place in the deck."""
HARD = Fraction(1, 3)
"""Part of a room that chooses something else when a check is hard."""
ENOUGH = 3
"""People without whose answers nothing can be said."""
_DOTS = 5
_TOLD = "In een workshop koos"


@dataclass(frozen=True, slots=True)
class Other:
    """An option that was not right, and how many people chose it all the same."""

    label: str
    people: int


@dataclass(frozen=True, slots=True)
class Result:
    """How the people in a room chose at a check, in all the cases that asked for it.

    The check is the step that asks or, where the situation is what was chosen (``begins``), the one that was
    right. Who ``answered`` in several cases is one of the people, and ``wrong`` who chose in any of them what
    is not right; of those choices the one of most people is first.
    """

    step: Step
    begins: bool
    answered: int
    wrong: int = 0
    others: tuple[Other, ...] = ()

    @property
    def asks(self) -> str:
        """The question."""
        return FIRST_QUESTION if self.begins else self.step.asks

    @property
    def share(self) -> Fraction:
        """Which part of those who answered that is."""
        return Fraction(self.wrong, self.answered)

    @property
    def hard(self) -> bool:
        """Whether so many of them were wrong that the managers may want to know."""
        return self.answered >= ENOUGH and self.share >= HARD


def results(polls: Mapping[str, Poll], chosen: Chosen) -> tuple[Result, ...]:
    """Return how a room chose at each check that somebody answered, the hardest first."""
    gathered: dict[tuple[str, bool], list[tuple[Choice, Mapping[str, str]]]] = {}
    for place in practised(polls, chosen):
        choice = polls[place].choice
        gathered.setdefault(check(choice), []).append((choice, chosen[place]))
    found = [one for one in map(_result, gathered.values()) if one.answered]
    found.sort(key=lambda one: (-one.share, -one.answered, one.step.id, not one.begins))
    return tuple(found)


def practised(polls: Mapping[str, Poll], chosen: Chosen) -> list[str]:
    """Return where an exercise asked; who goes on may have votes on what is not asked any more."""
    return [place for place in chosen if place in polls and not polls[place].compares]


def check(choice: Choice) -> tuple[str, bool]:
    """Return which check a choice is of: the id of its step, and whether the situation is what is chosen."""
    return _about(choice).id, choice.step is None


def _about(choice: Choice) -> Step:
    return choice.step or choice.right.leads


def _result(answers: list[tuple[Choice, Mapping[str, str]]]) -> Result:
    choice, _ = answers[0]
    answered = {voter for _, chosen in answers for voter in chosen}
    wrong: defaultdict[str, set[str]] = defaultdict(set)
    for asked, chosen in answers:
        labels = {option.id: option.label for option in asked.options if not option.right}
        for voter, option in chosen.items():
            if option in labels:
                wrong[labels[option]].add(voter)
    others = sorted((Other(label, len(who)) for label, who in wrong.items()), key=_most_first)
    mistaken = set().union(*wrong.values())
    return Result(_about(choice), choice.step is None, len(answered), len(mistaken), tuple(others))


def _most_first(other: Other) -> tuple[int, str]:
    return -other.people, other.label


def chose(result: Result) -> str:
    """Return how many people chose something else."""
    verb = "koos" if result.answered == 1 else "kozen"
    return f"{result.wrong} van {result.answered} {verb} iets anders dan het handboek"


def most(other: Other) -> str:
    """Return what was chosen most of what is not right."""
    return f"Vooral: ‘{other.label}’ ({other.people} van hen)"


def meter(result: Result) -> str:
    """Return the part that chose something else as dots, for a picture that may be printed in grey."""
    full = round(_DOTS * result.share) or min(1, result.wrong)
    return "●" * full + "○" * (_DOTS - full)


def remark(result: Result) -> str:
    """Return what the managers are told: nothing about who or where.

    An answer that holds an address or a number is left out, as no remark may hold one.
    """
    what = "een andere situatie" if result.begins else "iets anders"
    begin = f"{_TOLD} {result.wrong} van {result.answered} {what} dan het handboek."
    whole = f"{begin} {most(result.others[0])}." if result.others else begin
    return begin if personal_data(whole) or len(whole) > LONGEST_REMARK else whole
