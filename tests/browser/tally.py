"""What was pressed in a workshop, and the figures that follow: counted here anew, to compare with."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from ehbi.handbook.examples import Choice, Option
from ehbi.slides import Poll

AGAIN = "/2"
"""After a place: what is chosen there the second time."""
SPLIT, HARD, ENOUGH = Fraction(7, 10), Fraction(1, 3), 3
"""Of docs/handleiding-workshop.md: at most this part is split, at least this part of so many is hard."""


@dataclass(frozen=True)
class Missed:
    """How people did at a check: in all cases, or in one of them."""

    step: str  # id of the step that asks or, where the situation is chosen, of that
    begins: bool  # whether the situation is chosen
    title: str
    asked: str  # what the recap calls it
    right: str
    answered: int
    wrong: int
    most: str = ""  # what was chosen most of what is not right, as it is said

    @property
    def share(self) -> Fraction:
        return Fraction(self.wrong, self.answered)

    @property
    def hard(self) -> bool:
        return self.answered >= ENOUGH and self.share >= HARD

    @property
    def said(self) -> str:
        verb = "koos" if self.answered == 1 else "kozen"
        return f"{self.wrong} van {self.answered} {verb} iets anders"


@dataclass
class Tally:
    """The option that each phone, by its number, chose last at each vote."""

    polls: Mapping[str, Poll]
    votes: defaultdict[str, dict[int, Option]] = field(default_factory=lambda: defaultdict(dict))

    def press(self, poll: Poll, phone: int, option: Option, *, again: bool = False) -> None:
        self.votes[poll.place + AGAIN * again][phone] = option

    def kept(self) -> dict[str, dict[str, int]]:
        """How often each option was chosen at each vote, as the store must have it."""
        return {asked: dict(self.times(asked)) for asked, given in self.votes.items() if given}

    def times(self, asked: str) -> Counter[str]:
        return Counter(option.id for option in self.votes.get(asked, {}).values())

    def is_split(self, place: str) -> bool:
        times = self.times(place)
        return max(times.values()) <= SPLIT * times.total()

    def last(self, place: str) -> dict[int, Option]:
        """What each phone chose in the end."""
        return {**self.votes.get(place, {}), **self.votes.get(place + AGAIN, {})}

    def found(self) -> list[Missed]:
        """How people did at each check of the exercises, the hardest first."""
        cases: defaultdict[tuple[str, bool], list[str]] = defaultdict(list)
        for place in self._practised():
            cases[_check(self.polls[place].choice)].append(place)
        found = [self._of(places) for places in cases.values()]
        return sorted(found, key=lambda one: (-one.share, -one.answered, one.step, not one.begins))

    def lessons(self) -> list[Missed]:
        """How people did at each check that somebody missed, in the case where most did."""
        missed = [one for place in self._practised() if (one := self._of([place])).wrong]
        first: dict[tuple[str, bool], Missed] = {}
        for one in sorted(missed, key=lambda one: -one.share):
            first.setdefault((one.step, one.begins), one)
        return list(first.values())

    def right(self, place: str) -> str:
        """How many were right, of how many."""
        given = self.last(place).values()
        return f"{sum(one.right for one in given)} van {len(given)}"

    def _practised(self) -> list[str]:
        """Where an exercise asked, and somebody chose."""
        places = [place for place in sorted(self.votes) if self.votes[place] and place in self.polls]
        return [place for place in places if not self.polls[place].compares]

    def _of(self, places: list[str]) -> Missed:
        choice = self.polls[places[0]].choice
        about = choice.step or choice.right.leads
        given = [(phone, option) for place in places for phone, option in self.last(place).items()]
        wrong = [(phone, option) for phone, option in given if not option.right]
        return Missed(
            *_check(choice),
            about.title,
            choice.step.title if choice.step else choice.asks,
            choice.right.label,
            len({phone for phone, _ in given}),
            len({phone for phone, _ in wrong}),
            _most(wrong),
        )


def _check(choice: Choice) -> tuple[str, bool]:
    return (choice.step or choice.right.leads).id, choice.step is None


def _most(wrong: list[tuple[int, Option]]) -> str:
    who: defaultdict[str, set[int]] = defaultdict(set)
    for phone, option in wrong:
        who[option.label].add(phone)
    if not who:
        return ""
    label = min(who, key=lambda one: (-len(who[one]), one))
    return f"Vooral: ‘{label}’ ({len(who[label])} van hen)"
