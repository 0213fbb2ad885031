"""Unplaced boxes and arrows for steps and answers: which symbol, which text, how large."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate

from ..handbook.model import Answer, Handbook, Step
from ..handbook.summary import KIND_NAMES, OUTCOME_NAMES
from ..handbook.values import Kind
from .model import Arrow, Box, Line, Party, Role, Score, Shape
from .style import COLOURS
from .text import clean, width, wrap

SIZE = {Role.WHO: 12, Role.TITLE: 13, Role.ASKS: 12, Role.SCORE: 13}
LEADING = {Role.WHO: 16, Role.TITLE: 16, Role.ASKS: 15, Role.SCORE: 17}
LABEL_SIZE = 12
LABEL_LEADING = 14
MARK = 22
"""Diameter of the round mark in a start or an outcome."""

_SHAPES = {
    Kind.SITUATION: Shape.START,
    Kind.QUESTION: Shape.QUESTION,
    Kind.ACTION: Shape.ACTION,
    Kind.OUTCOME: Shape.OUTCOME,
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How wide text may become, in CSS px: the title of a box, of a start, and the label of an arrow."""

    title: int
    start: int
    label: int


ROOMY = Limits(title=185, start=330, label=160)
NARROW = Limits(title=140, start=260, label=110)


def _lines(texts: list[tuple[Role, str]], limit: float) -> tuple[Line, ...]:
    """Return the wrapped lines, centred around their middle."""
    flat = [
        (role, line)
        for role, text in texts
        for line in wrap(text, SIZE[role], limit + 26 * (role is Role.WHO))
    ]
    heights = [LEADING[role] for role, _ in flat]
    ends = list(accumulate(heights))
    middle = ends[-1] / 2
    return tuple(
        Line(text, role, 0, end - height / 2 - middle)
        for (role, text), height, end in zip(flat, heights, ends, strict=True)
    )


def _widest(lines: tuple[Line, ...]) -> float:
    return max(width(line.text, SIZE[line.role]) for line in lines)


def _tall(lines: tuple[Line, ...]) -> float:
    return sum(LEADING[line.role] for line in lines)


def _reach(line: Line) -> float:
    """Return how far a line reaches from the middle of its box, up or down."""
    return abs(line.y) + SIZE[line.role] / 2


def _diamond(lines: tuple[Line, ...]) -> tuple[float, float]:
    """Return the width and height of the smallest flat diamond around these lines."""
    sizes = []
    for height in range(int(_tall(lines)) + 34, int(_tall(lines)) + 90, 4):
        inside = ((width(line.text, SIZE[line.role]) + 12, 1 - 2 * _reach(line) / height) for line in lines)
        sizes.append((max(wide / share for wide, share in inside), height))
    return min(sizes, key=lambda size: size[0] + 2.5 * size[1])


def _sized(box: Box) -> Box:
    lines = box.lines
    if box.shape is Shape.QUESTION:
        wide, tall = _diamond(lines)
        return replace(box, width=wide, height=tall)
    if box.shape is Shape.START:
        return replace(box, width=_widest(lines) + 36, height=_tall(lines) + 14)
    if box.shape is Shape.OUTCOME:
        aside = tuple(replace(line, x=MARK / 2 - 3) for line in lines)
        return replace(box, lines=aside, width=_widest(lines) + MARK + 26, height=_tall(lines) + 14)
    if box.shape is Shape.CONNECTOR:
        raised = tuple(replace(line, y=line.y - 6) for line in lines)
        return replace(box, lines=raised, width=_widest(lines) + 28, height=_tall(lines) + 28)
    return replace(box, width=max(_widest(lines) + 26, 120), height=_tall(lines) + 14)


def parties_of(handbook: Handbook) -> dict[str, Party]:
    """Return the parties by id, in the handbook's order.

    A party that a step names and the handbook does not know, as in a draft, goes by its id.
    """
    names = {party.id: party.name for party in handbook.parties}
    names |= {step.party: step.party for step in handbook.steps if step.party not in names}
    return {
        id_: Party(id_, clean(name), number % COLOURS) for number, (id_, name) in enumerate(names.items())
    }


def caption(handbook: Handbook, step: Step) -> str:
    """Return the caption of a box: what it is, and who acts where that is not who reads the handbook."""
    what = OUTCOME_NAMES[step.outcome] if step.outcome else KIND_NAMES[step.kind]
    number = f" {step.number}" if step.number else ""
    names = {party.id: party.name for party in handbook.parties}
    reader = next(iter(names), "")
    others = [names.get(step.party, step.party)] if step.party != reader else []
    return " · ".join((f"{what}{number}", *others))


def _connector_caption(step: Step) -> str:
    """Return the caption of a connector: where the case goes on."""
    return f"Verder bij situatie {step.number}" if step.number else "Verder bij een andere situatie"


def accessible_name(step: Step, line: str) -> str:
    """Return what a screen reader says for a box: the text in it."""
    asks = f" {step.prompt}" if step.prompt else ""
    return f"{line}. {step.title}.{asks}"


def _description(handbook: Handbook, step: Step) -> str:
    """Return where each answer of a step leads, as sentences."""
    known = (answer for answer in step.answers if answer.next in handbook)
    return " ".join(f"{answer.label}: naar {handbook.step(answer.next).title}." for answer in known)


def box_of(handbook: Handbook, step: Step, party: Party, limits: Limits, *, connector: bool) -> Box:
    """Return the box of a step, sized for its text and not yet placed.

    A step that stands in another picture is an off-page connector.
    """
    shape = Shape.CONNECTOR if connector else _SHAPES[step.kind]
    line = _connector_caption(step) if connector else caption(handbook, step)
    texts = [(Role.WHO, line), (Role.TITLE, clean(step.title) or step.id)]
    if shape is Shape.START and step.prompt:
        texts.append((Role.ASKS, step.prompt))
    return _sized(
        Box(
            step=step.id,
            shape=shape,
            party=party,
            lines=_lines(texts, _limit(shape, limits)),
            x=0,
            y=0,
            width=0,
            height=0,
            name=clean(accessible_name(step, line)),
            description=clean(_description(handbook, step)),
            outcome=step.outcome,
        )
    )


def scored(box: Box, score: Score, limits: Limits) -> Box:
    """Return a box that is not yet placed with how its step was answered in it."""
    texts = [(line.role, line.text) for line in box.lines]
    texts += [(Role.SCORE, text) for text in score.lines]
    description = clean(f"{score.text} {box.description}")
    return _sized(replace(box, lines=_lines(texts, _limit(box.shape, limits)), description=description))


def _limit(shape: Shape, limits: Limits) -> int:
    return limits.start if shape is Shape.START else limits.title


def arrow_of(step: Step, answer: Answer, limits: Limits) -> Arrow:
    """Return the arrow of an answer with its wrapped label, not yet placed."""
    lines = wrap(answer.label, LABEL_SIZE, limits.label)
    wide = max((width(line, LABEL_SIZE) for line in lines), default=0) + 10
    tall = len(lines) * LABEL_LEADING + 2
    return Arrow(step.id, answer.id, answer.next, (), lines, 0, 0, wide, tall)
