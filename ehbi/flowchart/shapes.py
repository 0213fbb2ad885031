"""Geometry of the symbols, arrows and signs: paths around the middle of each, for SVG and matplotlib."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from .boxes import LABEL_LEADING, MARK
from .model import Arrow, Box, Point, Shape, Sign

HEAD = 8.0
"""Length of an arrow's head in px; that of a thick arrow is longer."""
_THIN, _THICKEST = 1.5, 10.0
_CIRCLE = 0.5523  # how far the control points of a cubic curve lie along a quarter circle
_CORNER, _POINT, _END = 7.0, 4.0, 31.0  # radii: of a box, of a diamond, and of a round end at most
_TIP = 12.0


class Segment(NamedTuple):
    """A step of a path: ``M`` move, ``L`` line, ``C`` cubic curve or ``Z`` close, with its points."""

    command: str
    points: tuple[Point, ...] = ()


def _corners(box: Box, grow: float) -> list[Point]:
    x, y = box.width / 2 + grow, box.height / 2 + grow
    if box.shape is Shape.QUESTION:
        x, y = x + grow, y + grow * box.height / box.width
        return [(0, -y), (x, 0), (0, y), (-x, 0)]
    if box.shape is Shape.CONNECTOR:
        return [(-x, -y), (x, -y), (x, y - _TIP), (0, y), (-x, y - _TIP)]
    return [(-x, -y), (x, -y), (x, y), (-x, y)]


def _toward(start: Point, end: Point, distance: float) -> Point:
    share = distance / math.dist(start, end)
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


def rounded(corners: Sequence[Point], radius: float) -> tuple[Segment, ...]:
    """Return the closed outline through these corners, each rounded off."""
    made: list[Segment] = []
    for index, corner in enumerate(corners):
        before, after = corners[index - 1], corners[(index + 1) % len(corners)]
        start, end = _toward(corner, before, radius), _toward(corner, after, radius)
        pull = radius * (1 - _CIRCLE)
        made.append(Segment("L" if index else "M", (start,)))
        made.append(Segment("C", (_toward(corner, before, pull), _toward(corner, after, pull), end)))
    return (*made, Segment("Z"))


def radius_of(box: Box, grow: float = 0) -> float:
    """Return the radius of the corners of a box: half its height where its ends are round."""
    if box.shape in {Shape.START, Shape.OUTCOME}:
        return min(box.height / 2, _END) + grow - 0.01
    return (_POINT if box.shape is Shape.QUESTION else _CORNER) + grow / 2


def outline(box: Box, grow: float = 0) -> tuple[Segment, ...]:
    """Return the closed outline of a box around its middle, ``grow`` px outside it."""
    return rounded(_corners(box, grow), radius_of(box, grow))


def polyline(points: Sequence[Point]) -> list[Segment]:
    """Return the path along these points."""
    return [Segment("L" if index else "M", (point,)) for index, point in enumerate(points)]


def rectangle(width: float, height: float, radius: float) -> tuple[Segment, ...]:
    """Return the outline of a rectangle with rounded corners around the origin."""
    x, y = width / 2, height / 2
    return rounded([(-x, -y), (x, -y), (x, y), (-x, y)], radius)


def badge(box: Box) -> Point:
    """Return where the mark of the case goes: on the outline, at the upper right, clear of the arrows."""
    x, y = box.width / 2, box.height / 2
    if box.shape is Shape.QUESTION:
        return (x / 2, -y / 2)
    inward = radius_of(box) * (1 - math.sqrt(0.5))
    return (x - inward, inward - y)


def mark_at(box: Box) -> Point:
    """Return where the mark of an outcome stands, seen from the middle of its box."""
    return (MARK / 2 + 8 - box.width / 2, 0)


def label_lines(arrow: Arrow) -> list[tuple[str, Point]]:
    """Return the lines of an arrow's label, each with its middle."""
    top = arrow.y - arrow.height / 2 + 1
    return [(line, (arrow.x, top + (at + 0.5) * LABEL_LEADING)) for at, line in enumerate(arrow.lines)]


def thickness(arrow: Arrow) -> float:
    """Return how thick the line of an arrow is, in px."""
    return max(_THIN, arrow.weight.share * _THICKEST) if arrow.weight else _THIN


def _head_length(arrow: Arrow) -> float:
    return HEAD + 0.6 * (thickness(arrow) - _THIN)


def stem(arrow: Arrow) -> tuple[Point, ...]:
    """Return the curve of an arrow without its head, so that the line does not stick out at the tip."""
    *points, before, tip = arrow.points
    reach = math.dist(before, tip)
    return (*points, before, _toward(tip, before, min(_head_length(arrow) - 1, reach)) if reach else tip)


def head(arrow: Arrow) -> tuple[Point, Point, Point]:
    """Return the three corners of an arrow's head, the tip first."""
    tip = arrow.points[-1]
    above = (tip[0], tip[1] - 1)
    before = next((point for point in reversed(arrow.points) if math.dist(point, tip) > 1), above)
    base = _toward(tip, before, _head_length(arrow))
    across = ((base[1] - tip[1]) / 2, (tip[0] - base[0]) / 2)
    return (tip, (base[0] + across[0], base[1] + across[1]), (base[0] - across[0], base[1] - across[1]))


OUTCOME_MARKS: dict[str, tuple[tuple[Point, ...], ...]] = {
    "resolved": (((-4, 0), (-1, 3.5), (4.5, -3.5)),),
    "handover": (((-4.5, 0), (4.5, 0)), ((1, -3.5), (4.5, 0), (1, 3.5))),
    "explained": (((0, -0.5), (0, 4.5)), ((0, -4.8), (0, -4))),
}
"""The marks in outcomes as polylines around their middle: a tick, an arrow onwards, an i."""

TICK = OUTCOME_MARKS["resolved"][0]

ON_BOX, ON_ARROW = 9.0, 7.0
"""Half the size of a sign, in px."""

_STROKES: dict[Sign, tuple[tuple[Point, ...], ...]] = {
    Sign.ERROR: (((0, -0.52), (0, 0.08)), ((0, 0.44), (0, 0.56))),
    Sign.WARNING: (((0, -0.3), (0, 0.2)), ((0, 0.54), (0, 0.64))),
    Sign.ADDED: (((-0.5, 0), (0.5, 0)), ((0, -0.5), (0, 0.5))),
    Sign.REMOVED: (((-0.5, 0), (0.5, 0)),),
    Sign.CHANGED: (
        ((-0.55, 0.15), (-0.42, -0.1), (-0.25, -0.17), (0, 0), (0.25, 0.17), (0.42, 0.1), (0.55, -0.15)),
    ),
    Sign.HARD: (
        ((-0.3, -0.32), (-0.2, -0.56), (0.05, -0.64), (0.28, -0.5), (0.28, -0.25), (0, 0.05), (0, 0.25)),
        ((0, 0.56), (0, 0.62)),
    ),
}


def sign_outline(sign: Sign, half: float) -> tuple[Segment, ...]:
    """Return the outline of a sign: error a disc, warning a triangle, hard a diamond, else a square."""
    if sign is Sign.ERROR:
        return rectangle(2 * half, 2 * half, half - 0.01)
    if sign is Sign.WARNING:
        return rounded([(0, -1.15 * half), (1.2 * half, half), (-1.2 * half, half)], half / 4)
    if sign is Sign.HARD:
        point = 1.25 * half
        return rounded([(0, -point), (point, 0), (0, point), (-point, 0)], half / 4)
    return rectangle(2 * half, 2 * half, half / 3)


def sign_strokes(sign: Sign, half: float) -> list[list[Point]]:
    """Return the strokes on a sign, as polylines."""
    return [[(x * half, y * half) for x, y in stroke] for stroke in _STROKES[sign]]


def sign_at_box(box: Box) -> Point:
    """Return where the sign of a box stands, seen from its middle: across from the mark of a case."""
    x, y = badge(box)
    return (-x, y)


def sign_at_arrow(arrow: Arrow) -> Point:
    """Return where the sign of an arrow stands: at the upper left of its label."""
    return (arrow.x - arrow.width / 2 - 2, arrow.y - arrow.height / 2 + 2)
