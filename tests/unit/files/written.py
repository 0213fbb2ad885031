"""A flowchart as each program of others writes it: to be read again, and measured."""

from __future__ import annotations

import base64
import csv
import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from html import escape
from io import BytesIO, StringIO
from typing import TypeAlias
from urllib.parse import quote

import networkx as nx
import openpyxl

from ehbi.files.networks import DIAMOND

Drawn: TypeAlias = "nx.MultiDiGraph[str]"
"""Nodes with a ``label``, no two with the same first line, and maybe a ``shape``; edges with a ``label``."""

PARTS = """flowchart TD
  w{Wat is er?} -->|Pas| p
  w -->|Mail| m
  subgraph Passen
    p{Werkt de pas?} -->|Ja| p1([Klaar])
    p -->|Nee| p2([Maak een pas])
  end
  subgraph Mail
    m{Komt de mail?} -->|Ja| m1([Lees])
    m -->|Nee| m2([Zoek])
  end
"""
"""A drawing in two parts, which an arrow enters each."""


def mermaid(graph: Drawn) -> bytes:
    """Return it as Mermaid."""
    lines = ["flowchart TD"]
    for node, data in graph.nodes(data=True):
        opens, closes = "{}" if data.get("shape") == DIAMOND else "[]"
        lines.append(f'  {node}{opens}"{_coded(data["label"])}"{closes}')
    for tail, head, label in graph.edges(data="label"):
        lines.append(f'  {tail} -->|"{_coded(label)}"| {head}')
    return "\n".join(lines).encode()


def _coded(label: str) -> str:
    coded = (re.sub(r"[^\w ]", lambda found: f"#{ord(found[0])};", line) for line in label.split("\n"))
    return "<br/>".join(coded)


def dot(graph: Drawn) -> bytes:
    """Return it as DOT."""
    lines = ["digraph {"]
    for node, data in graph.nodes(data=True):
        lines.append(f"  {node} [label={_quoted(data['label'])}, shape={data.get('shape', 'box')}];")
    for tail, head, label in graph.edges(data="label"):
        lines.append(f"  {tail} -> {head} [label={_quoted(label)}];")
    return "\n".join([*lines, "}"]).encode()


def _quoted(label: str) -> str:
    safe = label.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{safe}"'


def graphml(graph: Drawn) -> bytes:
    """Return it as GraphML."""
    return "\n".join(nx.generate_graphml(graph)).encode()


def drawio(graph: Drawn) -> bytes:
    """Return it as a page of draw.io, compressed as that does."""
    cells = ['<mxCell id="0"/><mxCell id="1" parent="0"/>']
    for node, data in graph.nodes(data=True):
        style = "rhombus" if data.get("shape") == DIAMOND else "rounded=1"
        cells.append(
            f'<mxCell id="{node}" value="{_html(data["label"])}" style="{style}" vertex="1" parent="1"/>'
        )
    for at, (tail, head, label) in enumerate(graph.edges(data="label")):
        ends = f'source="{tail}" target="{head}"'
        cells.append(f'<mxCell id="e{at}" value="{_html(label)}" edge="1" parent="1" {ends}/>')
    page = f"<mxGraphModel><root>{''.join(cells)}</root></mxGraphModel>"
    return f'<mxfile><diagram name="Pagina">{packed(page)}</diagram></mxfile>'.encode()


def packed(page: str) -> str:
    """Return a page as draw.io compresses it."""
    stream = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return base64.b64encode(stream.compress(quote(page, safe="").encode()) + stream.flush()).decode()


def _html(label: str) -> str:
    return escape("<br>".join(map(escape, label.split("\n"))))


def twee(graph: Drawn) -> bytes:
    """Return it as Twee 3; what a label says besides its first line is the text of a passage."""
    # The words of a story are HTML; the name of a passage is not.
    names = {node: label.split("\n")[0] for node, label in graph.nodes(data="label")}
    parts = [f":: StoryData\n{json.dumps({'format': 'SugarCube', 'start': next(iter(names.values()))})}\n"]
    for node, label in graph.nodes(data="label"):
        links = [
            f"[[{escape(said, quote=False)}->{names[head]}]]"
            for _, head, said in graph.edges(node, data="label")
        ]
        name = re.sub(r"([\[\]{}\\])", r"\\\1", names[node])
        lines = label.replace("&", "&amp;").split("\n")[1:]
        told = [f"\\{line}" if line.startswith("::") else line for line in lines]
        parts.append("\n".join([f":: {name}", *told, *links, ""]))
    return "\n".join(parts).encode()


def table(graph: Drawn) -> bytes:
    """Return it as CSV, one row an answer."""
    file = StringIO(newline="")
    csv.writer(file, delimiter=";").writerows(_rows(graph))
    return file.getvalue().encode()


def workbook(graph: Drawn) -> bytes:
    """Return it as a workbook of Excel, one row an answer."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Stappen")
    for row in _rows(graph):
        sheet.append([_text(sheet, cell) for cell in row])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _text(sheet: object, said: str) -> object:
    cell = openpyxl.cell.WriteOnlyCell(sheet, said)
    cell.data_type = "s"  # also of what would be a formula
    return cell


def _rows(graph: Drawn) -> Iterator[tuple[str, ...]]:
    yield "nr", "titel", "tekst", "antwoord", "volgende"
    for node, label in graph.nodes(data="label"):
        title, _, text = label.partition("\n")
        ways = [(said, head) for _, head, said in graph.edges(node, data="label")]
        yield from ((node, title, text, said, head) for said, head in ways or [("", "")])


WRITERS: Mapping[str, Callable[[Drawn], bytes]] = {
    "Mermaid": mermaid,
    "Twee": twee,
    "DOT": dot,
    "GraphML": graphml,
    "draw.io": drawio,
    "CSV": table,
    "Excel": workbook,
}
"""What writes each form, by what people call it."""
