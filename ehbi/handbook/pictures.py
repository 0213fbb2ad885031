"""Pictures in a step, as frozen values: which one, what is on it in words, and what is pointed at.

The bytes of a picture are no part of the content: a handbook knows them by a digest, and carries them along.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, ClassVar

from pydantic import Field, StrictInt, StringConstraints

from .values import Labelled, Spec, Thing, Value

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
"""What a picture is known by: the first half of the SHA-256 of its bytes, in hexadecimal digits."""
LONGEST_SIDE = 1200
"""Pixels of the longer side of a picture, as it is kept."""
Pixels = Annotated[StrictInt, Field(ge=1, le=LONGEST_SIDE)]
WHOLE = 1000
"""A side of a picture, in the measure of places on it."""
Share = Annotated[StrictInt, Field(ge=0, le=WHOLE)]
_FAR = 700


def digest_of(content: bytes) -> str:
    """Return what a picture with these bytes is known by.

    Examples
    --------
    >>> digest_of(b"")
    'e3b0c44298fc1c149afbf4c8996fb924'
    """
    return hashlib.sha256(content).hexdigest()[:32]


class MarkKind(Labelled):
    """How something on a picture is pointed at."""

    RING = "ring", "Ring", "een ring"
    ARROW = "arrow", "Pijl", "een pijl"
    NUMBER = "number", "Nummer", "een nummer"


class Audience(Labelled):
    """Who sees a picture."""

    BOTH = "both", "De balie en de lener"
    DESK = "desk", "Alleen de balie"
    PATRON = "patron", "Alleen de lener"


class Mark(Value):
    """Something on a picture that is pointed at, drawn over it: ``x`` and ``y`` in thousandths of its sides.

    ``text`` says what is there, for who cannot see it.
    """

    thing: ClassVar = Thing("aanwijzing", "aanwijzingen", title="text", key="text")

    kind: Annotated[MarkKind, Spec("de soort", "Hoe")]
    x: Annotated[Share, Spec("de plaats van links", "Van links (0 tot 1000)", widget="number")]
    y: Annotated[Share, Spec("de plaats van boven", "Van boven (0 tot 1000)", widget="number")]
    text: Annotated[str, Spec("wat er is", "Wat er is", longest=80)]

    @property
    def turn(self) -> int:
        """Degrees by which an arrow to it is turned: it comes from the middle, where there is room for it."""
        if self.x > _FAR:
            return 180 if self.y > _FAR else 90
        return 270 if self.y > _FAR else 0

    @property
    def beside(self) -> tuple[int, int]:
        """Where the number of a ring or an arrow stands, in px from it and within the picture."""
        return -30 if self.x > _FAR else 30, 26 if self.y < WHOLE - _FAR else -26


class Picture(Value):
    """A picture of a screen or a thing; ``alt`` says what is on it, for who cannot see it.

    Examples
    --------
    >>> button = Mark(kind="ring", x=500, y=250, text="De knop Inloggen")
    >>> login = Picture(file="0" * 32, width=640, height=400, alt="Het inlogscherm", marks=(button,))
    >>> login.is_for(Audience.PATRON), login.called
    (True, 'Het inlogscherm')
    """

    thing: ClassVar = Thing("plaatje", "plaatjes", title="alt", key="file")

    file: Annotated[Digest, Spec("het bestand")]
    width: Annotated[Pixels, Spec("de breedte")]
    height: Annotated[Pixels, Spec("de hoogte")]
    alt: Annotated[
        str,
        Spec("de beschrijving", "Wat er op staat", "Voor wie het plaatje niet kan zien.", longest=140),
    ]
    shown: Annotated[Audience, Spec("wie het ziet", "Wie dit ziet")] = Audience.BOTH
    marks: Annotated[
        tuple[Mark, ...], Spec("de aanwijzingen", "Aanwijzingen", widget="things", one="Aanwijzing")
    ] = ()

    def is_for(self, audience: Audience) -> bool:
        """Return whether these people see it."""
        return self.shown in {Audience.BOTH, audience}
