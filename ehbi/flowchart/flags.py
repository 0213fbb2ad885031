"""Signs put on a picture: at the box or the arrow that they are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from . import words
from .model import Arrow, Box, Flowchart
from .signs import Flag, Sign
from .text import clean

Spot = str | tuple[str, str]
"""A step by its id, or an answer by the ids of its step and of itself."""

_ORDER = list(Sign)


def flag(flowchart: Flowchart, flags: Mapping[Spot, Flag]) -> Flowchart:
    """Return the picture with a sign at each of these spots.

    Parameters
    ----------
    flowchart
        Any picture; a step that is not in it is left out.
    flags
        By spot. What is about an answer without an arrow, such as one that leads nowhere, is put on its step.

    Examples
    --------
    >>> import ehbi
    >>> from ehbi.flowchart import lay_out
    >>> chart = lay_out(ehbi.load(), "reset-mail")
    >>> chart = flag(chart, {("reset-mail", "ja"): Flag(Sign.WARNING, "Te lang.")})
    >>> [arrow.answer for arrow in chart.arrows if arrow.flag]
    ['ja']
    """
    drawn = {(arrow.step, arrow.answer) for arrow in flowchart.arrows}
    arrows = tuple(replace(arrow, flag=flags.get((arrow.step, arrow.answer))) for arrow in flowchart.arrows)
    on_boxes = {
        box.step: merged(
            [one for spot, one in flags.items() if spot not in drawn and _step(spot) == box.step]
        )
        for box in flowchart.boxes
    }
    return flagged(flowchart, on_boxes, arrows)


def flagged(flowchart: Flowchart, on_boxes: Mapping[str, Flag | None], arrows: Sequence[Arrow]) -> Flowchart:
    """Return the picture with these flags on its boxes, and with these arrows, which have theirs.

    Arrows are not read aloud: the box that asks tells what is said of its arrows.
    """
    leaving: dict[str, list[Arrow]] = {}
    for arrow in arrows:
        leaving.setdefault(arrow.step, []).append(arrow)
    boxes = (_flagged(box, on_boxes.get(box.step), leaving.get(box.step, ())) for box in flowchart.boxes)
    return replace(flowchart, boxes=tuple(boxes), arrows=tuple(arrows))


def merged(flags: Sequence[Flag]) -> Flag | None:
    """Return one flag that says what all of these say, with the worst sign; None for none.

    Examples
    --------
    >>> merged([Flag(Sign.WARNING, "Te lang."), Flag(Sign.ERROR, "Leeg.")])
    Flag(sign=<Sign.ERROR: 'error'>, told='Leeg. Te lang.')
    """
    ordered = sorted(flags, key=lambda one: _ORDER.index(one.sign))
    return Flag(ordered[0].sign, " ".join(one.told for one in ordered if one.told)) if ordered else None


def signs_in(flowchart: Flowchart) -> tuple[Sign, ...]:
    """Return the signs that a picture has, in their order."""
    parts: tuple[Box | Arrow, ...] = (*flowchart.boxes, *flowchart.arrows)
    there = {part.flag.sign for part in parts if part.flag}
    return tuple(sign for sign in _ORDER if sign in there)


def _step(spot: Spot) -> str:
    return spot if isinstance(spot, str) else spot[0]


def _flagged(box: Box, mine: Flag | None, arrows: Sequence[Arrow]) -> Box:
    said = [mine.told] if mine else []
    said += [words.flagged(" ".join(arrow.lines), arrow.flag) for arrow in arrows if arrow.flag]
    return replace(box, flag=mine, told=clean(" ".join((*said, box.told))))
