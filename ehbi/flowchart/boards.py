"""What a sign looks like: a board and the strokes on it, around the middle. No two differ by colour alone."""

from __future__ import annotations

from .model import Arrow, Box, Point
from .shapes import Segment, badge, rectangle, rounded
from .signs import Sign

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


def board(sign: Sign, half: float) -> tuple[Segment, ...]:
    """Return the outline of a sign: error a disc, warning a triangle, hard a diamond, else a square."""
    if sign is Sign.ERROR:
        return rectangle(2 * half, 2 * half, half - 0.01)
    if sign is Sign.WARNING:
        return tuple(rounded([(0, -1.15 * half), (1.2 * half, half), (-1.2 * half, half)], half / 4))
    if sign is Sign.HARD:
        point = 1.25 * half
        return tuple(rounded([(0, -point), (point, 0), (0, point), (-point, 0)], half / 4))
    return rectangle(2 * half, 2 * half, half / 3)


def strokes(sign: Sign, half: float) -> list[list[Point]]:
    """Return the strokes on a sign, as polylines."""
    return [[(x * half, y * half) for x, y in stroke] for stroke in _STROKES[sign]]


def at_box(box: Box) -> Point:
    """Return where the sign of a box stands, seen from its middle: across from the mark of a case."""
    x, y = badge(box)
    return (-x, y)


def at_arrow(arrow: Arrow) -> Point:
    """Return where the sign of an arrow stands: at the upper left of its label."""
    return (arrow.x - arrow.width / 2 - 2, arrow.y - arrow.height / 2 + 2)
