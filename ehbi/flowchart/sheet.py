"""Sheets of paper as frozen values: what stands on them and where, in CSS px, y downwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..handbook.values import OutcomeKind
from .model import Flowchart, Party, Shape


@dataclass(frozen=True, slots=True)
class Caption:
    """A line of text around the picture.

    Parameters
    ----------
    text
        What it says.
    x, y
        Its left end, or its right end with ``align`` right, and the middle of its height.
    size
        Font size in px, before a font that is wider is set smaller.
    weight, align
        How it is set.
    colour
        ``ink``, ``soft`` or ``paper``, as in the style sheet.
    """

    text: str
    x: float
    y: float
    size: float
    weight: Literal["normal", "bold"] = "normal"
    align: Literal["left", "center", "right"] = "left"
    colour: Literal["ink", "soft", "paper"] = "ink"


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle by its left top corner: the outline around a picture, or filled with ink."""

    x: float
    y: float
    width: float
    height: float
    solid: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """A symbol in the legend, around ``x`` and ``y``: a party's colour, a shape or an outcome's mark."""

    of: Party | Shape | OutcomeKind
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Hung:
    """A picture on a sheet: where its left top corner is, and how much larger than life it is."""

    flowchart: Flowchart
    x: float
    y: float
    scale: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One side of paper."""

    width: float
    height: float
    frames: tuple[Frame, ...] = ()
    pictures: tuple[Hung, ...] = ()
    samples: tuple[Sample, ...] = ()
    captions: tuple[Caption, ...] = ()
