"""What a handbook can be saved as, in words that say what for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """A sort of file.

    Parameters
    ----------
    label
        What it is called on the screen.
    mime
        What it is to a browser.
    ending
        Last part of the file's name.
    needs_sound
        Whether a handbook with errors cannot be made into it.
    """

    label: str
    mime: str
    ending: str
    needs_sound: bool = True


FORMS = {
    "yaml": Form("YAML, om verder te bewerken", "application/yaml", "yaml", needs_sound=False),
    "json": Form("JSON, voor andere programma's", "application/json", "json", needs_sound=False),
    "html": Form("HTML, de naslag als één pagina", "text/html", "html"),
    "pdf": Form("PDF, de flowchart om te printen", "application/pdf", "pdf"),
    "png": Form("PNG, de flowchart als plaatje", "image/png", "png"),
    "poster/a3": Form("Poster, de flowchart op A3", "application/pdf", "poster-a3.pdf"),
    "poster/a4": Form("Poster op A4, een blad per situatie", "application/pdf", "poster-a4.pdf"),
    "card": Form("Kaart voor de balie, op A4", "application/pdf", "kaart.pdf"),
    "slides": Form("Dia's, een workshop die zonder netwerk werkt", "text/html", "dias.html"),
    "svg": Form("SVG, de flowchart die scherp blijft", "image/svg+xml", "svg"),
    "mermaid": Form("Mermaid, de flowchart als tekst", "text/plain", "mmd"),
    "dot": Form("DOT, voor Graphviz", "text/vnd.graphviz", "dot"),
    "graphml": Form("GraphML, voor wie de graaf onderzoekt", "application/xml", "graphml"),
    "schema": Form("JSON-schema, dat een bestand nakijkt terwijl je typt", "application/json", "schema.json"),
}
"""Every form of :data:`ehbi.exports.FORMATS`, the most used first; behind a stroke, the size of its paper."""
