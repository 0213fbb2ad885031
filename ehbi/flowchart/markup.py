"""Elements of an SVG: text is always set as text, numbers are short, names are those of Python."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from .model import Point
from .shapes import Segment

_BASELINE = 0.35  # how far under its middle a line of text stands, in font sizes


def number(value: float) -> str:
    """Return a length with at most one decimal.

    Examples
    --------
    >>> number(12.04), number(-0.01)
    ('12', '0')
    """
    return f"{round(value, 1) + 0:g}"


def pairs(points: Sequence[Point]) -> str:
    """Return points as SVG writes them."""
    return " ".join(f"{number(x)},{number(y)}" for x, y in points)


def path(segments: Sequence[Segment]) -> str:
    """Return the ``d`` of a path."""
    return "".join(segment.command + pairs(segment.points) for segment in segments)


def names(what: str, **states: bool) -> str:
    """Return the value of a ``class``: what it is, and the states it is in.

    Examples
    --------
    >>> names("arrow", taken=True, faded=False)
    'arrow taken'
    """
    return " ".join([what, *(state for state, holds in states.items() if holds)])


def add(parent: ET.Element, tag: str, text: str = "", **attributes: str | float) -> ET.Element:
    """Add an element; ``class_`` stands for ``class`` and ``data_step`` for ``data-step``."""
    named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    texts = {key: value if isinstance(value, str) else number(value) for key, value in named.items()}
    element = ET.SubElement(parent, tag, texts)
    element.text = text or None
    return element


def add_text(parent: ET.Element, text: str, role: str, middle: Point, size: float) -> None:
    """Add a line of text around a point."""
    add(parent, "text", text, class_=role, x=middle[0], y=middle[1] + _BASELINE * size)


def add_disc(parent: ET.Element, name: str, middle: Point, radius: float) -> ET.Element:
    """Add a group around a point with a disc in it, for a sign to be put on."""
    group = add(parent, "g", class_=name, transform=f"translate({pairs([middle])})")
    add(group, "circle", class_="disc", r=radius)
    return group
