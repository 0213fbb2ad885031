"""What fits on a slide, found out when the deck is made, for the screen with the least room: one of 4 to 3.

Lengths are in rem, of which any screen has about as many: see the top of ``slides.css``. Lists go over as
many pages as they need; words that are too many beside a chart get the whole width.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..flowchart.text import lines
from ..handbook.errors import EhbiError, clip, printable

ACROSS, DOWN = 48.0, 33.6
"""Room on a slide between its edges and its bar, the heading included."""
BESIDE = 0.44 * ACROSS
"""Width of the words that stand beside a chart."""
SMALLEST = 0.78
"""Letters that the back of a room can read: 15 px on a projector of 1024 by 768."""
_HEADING, _HEADING_LINE, _UNDER_HEADING = 1.9, 1.2, 1.0
_TRIES = 20

Thing = TypeVar("Thing")


class TooLongError(EhbiError):
    """A slide has no room for something, in the smallest letters that a room can read."""

    def __init__(self, culprit: str) -> None:
        self.culprit = culprit
        short = printable(clip(culprit))
        super().__init__(
            f"‘{short}’ is te lang voor een dia. Maak de tekst of de lijst met antwoorden korter, of verdeel"
            " die over meer stappen."
        )


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it is set: how large beside plain letters, and the room under and around it."""

    said: str
    size: float = 1.0
    under: float = 0.6
    inside: float = 0.0
    """What its frame and its mark take off its width."""
    leading: float = 1.5

    def height(self, letters: float, across: float) -> float:
        """Return how high it is at most, where plain letters have this size, in this width."""
        size = self.size * letters
        return size * self.leading * lines(self.said, size, across - self.inside) + self.under


@dataclass(frozen=True, slots=True)
class Page(Generic[Thing]):
    """What of a list is on a slide at the same time, and during which of its frames."""

    things: tuple[Thing, ...]
    frames: range

    @property
    def first(self) -> int:
        """The frame with which its first thing comes, where they come one by one."""
        return self.frames.stop - len(self.things)


def room(title: str) -> float:
    """Return how high a slide is below its heading."""
    return DOWN - _UNDER_HEADING - _HEADING * _HEADING_LINE * lines(title, _HEADING, ACROSS)


def stacked(texts: Iterable[Text], letters: float, across: float) -> float:
    """Return how high texts are, one under the other."""
    return sum(text.height(letters, across) for text in texts)


def split(
    things: Sequence[Thing], height: Callable[[Thing], float], room: float, name: Callable[[Thing], str]
) -> Iterator[tuple[Thing, ...]]:
    """Yield a list in as few parts as fit one at a time, about equally high.

    Examples
    --------
    >>> [*split("abcde", lambda _: 1, 4, str)]
    [('a', 'b', 'c'), ('d', 'e')]
    >>> [*split("ab", lambda one: 9 if one == "b" else 1, 4, str)]
    Traceback (most recent call last):
    ehbi.slides.fitting.TooLongError: ‘b’ is te lang voor een dia. ...
    """
    high = [height(thing) for thing in things]
    for thing, one in zip(things, high, strict=True):
        if one > room:
            raise TooLongError(name(thing))
    parts = _filled(high, room)
    limits = (room * part / _TRIES for part in range(1, _TRIES))
    even = (_filled(high, limit) for limit in limits if limit >= max(high, default=0))
    at = 0
    for count in next((one for one in even if len(one) == len(parts)), parts):
        yield tuple(things[at : at + count])
        at += count


def _filled(high: Iterable[float], room: float) -> list[int]:
    """Return how many go together when each part is filled before the next begins."""
    parts: list[int] = []
    full = room
    for one in high:
        if full + one > room:
            parts.append(0)
            full = 0
        parts[-1] += 1
        full += one
    return parts
