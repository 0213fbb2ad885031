"""Annotations of a picture that has been laid out: a case's path, signs, traffic, and what stands back.

Arrows are not read aloud: the box that asks tells what is said of its arrows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from ..handbook.case import Case
from ..handbook.text import clean
from .boxes import LABEL_LEADING, LABEL_SIZE
from .model import Arrow, Box, Flag, Flowchart, Sign, Weight
from .text import width

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


def leaving(arrows: Iterable[Arrow]) -> dict[str, list[Arrow]]:
    """Return the arrows by the step that they leave from."""
    found: dict[str, list[Arrow]] = {}
    for arrow in arrows:
        found.setdefault(arrow.step, []).append(arrow)
    return found


def flag(flowchart: Flowchart, flags: Mapping[Spot, Flag]) -> Flowchart:
    """Return the picture with a sign at each of these spots; a step that is not in it is left out.

    What is about an answer without an arrow, such as one that leads nowhere, is put on its step.
    """
    arrows = [replace(arrow, flag=flags.get((arrow.step, arrow.answer))) for arrow in flowchart.arrows]
    drawn = {(arrow.step, arrow.answer) for arrow in arrows}
    on_boxes: dict[str, list[Flag]] = {}
    for spot, one in flags.items():
        if spot not in drawn:
            on_boxes.setdefault(spot if isinstance(spot, str) else spot[0], []).append(one)
    return flagged(flowchart, {step: merged(own) for step, own in on_boxes.items()}, arrows)


def flagged(flowchart: Flowchart, on_boxes: Mapping[str, Flag | None], arrows: Sequence[Arrow]) -> Flowchart:
    """Return the picture with these flags on its boxes, and with these arrows, which have theirs."""
    own = leaving(arrows)
    boxes = (_flagged(box, on_boxes.get(box.step), own.get(box.step, ())) for box in flowchart.boxes)
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
    """Return the picture with each arrow as thick as its weight and with its number, heavy ones behind.

    Weights are by step id and answer id; an arrow without one stays as it is. The note stands under the
    legend, to say what the thickness means.
    """
    arrows = [replace(arrow, weight=weights.get((arrow.step, arrow.answer))) for arrow in flowchart.arrows]
    own = leaving(arrows)
    boxes = (_weighed(box, own.get(box.step, ())) for box in flowchart.boxes)
    numbered = map(_numbered, arrows)
    ordered = sorted(numbered, key=lambda arrow: -arrow.weight.share if arrow.weight else 0)
    return replace(flowchart, boxes=tuple(boxes), arrows=tuple(ordered), note=note)


def fade(flowchart: Flowchart, keep: Collection[str]) -> Flowchart:
    """Return the picture with all steps but these standing back, and the arrows that are not between them."""
    return replace(
        flowchart,
        boxes=tuple(replace(box, faded=box.step not in keep) for box in flowchart.boxes),
        arrows=tuple(
            replace(arrow, faded=not {arrow.step, arrow.target} <= set(keep)) for arrow in flowchart.arrows
        ),
    )


def _numbered(arrow: Arrow) -> Arrow:
    if not (arrow.weight and arrow.weight.number):
        return arrow
    wide = max(arrow.width, width(arrow.weight.number, LABEL_SIZE) + 10)
    lines = (*arrow.lines, arrow.weight.number)
    return replace(arrow, lines=lines, width=wide, height=arrow.height + LABEL_LEADING)


def _flagged(box: Box, mine: Flag | None, arrows: Sequence[Arrow]) -> Box:
    said = [mine.text] if mine else []
    for arrow in arrows:
        if arrow.flag:
            what = f"Antwoord ‘{' '.join(arrow.lines)}’: {SIGNS[arrow.flag.sign].lower()}."
            said.append(f"{what} {arrow.flag.text}".strip())
    return replace(box, flag=mine, description=clean(" ".join((*said, box.description))))


def _weighed(box: Box, arrows: Sequence[Arrow]) -> Box:
    weights = (f"{' '.join(arrow.lines)}: {arrow.weight.text}." for arrow in arrows if arrow.weight)
    return replace(box, description=" ".join([box.description, *weights]).strip())
