"""The picture as SVG of our own making.

A node is a link, ``<a href="#STEP">``: in the static book it works without JavaScript, and a link is
reached with Tab, followed with Enter and named to a screen reader without further roles. The widget
listens to the same link and keeps the browser from following it. Text is always set as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from xml.etree import ElementTree as ET

from ..handbook.case import Case
from ..handbook.model import Handbook
from ..handbook.text import clean
from . import shapes
from .annotations import SIGNS
from .boxes import LABEL_SIZE, MARK, SIZE
from .layout import chart_of, lay_out, lay_out_starts
from .legend import SWATCH, Legend, legend_of
from .model import Arrow, Box, Flag, Flowchart, Party, Point, Shape, Sign
from .shapes import Segment
from .style import CSS

_BASELINE = 0.35  # how far under its middle a line of text stands, in font sizes
_BADGE = 9
_VISITED, _FADED = "Al gedaan", "Buiten de keuze"
_READ = "Lees van boven naar beneden. Kies een stap om er meer over te lezen."


def _number(value: float) -> str:
    """Return a length with at most one decimal, and no minus before nothing."""
    return f"{round(value, 1) + 0:g}"


def _pairs(points: Sequence[Point]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _path(segments: Sequence[Segment]) -> str:
    return "".join(segment.command + _pairs(segment.points) for segment in segments)


def _lines(strokes: Iterable[Sequence[Point]]) -> str:
    return "".join("M" + _pairs(stroke) for stroke in strokes)


def _class(what: str, flag: Flag | None, **states: bool) -> str:
    """Return the value of a ``class``: what it is, and the states it is in."""
    marked = ["flagged", f"flag-{flag.sign}"] if flag else []
    return " ".join([what, *(state for state, holds in states.items() if holds), *marked])


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str | float) -> ET.Element:
    """Add an element; ``class_`` stands for ``class`` and ``data_step`` for ``data-step``."""
    named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    texts = {key: value if isinstance(value, str) else _number(value) for key, value in named.items()}
    element = ET.SubElement(parent, tag, texts)
    element.text = text or None
    return element


def _add_text(parent: ET.Element, text: str, role: str, middle: Point, size: float) -> None:
    _add(parent, "text", text, class_=role, x=middle[0], y=middle[1] + _BASELINE * size)


def _add_disc(parent: ET.Element, name: str, middle: Point, radius: float) -> ET.Element:
    """Add a group around a point with a disc in it, for a sign to be put on."""
    group = _add(parent, "g", class_=name, transform=f"translate({_pairs([middle])})")
    _add(group, "circle", class_="disc", r=radius)
    return group


def _arrow(parent: ET.Element, arrow: Arrow) -> None:
    name = _class("arrow", arrow.flag, taken=arrow.taken, faded=arrow.faded, idle=arrow.idle)
    group = _add(parent, "g", class_=name)
    group.attrib |= {"data-from": arrow.step, "data-answer": arrow.answer, "data-to": arrow.target}
    first, *rest = shapes.stem(arrow)
    if texts := [one.text for one in (arrow.weight, arrow.flag) if one and one.text]:
        _add(group, "title", clean(" ".join(texts)))
    curve = _add(group, "path", class_="stem", d=f"M{_pairs([first])}C{_pairs(rest)}")
    if arrow.weight:
        curve.set("style", f"stroke-width:{_number(shapes.thickness(arrow))}px")
    _add(group, "path", class_="head", d=f"M{_pairs(shapes.head(arrow))}Z")
    left, top = arrow.x - arrow.width / 2, arrow.y - arrow.height / 2
    _add(group, "rect", class_="plate", x=left, y=top, width=arrow.width, height=arrow.height, rx=6)
    for line, middle in shapes.label_lines(arrow):
        _add_text(group, line, "label", middle, LABEL_SIZE)
    if arrow.flag:
        _sign(group, arrow.flag.sign, shapes.sign_at_arrow(arrow), shapes.ON_ARROW)


def _sign(parent: ET.Element, sign: Sign, middle: Point, half: float) -> None:
    group = _add(parent, "g", class_=f"sign flag-{sign}", transform=f"translate({_pairs([middle])})")
    _add(group, "path", class_="board", d=_path(shapes.sign_outline(sign, half)))
    _add(group, "path", class_="stroke", d=_lines(shapes.sign_strokes(sign, half)))


def _link(parent: ET.Element, box: Box, prefix: str) -> ET.Element:
    what = f"node {box.shape} party-{box.party.colour}"
    name = _class(what, box.flag, visited=box.visited, current=box.current, faded=box.faded)
    node = _add(parent, "a", href=f"#{box.step}", class_=name, data_step=box.step)
    node.set("transform", f"translate({_pairs([(box.x, box.y)])})")
    said = [SIGNS[box.flag.sign]] if box.flag else []
    said += [_FADED] * box.faded + [_VISITED] * box.visited
    node.set("aria-label", " ".join([box.name, *(f"{part}." for part in said)]))
    if box.current:
        node.set("aria-current", "step")
    if box.description:
        node.set("aria-describedby", f"{prefix}_{box.step}")
        _add(node, "desc", box.description, id=f"{prefix}_{box.step}")
    if box.flag and box.flag.text:
        _add(node, "title", clean(box.flag.text))
    return node


def _shape(node: ET.Element, name: str, box: Box, grow: float) -> None:
    if box.shape in {Shape.QUESTION, Shape.CONNECTOR}:
        _add(node, "path", class_=name, d=_path(shapes.outline(box, grow)))
    else:
        x, y, rx = box.width / 2 + grow, box.height / 2 + grow, shapes.radius_of(box, grow)
        _add(node, "rect", class_=name, x=-x, y=-y, width=2 * x, height=2 * y, rx=rx)


def _node(parent: ET.Element, box: Box, prefix: str) -> None:
    node = _link(parent, box, prefix)
    _shape(node, "halo", box, 4)
    _shape(node, "shape", box, 0)
    for line in box.lines:
        _add_text(node, line.text, line.role, (line.x, line.y), SIZE[line.role])
    if box.shape is Shape.OUTCOME and box.outcome:
        disc = _add_disc(node, "mark", shapes.mark_at(box), MARK / 2 - 1)
        _add(disc, "path", d=_lines(shapes.OUTCOME_MARKS[box.outcome]))
    state = _add_disc(node, "badge", shapes.badge(box), _BADGE)
    _add(state, "path", class_="tick", d="M" + _pairs(shapes.TICK))
    _add(state, "circle", class_="here", r=_BADGE / 2)
    if box.flag:
        _sign(node, box.flag.sign, shapes.sign_at_box(box), shapes.ON_BOX)


def _legend(parent: ET.Element, legend: Legend) -> None:
    group = _add(parent, "g", class_="legend")
    for entry in legend.entries:
        item = group
        if isinstance(entry.of, Party):
            item = _add(group, "g", class_=f"party-{entry.of.colour}")
            _add(
                item,
                "rect",
                class_="shape",
                x=entry.x,
                y=entry.y - SWATCH / 2,
                width=SWATCH,
                height=SWATCH,
                rx=4,
            )
        elif entry.of:
            _sign(group, entry.of, entry.swatch, shapes.ON_ARROW)
        _add_text(item, entry.text, entry.role, (entry.left, entry.y), LABEL_SIZE)


def _root(flowchart: Flowchart, legend: Legend, prefix: str) -> ET.Element:
    width, height = _number(legend.width), _number(legend.height)
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "class": "ehbi-flowchart"})
    root.attrib |= {"width": width, "height": height, "viewBox": f"0 0 {width} {height}"}
    root.attrib |= {"role": "group", "aria-label": f"Stroomschema: {flowchart.title}"}
    root.attrib |= {"aria-describedby": prefix, "data-visited": _VISITED}
    _add(root, "desc", _READ, id=prefix)
    return root


def to_markup(flowchart: Flowchart, prefix: str = "flowchart", *, standalone: bool = False) -> str:
    """Return a picture as SVG: one element, in which text from the handbook is always text, never markup.

    Ids in it start with the prefix: several pictures in one page need different ones. Standing alone, in a
    file, it carries its own style; in a page that is :data:`ehbi.flowchart.CSS`.
    """
    legend = legend_of(flowchart)
    root = _root(flowchart, legend, prefix)
    if standalone:
        _add(root, "title", flowchart.title)
        _add(root, "style", CSS)
    _add(root, "rect", class_="paper", width=legend.width, height=legend.height, rx=10)
    arrows = _add(root, "g", class_="arrows", aria_hidden="true")
    for arrow in flowchart.arrows:
        _arrow(arrows, arrow)
    nodes = _add(root, "g", class_="nodes")
    for box in flowchart.boxes:
        _node(nodes, box, prefix)
    _legend(root, legend)
    return ET.tostring(root, encoding="unicode")


def to_svg(handbook: Handbook, case: Case | None = None, situation: str | None = None) -> str:
    """Return the picture as an SVG file with its own style, for light and dark screens; as :func:`draw`."""
    return to_markup(chart_of(handbook, case, situation), standalone=True)


def picture(shown: Handbook | Flowchart, case: Case | None = None) -> str:
    """Return what a notebook shows of a handbook, of a case in it, or of a flowchart: an SVG file."""
    chart = shown if isinstance(shown, Flowchart) else chart_of(shown, case)
    return to_markup(chart, standalone=True)


@lru_cache(maxsize=64)
def page_svg(handbook: Handbook, situation: str | None = None, prefix: str = "chart") -> str:
    """Return :func:`lay_out` as SVG for a page that has the style sheet; ids in it start with the prefix."""
    return to_markup(lay_out(handbook, situation), prefix)


def starts_svg(handbook: Handbook, prefix: str = "starts") -> str:
    """Return the starts as SVG for a page that has the style sheet; ids in it start with the prefix."""
    return to_markup(lay_out_starts(handbook), prefix)
