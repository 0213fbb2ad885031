"""What a room can be asked: one poll for each choice of an exercise in a deck."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..handbook.examples import Choice
from .deck import Slide


@dataclass(frozen=True, slots=True)
class Poll:
    """A choice that a room makes.

    Parameters
    ----------
    place
        Where in the deck it is asked, as the address of the slides has it.
    choice
        The question with its options.
    """

    place: str
    choice: Choice

    def offers(self, option: str) -> bool:
        """Return whether an option can be chosen."""
        return any(one.id == option for one in self.choice.options)


def place(slide: Slide, number: int) -> str:
    """Return the address of a frame, counted from 1."""
    return f"{slide.id}.{number}"


def polls(slides: tuple[Slide, ...]) -> Mapping[str, Poll]:
    """Return what a room can be asked, by its place.

    Examples
    --------
    >>> import ehbi
    >>> from ehbi.slides import deck
    >>> found = polls(deck(ehbi.load()))
    >>> found["oefening-wachtwoord-kwijt.1"].choice.asks
    'Wat ziet de lener?'
    >>> found["oefening-wachtwoord-kwijt.1"].offers("geen-rechten")
    True
    """
    return {poll.place: poll for poll in _polls(slides)}


def _polls(slides: tuple[Slide, ...]) -> Iterator[Poll]:
    for slide in slides:
        for number, frame in enumerate(slide.frames, start=1):
            if frame.choice and not frame.told:
                yield Poll(place(slide, number), frame.choice)
