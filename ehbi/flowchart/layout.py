"""Layout of a flowchart: which steps, in which order, and where the placement puts them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

import networkx as nx

from ..handbook.case import Case
from ..handbook.graph import starts
from ..handbook.model import Handbook
from ..handbook.step import Step
from ..handbook.text import clean
from ..handbook.values import Kind
from .annotations import leaving, mark
from .boxes import NARROW, ROOMY, Limits, arrow_of, box_of, parties_of, scored
from .model import Arrow, Box, Flowchart, Party, Point, Score, Shape
from .placement import Link, Placed, place

FITS = 760
"""Width in CSS px that a chart of one situation should not exceed."""
_MARGIN = 10
_START_MARGIN, _START_GAP = 24, 22
_STARTS = "Waar een casus begint"
_SPINE, _SIDE = 8, 1  # how straight an arrow to a step where the case goes on is, and one to an outcome
_NONE: Mapping[str, Score] = MappingProxyType({})
_NEAR = 3  # a label stays this much nearer to the step that asks than to the next one


def is_connector(step: Step, situation: str | None) -> bool:
    """Return whether a step is only a connector in the picture of a situation."""
    return situation is not None and step.kind is Kind.SITUATION and step.id != situation


def included(handbook: Handbook, situation: str | None) -> Iterator[Step]:
    """Yield the steps in the picture of a situation, in the handbook's order; connectors are among them."""
    if situation is None:
        yield from handbook.steps
        return
    seen, todo = {situation}, [situation]
    while todo:
        step = handbook.step(todo.pop())
        if not is_connector(step, situation):
            new = {answer.next for answer in step.answers if answer.next in handbook} - seen
            seen |= new
            todo += new
    yield from (step for step in handbook.steps if step.id in seen)


def owners(handbook: Handbook, situations: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return for each step the situations in whose pictures it stands as itself, and not as a connector."""
    found: dict[str, tuple[str, ...]] = {}
    for situation in situations:
        for step in included(handbook, situation):
            if not is_connector(step, situation):
                found[step.id] = (*found.get(step.id, ()), situation)
    return found


def _depths(own: Mapping[str, Sequence[Arrow]]) -> dict[str, int]:
    """Return for each step how many answers the longest way on from it has; a cycle is not gone round."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(own)
    graph.add_edges_from((arrow.step, arrow.target) for arrows in own.values() for arrow in arrows)
    depths: dict[str, int] = {}
    for step in nx.dfs_postorder_nodes(graph):
        depths[step] = max((1 + depths.get(target, 0) for target in graph[step]), default=0)
    return depths


def spread(arrows: Sequence[Arrow]) -> list[Arrow]:
    """Return the arrows with, at each step, the longest way on in the middle and the others beside it.

    Graphviz keeps the order in which it is given things where crossings leave the choice. In that of the
    handbook a chart leans to one side, a staircase; spread, the main road runs down the middle.
    """
    own = leaving(arrows)
    depths = _depths(own)
    order: list[Arrow] = []
    for step in sorted(own, key=lambda step: -depths[step]):
        *short, longest = sorted(own[step], key=lambda arrow: depths[arrow.target])
        order += [*short[1::2], longest, *reversed(short[::2])]
    return order


def _unplaced(
    handbook: Handbook, situation: str | None, limits: Limits, scores: Mapping[str, Score]
) -> tuple[dict[str, Box], list[Arrow]]:
    parties = parties_of(handbook)
    steps = list(included(handbook, situation))
    boxes = {}
    for step in steps:
        connector = is_connector(step, situation)
        box = box_of(handbook, step, parties[step.party], limits, connector=connector)
        score = None if connector else scores.get(step.id)
        boxes[step.id] = scored(box, score, limits) if score else box
    answers = ((step, answer) for step in steps for answer in step.answers if answer.next in boxes)
    arrows = [arrow_of(step, answer, limits) for step, answer in answers if not is_connector(step, situation)]
    return boxes, spread(arrows)


def _links(boxes: Mapping[str, Box], arrows: Sequence[Arrow], names: Mapping[str, str]) -> Iterator[Link]:
    for index, arrow in enumerate(arrows):
        weight = _SIDE if boxes[arrow.target].shape is Shape.OUTCOME else _SPINE
        yield Link(names[arrow.step], f"a{index}", weight * _NEAR)
        yield Link(f"a{index}", names[arrow.target], weight)


def _moved(point: Point) -> Point:
    return (point[0] + _MARGIN, point[1] + _MARGIN)


def _drawn(arrow: Arrow, index: int, placed: Placed) -> Arrow:
    """Return the arrow as one: the curve to its label, straight on behind it, and the curve from it."""
    to, on = placed.curves[2 * index], placed.curves[2 * index + 1]
    x, y = _moved(placed.middles[f"a{index}"])
    return replace(arrow, x=x, y=y, points=tuple(map(_moved, (*to, to[-1], on[0], *on))))


def lay_out_within(
    handbook: Handbook, situation: str | None, limits: Limits, scores: Mapping[str, Score] = _NONE
) -> Flowchart:
    """Return the picture with its text as wide as these limits: the narrower, the taller it becomes."""
    boxes, arrows = _unplaced(handbook, situation, limits, scores)
    title = clean(handbook.title if situation is None else handbook.step(situation).title)
    return _arranged(title, tuple(boxes.values()), tuple(arrows), tuple(parties_of(handbook).values()))


@lru_cache(maxsize=64)
def _arranged(
    title: str, unplaced: tuple[Box, ...], arrows: tuple[Arrow, ...], parties: tuple[Party, ...]
) -> Flowchart:
    """Return these boxes and arrows in their places; what a picture does not show makes no other one."""
    boxes = {box.step: box for box in unplaced}
    names = {step: f"s{index}" for index, step in enumerate(boxes)}
    sizes = {names[step]: (box.width, box.height) for step, box in boxes.items()}
    sizes |= {f"a{index}": (arrow.width, arrow.height) for index, arrow in enumerate(arrows)}
    placed = place(sizes, list(_links(boxes, arrows, names)))
    middles = {step: _moved(placed.middles[name]) for step, name in names.items()}
    put = [replace(box, x=middles[step][0], y=middles[step][1]) for step, box in boxes.items()]
    return Flowchart(
        title=title,
        boxes=tuple(sorted(put, key=lambda box: (box.y, box.x))),
        arrows=tuple(_drawn(arrow, index, placed) for index, arrow in enumerate(arrows)),
        parties=_acting(parties, put),
        width=placed.width + 2 * _MARGIN,
        height=placed.height + 2 * _MARGIN,
    )


@lru_cache(maxsize=64)
def lay_out(handbook: Handbook, situation: str | None = None) -> Flowchart:
    """Return the picture of a handbook, or of one situation.

    In that of a situation only what can follow is shown, and another situation is a connector to its own
    picture. It is 760 CSS px wide or less, unless its texts do not allow it.

    Raises
    ------
    UnknownStepError
        The handbook has no step ``situation``.

    Examples
    --------
    >>> import ehbi
    >>> lay_out(ehbi.load(), "nieuw-pasnummer")
    <Flowchart 'Inloggen met een nieuw pasnummer lukt niet': 6 boxes, 8 arrows>
    """
    flowchart = lay_out_within(handbook, situation, ROOMY)
    if situation is None or flowchart.width <= FITS:
        return flowchart
    return lay_out_within(handbook, situation, NARROW)


def lay_out_starts(handbook: Handbook) -> Flowchart:
    """Return the starts of a handbook below each other, without what follows from them."""
    parties = parties_of(handbook)
    boxes = [box_of(handbook, step, parties[step.party], ROOMY, connector=False) for step in starts(handbook)]
    width = max(box.width for box in boxes) + 2 * _START_MARGIN
    top = float(_START_MARGIN)
    placed = []
    for box in boxes:
        placed.append(replace(box, x=width / 2, y=top + box.height / 2))
        top += box.height + _START_GAP
    height = top - _START_GAP + _START_MARGIN
    return Flowchart(_STARTS, tuple(placed), (), _acting(parties.values(), boxes), width, height)


def _acting(parties: Iterable[Party], boxes: Iterable[Box]) -> tuple[Party, ...]:
    """Return the parties of these boxes; in a connector nobody acts."""
    used = {box.party.id for box in boxes if box.shape is not Shape.CONNECTOR}
    return tuple(party for party in parties if party.id in used)


def chart_of(handbook: Handbook, case: Case | None = None, situation: str | None = None) -> Flowchart:
    """Return the picture of a situation, else of where the case is, else of the whole handbook."""
    if situation is None and case and case.situation:
        situation = case.situation.id
    return mark(lay_out(handbook, situation), case)
