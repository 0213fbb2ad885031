"""The flowchart as frozen values: boxes and arrows in CSS px, with the origin in the top left corner."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..handbook.display import bundle
from ..handbook.values import OutcomeKind

Point = tuple[float, float]
"""x and y in CSS px, y downwards."""


class Shape(StrEnum):
    """The standard flowchart symbols."""

    START = "start"
    QUESTION = "question"
    ACTION = "action"
    OUTCOME = "outcome"
    CONNECTOR = "connector"


class Role(StrEnum):
    """What a line of text in a box is; it decides size and weight."""

    WHO = "who"
    TITLE = "title"
    ASKS = "asks"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; ``x`` and ``y`` are the middle of the line, seen from the middle of its box."""

    text: str
    role: Role
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Party:
    """Who acts, with the number of its colour; names are shown in the legend and in each box."""

    id: str
    name: str
    colour: int


class Sign(StrEnum):
    """The signs, in the order in which the legend has them; of problems the worst is first."""

    ERROR = "error"
    WARNING = "warning"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class Flag:
    """A sign on a box or an arrow, and sentences to say; none where the sign says it all."""

    sign: Sign
    text: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """How a step was answered: lines to stand in its box, and the same as a sentence to be read aloud."""

    lines: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Box:
    """A step in the picture: what stands in it, the middle and the size of its symbol, and how it looks.

    ``name`` is what a screen reader says, all of the box in words; ``description`` is what it can add: where
    each answer leads. A box that is faded stands back behind the others.
    """

    step: str
    shape: Shape
    party: Party
    lines: tuple[Line, ...]
    name: str
    description: str = ""
    outcome: OutcomeKind | None = None
    x: float = 0
    y: float = 0
    width: float = 0
    height: float = 0
    visited: bool = False
    current: bool = False
    faded: bool = False
    flag: Flag | None = None


@dataclass(frozen=True, slots=True)
class Weight:
    """How much goes along an arrow: a share of the heaviest, from 0 for nothing at all to 1, and in words.

    ``number`` stands under the arrow's label.
    """

    share: float
    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """An answer in the picture, with the middle and the size of its label; the arrow runs behind that.

    ``points`` are control points of a chain of cubic Bézier curves: the first point, then three a curve.
    There is a weight only in a picture that is about how much goes where.
    """

    step: str
    answer: str
    target: str
    points: tuple[Point, ...]
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float
    taken: bool = False
    weight: Weight | None = None
    faded: bool = False
    flag: Flag | None = None

    @property
    def idle(self) -> bool:
        """Whether nothing goes along it, in a picture that is about that."""
        return self.weight is not None and self.weight.share == 0


@dataclass(frozen=True, slots=True)
class Flowchart:
    """A picture of a handbook or of one situation, ready to be drawn; boxes in reading order.

    Its size is without the legend, which names its parties, has its signs, and ends with the note.
    """

    title: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    parties: tuple[Party, ...]
    width: float
    height: float
    note: str = ""

    def __repr__(self) -> str:
        return f"<Flowchart {self.title!r}: {len(self.boxes)} boxes, {len(self.arrows)} arrows>"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return bundle(repr(self), self)
