"""draw.io and diagrams.net: a file of pages, plain or compressed, or a picture (SVG, PNG) that holds one."""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import networkx as nx
from PIL import Image

from ...handbook.checks.size import ARROWS
from ..source import MAX_BYTES, refusal
from . import refuse_large
from .drawio_page import Page
from .xml_text import parsed


def read(text: str, file: str) -> nx.MultiDiGraph[str]:
    """Return what is drawn on the pages of a draw.io file; of several the group begins with the page's name.

    Raises
    ------
    HandbookError
        The text is no drawing of draw.io, or a larger one than a handbook can be.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(told=())
    pages = [*_pages(parsed(text, file), file)]
    for number, (name, model) in enumerate(pages):
        if (count := len(model.findall("root/*"))) > _CELLS:
            message = "De tekening heeft {count} onderdelen; EHBI leest er hoogstens {most}"
            raise refusal(
                file, 1, message, "Verdeel de tekening over meer bestanden", count=count, most=_CELLS
            )
        page = Page(model, name if len(pages) > 1 else "")
        drawn = page.graph()
        refuse_large(file, len(graph) + len(drawn), graph.number_of_edges() + drawn.number_of_edges())
        graph.graph["told"] += page.told(drawn)
        graph.update(nx.relabel_nodes(drawn, {node: f"{number}/{node}" for node in drawn}))
    return graph


def read_png(content: bytes, file: str) -> nx.MultiDiGraph[str]:
    """Return the drawing of which a PNG of draw.io holds a copy; its pixels are not looked at.

    Raises
    ------
    HandbookError
        There is no such copy that can be read, or no drawing in it.
    """
    try:
        with Image.open(BytesIO(content), formats=["PNG"]) as picture:
            held = str(picture.info.get("mxfile") or picture.info.get("mxGraphModel") or "")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        remedy = "Bewaar de tekening in draw.io als .drawio"
        raise refusal(file, 1, "Het plaatje is beschadigd", remedy) from None
    return read(_unquoted(held), file)


def _unquoted(held: str) -> str:
    """Return a drawing in a picture as XML: some hold it as an address holds a text."""
    return unquote(held) if held.startswith("%3C") else held


_CELLS = 3 * ARROWS
"""Parts of a page: of arrows, their labels and what a drawing has besides: frames, pictures, texts."""


def _pages(root: Element, file: str) -> Iterator[tuple[str, Element]]:
    """Yield the name and the model of each page."""
    held = root.get("content", "") if root.tag.endswith("}svg") else ""
    if held:
        root = parsed(_unquoted(held), file)
    if root.tag == "mxGraphModel":
        yield "", root
        return
    if root.tag != "mxfile":
        message = "Het bestand is XML, maar geen tekening van draw.io"
        remedy = "Kies een bestand dat draw.io heeft bewaard (.drawio), of een ander bestand"
        raise refusal(file, 1, message, remedy)
    room = MAX_BYTES
    for diagram in root.findall("diagram"):
        model = diagram.find("mxGraphModel")
        if model is None:
            inflated = _inflated(diagram.text or "", room, file)
            room -= len(inflated)
            model = parsed(unquote(inflated), file) if inflated else Element("mxGraphModel")
        yield diagram.get("name", ""), model


def _inflated(text: str, room: int, file: str) -> str:
    """Return a compressed page as text, unless it becomes larger than there is room for."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        inflated = stream.decompress(base64.b64decode(text), room)
        if stream.unconsumed_tail:
            message = "De tekening wordt bij het uitpakken groter dan {most} MB"
            raise refusal(file, 1, message, "Verdeel de tekening", most=MAX_BYTES // 1_000_000)
        return inflated.decode()
    except (binascii.Error, zlib.error, ValueError):
        remedy = (
            "Bewaar de tekening opnieuw in draw.io, zonder Gecomprimeerd bij Eigenschappen van het bestand"
        )
        raise refusal(file, 1, "De tekening kan niet worden uitgepakt", remedy) from None
