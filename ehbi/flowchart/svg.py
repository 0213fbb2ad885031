"""The picture as SVG of our own making.

A node is a link, ``<a href="#STEP">``: in the static book it works without JavaScript, and a link is
reached with Tab, followed with Enter and named to a screen reader without further roles. The widget
listens to the same link and keeps the browser from following it.
"""

from __future__ import annotations

from functools import lru_cache
from xml.etree import ElementTree as ET

from ..handbook.model import Handbook
from . import words
from .boards import ON_ARROW, ON_BOX, at_arrow, at_box, board, strokes
from .boxes import LABEL_LEADING, LABEL_SIZE, MARK, SIZE
from .layout import lay_out
from .legend import Legend, legend_of
from .markup import add, add_disc, add_text, names, number, pairs, path
from .model import Arrow, Box, Flowchart, Point, Shape
from .shapes import OUTCOME_MARKS, TICK, badge, head, outline, radius_of, stem, thickness
from .signs import Flag, Sign
from .style import CSS
from .text import clean

_BADGE = 9


def _arrow(parent: ET.Element, arrow: Arrow) -> None:
    states = {"taken": arrow.taken, "faded": arrow.faded, "idle": arrow.idle}
    group = add(parent, "g", class_=names("arrow", **states) + _marked(arrow.flag))
    group.attrib |= {"data-from": arrow.step, "data-answer": arrow.answer, "data-to": arrow.target}
    first, *rest = stem(arrow)
    if told := [one.told for one in (arrow.weight, arrow.flag) if one and one.told]:
        add(group, "title", clean(" ".join(told)))
    curve = add(group, "path", class_="stem", d=f"M{pairs([first])}C{pairs(rest)}")
    if arrow.weight:
        curve.set("style", f"stroke-width:{number(thickness(arrow))}px")
    add(group, "path", class_="head", d=f"M{pairs(head(arrow))}Z")
    left, top = arrow.x - arrow.width / 2, arrow.y - arrow.height / 2
    add(group, "rect", class_="plate", x=left, y=top, width=arrow.width, height=arrow.height, rx=6)
    for index, line in enumerate(arrow.lines):
        middle = (arrow.x, top + 1 + (index + 0.5) * LABEL_LEADING)
        add_text(group, line, "label", middle, LABEL_SIZE)
    if arrow.flag:
        _sign(group, arrow.flag.sign, at_arrow(arrow), ON_ARROW)


def _marked(flag: Flag | None) -> str:
    return f" flagged flag-{flag.sign}" if flag else ""


def _sign(parent: ET.Element, sign: Sign, middle: Point, half: float) -> None:
    group = add(parent, "g", class_=f"sign flag-{sign}", transform=f"translate({pairs([middle])})")
    add(group, "path", class_="board", d=path(board(sign, half)))
    add(group, "path", class_="stroke", d="".join("M" + pairs(stroke) for stroke in strokes(sign, half)))


def _spoken(box: Box) -> str:
    said = [words.SIGNS[box.flag.sign]] if box.flag else []
    said += [words.FADED] * box.faded + [words.VISITED] * box.visited
    return " ".join([box.spoken, *(f"{part}." for part in said)])


def _link(parent: ET.Element, box: Box, prefix: str) -> ET.Element:
    states = {"visited": box.visited, "current": box.current, "faded": box.faded}
    name = names(f"node {box.shape} party-{box.party.colour}", **states) + _marked(box.flag)
    node = add(parent, "a", href=f"#{box.step}", class_=name, data_step=box.step)
    node.set("transform", f"translate({pairs([(box.x, box.y)])})")
    node.set("aria-label", _spoken(box))
    if box.current:
        node.set("aria-current", "step")
    if box.told:
        node.set("aria-describedby", f"{prefix}_{box.step}")
        add(node, "desc", box.told, id=f"{prefix}_{box.step}")
    if box.flag and box.flag.told:
        add(node, "title", clean(box.flag.told))
    return node


def _shape(node: ET.Element, name: str, box: Box, grow: float) -> None:
    if box.shape in {Shape.QUESTION, Shape.CONNECTOR}:
        add(node, "path", class_=name, d=path(outline(box, grow)))
    else:
        x, y, rx = box.width / 2 + grow, box.height / 2 + grow, radius_of(box, grow)
        add(node, "rect", class_=name, x=-x, y=-y, width=2 * x, height=2 * y, rx=rx)


def _node(parent: ET.Element, box: Box, prefix: str) -> None:
    node = _link(parent, box, prefix)
    _shape(node, "halo", box, 4)
    _shape(node, "shape", box, 0)
    for line in box.lines:
        add_text(node, line.text, line.role, (line.x, line.y), SIZE[line.role])
    if box.shape is Shape.OUTCOME and box.outcome:
        left = (MARK / 2 + 8 - box.width / 2, 0)
        disc = add_disc(node, "mark", left, MARK / 2 - 1)
        add(disc, "path", d="".join("M" + pairs(stroke) for stroke in OUTCOME_MARKS[box.outcome]))
    state = add_disc(node, "badge", badge(box), _BADGE)
    add(state, "path", class_="tick", d="M" + pairs(TICK))
    add(state, "circle", class_="here", r=_BADGE / 2)
    if box.flag:
        _sign(node, box.flag.sign, at_box(box), ON_BOX)


def _legend(parent: ET.Element, legend: Legend) -> None:
    group = add(parent, "g", class_="legend")
    add_text(group, f"{words.LEGEND}:", "heading", (legend.x, legend.y), LABEL_SIZE)
    for entry in legend.entries:
        item = add(group, "g", class_=f"party-{entry.party.colour}")
        add(item, "rect", class_="shape", x=entry.x, y=entry.y - 7, width=14, height=14, rx=4)
        add_text(item, entry.party.name, "label", (entry.x + 22, entry.y), LABEL_SIZE)
    if legend.signs:
        add_text(group, f"{words.SIGNS_LEGEND}:", "heading", (legend.x, legend.signs[0].y), LABEL_SIZE)
    for sign in legend.signs:
        _sign(group, sign.sign, (sign.x + 7, sign.y), ON_ARROW)
        add_text(group, words.SIGNS[sign.sign], "label", (sign.x + 22, sign.y), LABEL_SIZE)
    for line, y in legend.note:
        add_text(group, line, "note", (legend.x, y), LABEL_SIZE)


def _root(flowchart: Flowchart, legend: Legend, prefix: str) -> ET.Element:
    width, height = number(legend.width), number(legend.height)
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "class": "ehbi-flowchart"})
    root.attrib |= {"width": width, "height": height, "viewBox": f"0 0 {width} {height}"}
    root.attrib |= {"role": "group", "aria-label": f"{words.CHART}: {flowchart.title}"}
    root.attrib |= {"aria-describedby": prefix, "data-visited": words.VISITED}
    add(root, "desc", words.READ, id=prefix)
    return root


def to_markup(flowchart: Flowchart, prefix: str = "flowchart", *, standalone: bool = False) -> str:
    """Return a picture as SVG.

    Parameters
    ----------
    flowchart
        What to draw.
    prefix
        What ids in it start with; several pictures in one page need different ones.
    standalone
        Whether it carries its own style, for a file. In a page :data:`ehbi.flowchart.CSS` is that style.

    Returns
    -------
    str
        One ``svg`` element, well-formed as XML and as part of an HTML page. Text from the handbook is
        always text in it, never markup.

    Examples
    --------
    >>> import ehbi
    >>> to_markup(lay_out(ehbi.load(), "reset-mail"))[:41]
    '<svg xmlns="http://www.w3.org/2000/svg" c'
    """
    legend = legend_of(flowchart)
    root = _root(flowchart, legend, prefix)
    if standalone:
        add(root, "title", flowchart.title)
        add(root, "style", CSS)
    add(root, "rect", class_="paper", width=legend.width, height=legend.height, rx=10)
    arrows = add(root, "g", class_="arrows", aria_hidden="true")
    for arrow in flowchart.arrows:
        _arrow(arrows, arrow)
    nodes = add(root, "g", class_="nodes")
    for box in flowchart.boxes:
        _node(nodes, box, prefix)
    _legend(root, legend)
    return ET.tostring(root, encoding="unicode")


@lru_cache(maxsize=64)
def page_svg(handbook: Handbook, situation: str | None = None, prefix: str = "chart") -> str:
    """Return the picture of a handbook or of one situation for a page that has the style sheet.

    Parameters
    ----------
    handbook, situation
        What to show, as for :func:`lay_out`.
    prefix
        What ids in it start with; each picture in a page needs its own.
    """
    return to_markup(lay_out(handbook, situation), prefix)
