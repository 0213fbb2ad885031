"""Annotations of a picture that has been laid out: a case's path, signs, traffic, and what stands back.

Arrows are not read aloud: the box that asks tells what is said of its arrows.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from ..handbook.case import Case
from .model import Arrow, Box, Flag, Flowchart, Sign, Weight
from .text import clean

Spot = str | tuple[str, str]
"""A step by its id, or an answer by the ids of its step and of itself."""

SIGNS = {
    Sign.ERROR: "Fout",
    Sign.WARNING: "Waarschuwing",
    Sign.ADDED: "Nieuw",
    Sign.REMOVED: "Vervalt",
    Sign.CHANGED: "Veranderd",
    Sign.HARD: "Lastig",
}
"""What each sign means."""

_ORDER = list(Sign)


def mark(flowchart: Flowchart, case: Case | None) -> Flowchart:
    """Return the picture with the path of a case marked: what it passed, followed, and where it is.

    Steps of the case that are not in the picture are left out; without a case it stays as it is.
    """
    if case is None:
        return flowchart
    visited = {passed.step.id for passed in case.passed}
    current = case.step.id if case.step else None
    taken = set(case.taken)
    return replace(
        flowchart,
        boxes=tuple(
            replace(box, visited=box.step in visited, current=box.step == current) for box in flowchart.boxes
        ),
        arrows=tuple(replace(arrow, taken=(arrow.step, arrow.answer) in taken) for arrow in flowchart.arrows),
    )


def flag(flowchart: Flowchart, flags: Mapping[Spot, Flag]) -> Flowchart:
    """Return the picture with a sign at each of these spots; a step that is not in it is left out.

    What is about an answer without an arrow, such as one that leads nowhere, is put on its step.
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
    """Return the picture with these flags on its boxes, and with these arrows, which have theirs."""
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
    Flag(sign=<Sign.ERROR: 'error'>, text='Leeg. Te lang.')
    """
    ordered = sorted(flags, key=lambda one: _ORDER.index(one.sign))
    return Flag(ordered[0].sign, " ".join(one.text for one in ordered if one.text)) if ordered else None


def signs_in(flowchart: Flowchart) -> tuple[Sign, ...]:
    """Return the signs that a picture has, in their order."""
    parts: tuple[Box | Arrow, ...] = (*flowchart.boxes, *flowchart.arrows)
    there = {part.flag.sign for part in parts if part.flag}
    return tuple(sign for sign in _ORDER if sign in there)


def weigh(flowchart: Flowchart, weights: Mapping[tuple[str, str], Weight], note: str = "") -> Flowchart:
    """Return the picture with each arrow as thick as its weight, heavy ones behind light ones.

    Parameters
    ----------
    flowchart
        Any picture.
    weights
        By step id and answer id. An arrow without one stays as it is.
    note
        What the thickness means, to stand under the legend.
    """
    arrows = [replace(arrow, weight=weights.get((arrow.step, arrow.answer))) for arrow in flowchart.arrows]
    leaving = {box.step: [arrow for arrow in arrows if arrow.step == box.step] for box in flowchart.boxes}
    return replace(
        flowchart,
        boxes=tuple(_weighed(box, leaving[box.step]) for box in flowchart.boxes),
        arrows=tuple(sorted(arrows, key=_share, reverse=True)),
        note=note,
    )


def fade(flowchart: Flowchart, keep: Collection[str]) -> Flowchart:
    """Return the picture with all steps but these standing back, and the arrows that are not between them."""
    return replace(
        flowchart,
        boxes=tuple(replace(box, faded=box.step not in keep) for box in flowchart.boxes),
        arrows=tuple(
            replace(arrow, faded=not {arrow.step, arrow.target} <= set(keep)) for arrow in flowchart.arrows
        ),
    )


def _step(spot: Spot) -> str:
    return spot if isinstance(spot, str) else spot[0]


def _flagged(box: Box, mine: Flag | None, arrows: Sequence[Arrow]) -> Box:
    said = [mine.text] if mine else []
    said += [_of_arrow(" ".join(arrow.lines), arrow.flag) for arrow in arrows if arrow.flag]
    return replace(box, flag=mine, description=clean(" ".join((*said, box.description))))


def _of_arrow(label: str, flag: Flag) -> str:
    return f"Antwoord ‘{label}’: {SIGNS[flag.sign].lower()}. {flag.text}".strip()


def _share(arrow: Arrow) -> float:
    return arrow.weight.share if arrow.weight else 0


def _weighed(box: Box, arrows: Sequence[Arrow]) -> Box:
    weights = (f"{' '.join(arrow.lines)}: {arrow.weight.text}." for arrow in arrows if arrow.weight)
    return replace(box, description=" ".join([box.description, *weights]).strip())
