"""XML of drawing programs, parsed without what makes XML dangerous: entities, foreign files, deep nesting."""

from __future__ import annotations

from io import StringIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from ..source import MAX_PARTS, refusal

DEEPEST = 100
"""How deep elements can be in each other: a drawing has ten, and two more for a group in a group."""
_SAVE_AGAIN = "Bewaar de tekening opnieuw met het programma waarin ze is gemaakt"


def parsed(text: str, file: str) -> Element:
    """Return the root of an XML text, or refuse it: no XML, an entity of its own, too deep, too much."""
    root: Element | None = None
    depth = 0
    try:
        for count, (event, element) in enumerate(iterparse(StringIO(text), ("start", "end"))):
            root = element if root is None else root
            depth += 1 if event == "start" else -1
            if depth > DEEPEST or count > MAX_PARTS:
                raise refusal(file, 1, "Het bestand is te groot of te diep genest", _SAVE_AGAIN)
    except ParseError as error:
        raise refusal(file, error.position[0], "Het bestand is geen goede XML", _SAVE_AGAIN) from None
    except DefusedXmlException:
        message = "Het bestand maakt eigen XML-tekens of haalt iets van elders, en dat mag niet"
        raise refusal(file, 1, message, "Haal de regels met <!ENTITY weg") from None
    except (ValueError, LookupError):
        message = "Het bestand is in een codering die niet kan"
        raise refusal(file, 1, message, "Bewaar het bestand als UTF-8") from None
    if root is None:
        raise refusal(file, 1, "Het bestand is leeg", "Kies een ander bestand")
    return root
