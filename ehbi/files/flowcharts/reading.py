"""The one door for a file: a handbook of our own, or somebody's flowchart, whatever form it has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

import networkx as nx

from ...handbook import Handbook, clock
from ...handbook.checks import check
from ...handbook.errors import HandbookError, Problem
from .. import bundles
from ..documents import examine, loses_comments
from ..drafting import Flowchart, flowchart
from ..networks import from_networkx
from ..source import decoded, parse_source, refusal, refuse_characters, refuse_size
from . import refuse_large, sniffing
from .sniffing import Form, Other

READABLE = "Mermaid, draw.io, GraphML, DOT, Twee, CSV en Excel (XLSX), en YAML of JSON van EHBI"
"""What can be read, for people."""
READERS = {
    Form.MERMAID: ("mermaid", "read"),
    Form.MARKDOWN: ("mermaid", "read"),
    Form.DOT: ("dot", "read"),
    Form.GRAPHML: ("graphml", "read"),
    Form.DRAWIO: ("drawio", "read"),
    Form.DRAWIO_PNG: ("drawio", "read_png"),
    Form.TWEE: ("twee", "read"),
    Form.TABLE: ("table", "read"),
    Form.WORKBOOK: ("table", "read_workbook"),
}
"""The file and the function that read a form, imported when they are needed; books and pictures as bytes."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: either what somebody drew, or a handbook of our own with its problems.

    Of a handbook of the wrong shape there are only problems. ``loses_comments``: it has some that no handbook
    keeps.
    """

    form: Form
    drawn: Flowchart | None = None
    handbook: Handbook | None = None
    problems: tuple[Problem, ...] = ()
    loses_comments: bool = False

    @property
    def is_sound(self) -> bool:
        """Whether it is a handbook without errors."""
        return self.handbook is not None and not any(one.is_error for one in self.problems)


def read(content: bytes, name: str, folder: Path | None = None) -> Reading:
    """Return what the bytes of a file are; ``name`` is that of the file, for messages.

    Pictures of a handbook are in the file, if it is a zip, or beside it in its ``folder``.

    Raises
    ------
    HandbookError
        It is nothing that can be read, which the error tells with what it looks like; or there is something
        wrong with it that leaves no flowchart to show.
    """
    found = sniffing.of_bytes(content)
    if found is Form.HANDBOOK:
        return _own(bundles.unpacked(content, name))
    refuse_size(content, name)
    if found in {Form.WORKBOOK, Form.DRAWIO_PNG}:
        return _read(found, content, name)
    if isinstance(found, Other):
        raise _unreadable(found, name)
    text, is_guessed = _decoded(content, name)
    if not text.strip():
        raise refusal(name, 1, "Het bestand is leeg", "Kies een ander bestand")
    form = sniffing.of_text(text, name)
    if isinstance(form, Other):
        raise _unreadable(form, name)
    if form is not Form.HANDBOOK:
        refuse_characters(text, name)
        return _read(form, text, name)
    text = decoded(content, name) if is_guessed else text
    return _own(bundles.Bundle(name, text, folder=folder))


def _own(file: bundles.Bundle) -> Reading:
    handbook, problems = examine(parse_source(file.text, file.name))
    supplied = handbook and file.supplied(handbook)
    return Reading(Form.HANDBOOK, None, supplied, problems, loses_comments(file.text))


def _unreadable(found: Other, name: str) -> HandbookError:
    message, remedy = "Dit lijkt op {looks}; dat kan EHBI niet lezen", "{what}. Wat wel kan: {readable}"
    return refusal(name, 0, message, remedy, looks=found.looks, what=found.remedy, readable=READABLE)


def _decoded(content: bytes, name: str) -> tuple[str, bool]:
    """Return the text of a file, and whether its encoding is a guess: Excel on Windows saves its own."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16"), False
        except UnicodeDecodeError:
            raise refusal(name, 1, "Het bestand is beschadigd", "Bewaar het opnieuw, als UTF-8") from None
    try:
        return content.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), True
    except UnicodeDecodeError:
        return decoded(content, name), False


def _read(form: Form, content: str | bytes, name: str) -> Reading:
    module, function = READERS[form]
    reader: Callable[[Any, str], nx.MultiDiGraph[Any]]
    reader = getattr(import_module(f".{module}", __package__), function)
    graph = reader(content, name)
    base = graph.graph.get("base")
    if isinstance(base, Handbook):
        handbook = from_networkx(graph, base)
        return Reading(form, None, handbook, check(handbook, clock.today()))
    if not graph:
        raise refusal(name, 1, "Er staan geen stappen in dit bestand", "Kies het bestand met de flowchart")
    refuse_large(name, graph.number_of_nodes(), graph.number_of_edges())
    drawn = flowchart(graph)
    told = dict.fromkeys((*graph.graph.get("told", ()), *drawn.told))
    return Reading(form, replace(drawn, told=tuple(told)))
