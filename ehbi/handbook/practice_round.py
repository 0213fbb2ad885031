"""A round of practice: exercises and what was chosen; all else follows from a replay of the choices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Self

from .errors import AnswerError
from .exercise import Choice, Exercise, Option


@dataclass(frozen=True, slots=True)
class Place:
    """Where a round is: the exercise, counted from 0, and its choice."""

    at: int
    exercise: Exercise
    choice: Choice


@dataclass(frozen=True, slots=True)
class Made:
    """A choice that was made."""

    place: Place
    option: Option

    @property
    def right(self) -> bool:
        """Whether it was no mistake."""
        return self.option.right


@dataclass(frozen=True, slots=True)
class Round:
    """Exercises one after the other, and what was chosen; it holds nothing about anyone.

    After a mistake an exercise goes on along its right path. A round never changes.

    Parameters
    ----------
    exercises
        What to practise, in order.
    chosen
        Ids of the options chosen, first to last, through all exercises.

    Raises
    ------
    AnswerError
        Something chosen cannot be chosen there.

    Examples
    --------
    >>> import ehbi
    >>> from ehbi.handbook.practice import exercises
    >>> done = Round(exercises(ehbi.load(), "geen-rechten")[4:5]).choose("ja")
    >>> done.now, done.right, len(done.made)
    (None, 0, 1)
    >>> done.mistakes[0].place.choice.right.label
    'Nee, het abonnement geeft geen toegang'
    """

    exercises: tuple[Exercise, ...]
    chosen: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        made = self.made
        if len(made) < len(self.chosen):
            raise AnswerError("", self.chosen[len(made)])

    @property
    def made(self) -> tuple[Made, ...]:
        """The choices made, first to last."""
        return tuple(place for place in self._replay() if isinstance(place, Made))

    @property
    def now(self) -> Place | None:
        """Where the next choice is made; None when the round is over."""
        return next((place for place in self._replay() if isinstance(place, Place)), None)

    @property
    def right(self) -> int:
        """How many of the choices made were no mistake."""
        return sum(made.right for made in self.made)

    @property
    def mistakes(self) -> tuple[Made, ...]:
        """The choices that were wrong, first to last."""
        return tuple(made for made in self.made if not made.right)

    def choose(self, option_id: str) -> Self:
        """Return the round with the next choice made.

        Raises
        ------
        AnswerError
            This cannot be chosen now.
        """
        return replace(self, chosen=(*self.chosen, option_id))

    def again(self) -> Self:
        """Return a new round of only the exercises in which there was a mistake."""
        wrong = {made.place.at for made in self.mistakes}
        return replace(self, exercises=tuple(self.exercises[at] for at in sorted(wrong)), chosen=())

    def _replay(self) -> Iterator[Made | Place]:
        """Yield the choices made, and then the place of the next, if there is any."""
        chosen = iter(self.chosen)
        for at, exercise in enumerate(self.exercises):
            for choice in exercise.choices:
                place = Place(at, exercise, choice)
                option_id = next(chosen, None)
                if option_id is None:
                    yield place
                    return
                made = Made(place, choice.option(option_id))
                yield made
                if exercise.ends_with(made.option):
                    break
