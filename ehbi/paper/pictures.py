"""Pictures of situations on the card, side by side in the room that its words leave; there may be none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import cos, radians, sin

from PIL import Image

from ..files.pictures import PictureError, checked
from ..handbook import Handbook
from ..handbook.pictures import Audience, Mark, MarkKind, Picture
from ..handbook.text import clean
from .typesetter import LEADING, MM, Look, Typesetter

LOWEST, HIGHEST = 15, 30
"""Height of pictures in mm: what is on lower ones nobody sees."""
_GAP, _ABOVE, _TAG, _NARROWEST = 3.0, 1.2, 4.2, 12.0
_TOLD = Look(7.0, colour="soft")
_DOTS = 300 / 25.4
"""Pixels in a millimetre, as a printer has them."""
_PX, _DISC, _RED, _WHITE = 0.09, 1.5, "#b3123f", "#ffffff"
"""In mm, a px of the page's marks and the radius of their numbers; the colours are those of picture.css."""
_SHAFT, _HEAD = ((48, 48), (8, 8)), ((8, 28), (8, 8), (28, 8))


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of a situation, whose number it has; without bytes what is on it is told in words."""

    number: int
    picture: Picture
    content: bytes

    @property
    def shape(self) -> float:
        """How wide it is for its height."""
        return self.picture.width / self.picture.height

    @property
    def told(self) -> str:
        """What stands under it: what is pointed at, or else what is on it."""
        texts = [clean(mark.text) for mark in self.picture.marks]
        if not texts[1:]:
            return texts[0] if texts else clean(self.picture.alt)
        return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, start=1))


def first_pictures(handbook: Handbook) -> tuple[Shown, ...]:
    """Return the first picture of each situation that has one for the desk."""
    made = []
    for number, step in enumerate(handbook.situations, start=1):
        mine = [one for one in step.pictures if one.is_for(Audience.DESK)]
        made += [Shown(step.number or number, one, _bytes(handbook, one)) for one in mine[:1]]
    return tuple(made)


def _bytes(handbook: Handbook, picture: Picture) -> bytes:
    try:
        return checked(handbook.pictures.get(picture.file, b"")).content
    except PictureError:
        return b""


@dataclass(frozen=True, slots=True)
class Strip:
    """Pictures side by side, all of one height, in a width that they leave some of."""

    shown: tuple[Shown, ...]
    height: float
    width: float

    @property
    def _spare(self) -> float:
        taken = sum(one.shape for one in self.shown) * self.height + _GAP * (len(self.shown) - 1)
        return (self.width - taken) / len(self.shown)

    def told(self, one: Shown) -> float:
        """Return how wide the words under a picture may be."""
        return one.shape * self.height + self._spare - _TAG - 1

    def fits(self, setter: Typesetter, room: float) -> bool:
        """Return whether the pictures go in that width, and with all their words in a room of this height."""
        if self._spare < 0 or min(map(self.told, self.shown)) < _NARROWEST:
            return False
        words = max(setter.height(one.told, self.told(one), _TOLD) for one in self.shown)
        return self.height + _ABOVE + words <= room

    def set(self, setter: Typesetter, at: tuple[float, float]) -> None:
        """Set the pictures from there, each with its words under it."""
        x, y = at
        for one in self.shown:
            width, top = one.shape * self.height, y + self.height + _ABOVE
            _set(setter, one, (x, y), (width, self.height))
            setter.tag(str(one.number), x, top, _TAG)
            setter.text(one.told, (x + _TAG + 1, top), self.told(one), _TOLD)
            x += width + self._spare + _GAP


def fitting(setter: Typesetter, shown: Sequence[Shown], room: tuple[float, float]) -> Strip | None:
    """Return as many of the first pictures as go in a room with all their words, as large as they can be."""
    for count in range(len(shown), 0, -1):
        for height in range(HIGHEST, LOWEST - 1, -1):
            strip = Strip(tuple(shown[:count]), height, room[0])
            if strip.fits(setter, room[1]):
                return strip
    return None


def _set(setter: Typesetter, one: Shown, at: tuple[float, float], size: tuple[float, float]) -> None:
    alt = clean(one.picture.alt)
    if one.content:
        image = Image.open(BytesIO(one.content)).convert("RGB")
        image.thumbnail((round(size[0] * _DOTS), round(size[1] * _DOTS)))
        setter.image(image, at, size, alt)
        for number, mark in enumerate(one.picture.marks, start=1):
            place = (at[0] + mark.x / 1000 * size[0], at[1] + mark.y / 1000 * size[1])
            _point(setter, mark, place, str(number) if len(one.picture.marks) > 1 else "")
    else:
        lines = int((size[1] - _GAP) / (_TOLD.size * MM * LEADING))
        inside = size[0] - _GAP
        words = setter.shortened(alt, inside, _TOLD, lines)
        setter.text(words, (at[0] + _GAP / 2, at[1] + _GAP / 2), inside, _TOLD)
    setter.frame(*at, *size, corner=0)


def _point(setter: Typesetter, mark: Mark, at: tuple[float, float], number: str) -> None:
    """Draw what points at a place: red on white, so that it is seen on anything."""
    x, y = at
    for colour, width in ((_WHITE, 9 * _PX), (_RED, 4.5 * _PX)):
        if mark.kind is MarkKind.RING:
            setter.circle(x, y, 22 * _PX, colour, width)
        elif mark.kind is MarkKind.ARROW:
            for line in (_SHAFT, _HEAD):
                setter.line([_turned(point, mark.turn, at) for point in line], colour, width)
    if mark.kind is MarkKind.NUMBER:
        setter.badge(number or "1", x, y, _DISC, _RED)
    elif number:
        across, down = mark.beside
        setter.badge(number, x + across * _PX, y + down * _PX, _DISC, _RED)


def _turned(point: tuple[int, int], degrees: int, at: tuple[float, float]) -> tuple[float, float]:
    (x, y), turn = point, radians(degrees)
    return (
        at[0] + (x * cos(turn) - y * sin(turn)) * _PX,
        at[1] + (x * sin(turn) + y * cos(turn)) * _PX,
    )
