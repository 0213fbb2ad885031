"""Unplaced boxes and arrows for steps and answers: which symbol, which text, how large."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..handbook.model import Handbook
from ..handbook.placeholders import UNDECIDED, UNDECIDED_NAME
from ..handbook.step import Answer, Step
from ..handbook.text import clean
from ..handbook.values import Kind
from .model import Arrow, Box, Line, Party, Role, Score, Shape
from .style import COLOURS, OPEN
from .text import width, wrap

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
    lines = []
    bottom = 0.0
    for role, text in texts:
        for part in wrap(text, SIZE[role], limit + 26 * (role is Role.WHO)):
            lines.append(Line(part, role, 0, bottom + LEADING[role] / 2))
            bottom += LEADING[role]
    return tuple(replace(line, y=line.y - bottom / 2) for line in lines)


def _diamond(lines: tuple[Line, ...], tall: int) -> tuple[float, int]:
    """Return the width and height of the smallest flat diamond around these lines."""
    sizes = []
    for height in range(tall + 34, tall + 90, 4):
        # How much of its width is left where a line reaches furthest from its middle, up or down.
        shares = (1 - (2 * abs(line.y) + SIZE[line.role]) / height for line in lines)
        wide = (width(line.text, SIZE[line.role]) + 12 for line in lines)
        sizes.append((max(one / share for one, share in zip(wide, shares, strict=True)), height))
    return min(sizes, key=lambda size: size[0] + 2.5 * size[1])


def _sized(box: Box) -> Box:
    """Return a box with the size that its lines need, and those where its shape has room for them."""
    lines = box.lines
    wide = max(width(line.text, SIZE[line.role]) for line in lines)
    tall = sum(LEADING[line.role] for line in lines)
    match box.shape:
        case Shape.QUESTION:
            wide, tall = _diamond(lines, tall)
        case Shape.START:
            wide, tall = wide + 36, tall + 14
        case Shape.OUTCOME:
            lines = tuple(replace(line, x=MARK / 2 - 3) for line in lines)
            wide, tall = wide + MARK + 26, tall + 14
        case Shape.CONNECTOR:
            lines = tuple(replace(line, y=line.y - 6) for line in lines)
            wide, tall = wide + 28, tall + 28
        case _:
            wide, tall = max(wide + 26, 120), tall + 14
    return replace(box, lines=lines, width=wide, height=tall)


def parties_of(handbook: Handbook) -> dict[str, Party]:
    """Return the parties by id, in the handbook's order.

    A party that a step names and the handbook does not know, as in a draft, goes by its id.
    """
    names = {party.id: party.name for party in handbook.parties}
    names |= {step.party: _unknown(step.party) for step in handbook.steps if step.party not in names}
    colours = {id_: OPEN if id_ == UNDECIDED else at % COLOURS for at, id_ in enumerate(names)}
    return {id_: Party(id_, clean(name), colours[id_]) for id_, name in names.items()}


def _unknown(party: str) -> str:
    return UNDECIDED_NAME if party == UNDECIDED else party


def caption(handbook: Handbook, step: Step) -> str:
    """Return the caption of a box: what it is, and who acts where that is not who reads the handbook."""
    what = (step.outcome or step.kind).label
    number = f" {step.number}" if step.number else ""
    names = {party.id: party.name for party in handbook.parties}
    reader = next(iter(names), "")
    others = [names.get(step.party, _unknown(step.party))] if step.party != reader else []
    return " · ".join((f"{what}{number}", *others))


def accessible_name(step: Step, line: str) -> str:
    """Return what a screen reader says for a box: the text in it."""
    asks = f" {step.prompt}" if step.prompt else ""
    return f"{line}. {step.title}.{asks}"


def box_of(handbook: Handbook, step: Step, party: Party, limits: Limits, *, connector: bool) -> Box:
    """Return the box of a step, sized for its text and not yet placed.

    A step that stands in another picture is an off-page connector.
    """
    shape = Shape.CONNECTOR if connector else _SHAPES[step.kind]
    line = caption(handbook, step)
    if connector:
        line = f"Verder bij situatie {step.number}" if step.number else "Verder bij een andere situatie"
    texts = [(Role.WHO, line), (Role.TITLE, clean(step.title) or step.id)]
    if shape is Shape.START and step.prompt:
        texts.append((Role.ASKS, step.prompt))
    lines = _lines(texts, _limit(shape, limits))
    known = (answer for answer in step.answers if answer.next in handbook)
    leads = clean(" ".join(f"{answer.label}: naar {handbook.step(answer.next).title}." for answer in known))
    name = clean(accessible_name(step, line))
    return _sized(Box(step.id, shape, party, lines, name, leads, step.outcome))


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
