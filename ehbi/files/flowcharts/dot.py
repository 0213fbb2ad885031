"""DOT, the language of Graphviz: its own parser reads it, in a process of its own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from html import unescape
from typing import Any

import networkx as nx

from ...handbook.checks.size import ARROWS, STEPS
from ...handbook.text import clean
from ...handbook.values import Kind, OutcomeKind
from ..labels import is_html, plain
from ..networks import DIAMOND
from ..source import refusal
from . import dot_parser, embedded, refuse_large

PATIENCE = 30
"""Seconds that Graphviz may take; a large file takes one."""
_ASKS = frozenset({"diamond", "mdiamond", "rhombus"})
_KINDS = frozenset(Kind)
_CAPTIONS = frozenset(one.label for one in (*Kind, *OutcomeKind))
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_RECORD = re.compile(r"(\\.)|<[^<>]*>|[{}|]", re.DOTALL)
_LINE = re.compile(r"syntax error in line (\d+)")
_UNSEEN = "invis"


def read(text: str, file: str) -> nx.MultiDiGraph[Any]:
    """Return the graph that a DOT text describes; what EHBI wrote itself has its handbook as ``base``.

    Raises
    ------
    HandbookError
        The text is no DOT, its edges have no direction, it is larger than a handbook can be, or Graphviz
        does not come to an end with it.
    """
    return graph_of(parse(text, file), file)


def parse(text: str, file: str) -> Mapping[str, Any]:
    """Return what Graphviz makes of a text, or refuse the text; whatever it does, it does elsewhere."""
    remedy = "Kijk of Graphviz het bestand kan tekenen, of kies een ander bestand"
    program = [sys.executable, "-P", dot_parser.__file__, str(STEPS), str(ARROWS)]
    try:
        done = subprocess.run(  # noqa: S603  # our own module
            program, input=text.encode(errors="replace"), capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise refusal(file, 1, "Graphviz komt niet uit het bestand", remedy) from None
    if done.returncode:
        told = _LINE.search(done.stderr.decode(errors="replace"))
        raise refusal(file, int(told[1]) if told else 1, "Het bestand is geen goede DOT", remedy)
    found: Mapping[str, Any] = json.loads(done.stdout)
    return found


def graph_of(found: Mapping[str, Any], file: str) -> nx.MultiDiGraph[Any]:
    """Return what Graphviz told as a graph in our words."""
    refuse_large(file, found["steps"], found["arrows"])
    if not found["directed"]:
        message = "De lijnen hebben geen richting, en een handboek heeft pijlen nodig"
        raise refusal(file, 1, message, "Schrijf digraph in plaats van graph, en -> in plaats van --")
    lines = _lines if found["whole"] else _lines_or_html
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    for node, data, group in found["nodes"]:
        if _UNSEEN not in data.get("style", ""):
            graph.add_node(node, **_said(node, data, is_ours=bool(found["whole"])))
            if words := lines(group):
                graph.nodes[node]["group"] = words
    for tail, head, key, data in found["edges"]:
        if _UNSEEN not in data.get("style", "") and tail in graph and head in graph:
            ends = (head, tail) if data.get("dir") == "back" else (tail, head)
            texts = (lines(data[name]).replace("\n", " ") for name in dot_parser.LABELLED if name in data)
            said = {"label": " ".join(filter(None, texts))}
            graph.add_edge(*ends, **(said | {"answer": key} if found["whole"] else said))
    if found["whole"]:
        # Of what is in quotes the parser undoes only those.
        graph.graph |= {"title": _lines(found["title"]), embedded.WHOLE: found["whole"].replace("\\\\", "\\")}
        return embedded.restored(graph, file, _letters)
    return graph


def _said(node: str, data: Mapping[str, str], *, is_ours: bool) -> dict[str, str]:
    """Return what a node says; of one of ours without the line above its title."""
    shape = data.get("shape", "")
    label = "" if shape == "point" else data.get("label", "\\N")
    if is_ours:
        label = " ".join(_titled(_lines(label, node).splitlines()))
    elif "record" in shape:
        label = _lines(_RECORD.sub(_field, label), node)
    else:
        label = _lines_or_html(label, node)
    words = {name: data[name] for name in ("kind", "party") if name in data and data.get("kind") in _KINDS}
    return {"label": label, **words, **({"shape": DIAMOND} if shape.casefold() in _ASKS else {})}


def _field(found: re.Match[str]) -> str:
    """Return what stands in a record for what parts its fields, or is the name of one."""
    return found[1] or ("" if found[0].startswith("<") else "\\n")


def _lines(label: str, name: str = "") -> str:
    r"""Return the lines of a label, with what a backslash or an ampersand means.

    Examples
    --------
    >>> _lines(r"Werkt \N?\lKijk &amp; wacht", "de pas")
    'Werkt de pas?\nKijk & wacht'
    """
    means = {"n": "\n", "l": "\n", "r": "\n", "N": name}
    said = unescape(_ESCAPE.sub(lambda found: means.get(found[1], found[1]), label))
    return "\n".join(filter(None, (" ".join(line.split()) for line in said.splitlines())))


def _lines_or_html(label: str, name: str = "") -> str:
    """Return the same of a label that can be HTML too, which the parser does not tell."""
    return plain(label) if is_html(label) else _lines(label, name)


def _titled(lines: list[str]) -> list[str]:
    what = lines[0].split(" · ")[0].rstrip(" 0123456789") if lines else ""
    return lines[1:] if what in _CAPTIONS else lines


def _letters(text: str) -> str:
    return "".join(clean(text).split())
