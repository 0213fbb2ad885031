"""The sorts of things beside the steps: what they are called, and what a new one says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from ...handbook import Handbook
from ...handbook.edits import add_part
from ...handbook.errors import clip
from ...handbook.fields import THINGS
from ...handbook.graph import starts
from ..panel import Option

COVER = "handbook"
"""Key of what the handbook says about itself, which is one thing and no list."""

Made = Callable[[Handbook], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of things.

    Parameters
    ----------
    label
        What the list is called.
    new
        What the button for one more says.
    fields
        The fields of a new one.
    about
        What the list is for.
    """

    label: str
    new: str
    fields: Made
    about: str


def _contact(_: Handbook) -> dict[str, Any]:
    return {"name": "Nieuw contact", "channels": [], "source": []}


def _permission(handbook: Handbook) -> dict[str, Any]:
    party = handbook.parties[0].id if handbook.parties else "nieuw"
    return {"party": party, "allowed": True, "what": "Nieuwe bevoegdheid", "source": []}


def _term(handbook: Handbook) -> dict[str, Any]:
    return {"term": _free("Nieuw woord", {one.term for one in handbook.glossary}), "meaning": ""}


def _synonyms(handbook: Handbook) -> dict[str, Any]:
    return {"means": _free("nieuw woord", {one.means for one in handbook.synonyms}), "words": []}


def _subject(handbook: Handbook) -> dict[str, Any]:
    return {"title": _free("Ander onderwerp", {one.title for one in handbook.elsewhere}), "words": []}


def _example(handbook: Handbook) -> dict[str, Any]:
    start = next((step.id for step in starts(handbook)), handbook.outside.step)
    return {
        "title": "Nieuwe oefencasus", "story": "", "situation": start, "answers": [], "outcome": start
    }  # fmt: skip


def _fact(handbook: Handbook) -> dict[str, Any]:
    taken = {fact.id for fact in handbook.facts}
    chapter = int(handbook.facts[-1].id.split(".")[0]) if handbook.facts else 1
    later = (f"{one}.{number}" for one in range(chapter, 100) for number in range(1, 100))
    earlier = (f"{one}.{number}" for one in range(1, chapter) for number in range(1, 100))
    return {"id": next(name for name in (*later, *earlier) if name not in taken), "text": ""}


def _party(_: Handbook) -> dict[str, Any]:
    return {"name": "Nieuwe naam"}


def _free(words: str, taken: set[str]) -> str:
    numbered = (f"{words} {number}" for number in count(2))
    return words if words not in taken else next(one for one in numbered if one not in taken)


SORTS = {
    "contacts": Sort("Contacten", "Nieuw contact", _contact, "Waar een casus naartoe kan."),
    "permissions": Sort("Bevoegdheden", "Nieuwe bevoegdheid", _permission, "Wie wat wel of niet kan."),
    "glossary": Sort("Woorden", "Nieuw woord", _term, "Woorden uit het vak, met wat ze betekenen."),
    "synonyms": Sort(
        "Zoekwoorden", "Nieuwe zoekwoorden", _synonyms, "Woorden die voor het zoeken hetzelfde betekenen."
    ),
    "elsewhere": Sort(
        "Andere onderwerpen",
        "Nieuw onderwerp",
        _subject,
        "Waar mensen naar zoeken en het handboek niet over gaat. Het zoeken zegt dat dan.",
    ),
    "examples": Sort(
        "Oefencasussen",
        "Nieuwe oefencasus",
        _example,
        "Om mee te oefenen, en om te merken dat een wijziging een casus ergens anders laat eindigen.",
    ),
    "facts": Sort("Feiten", "Nieuw feit", _fact, "Wat er in de bron staat. Het handboek rust erop."),
    "parties": Sort(
        "Wie er iets kan doen", "Nog iemand erbij", _party, "De mensen en afdelingen die iets kunnen doen."
    ),
}
"""The lists, in the order in which they are offered."""

CHOICES: tuple[Option, ...] = (
    *((key, sort.label) for key, sort in SORTS.items()),
    (COVER, "Het handboek zelf"),
)


def added(handbook: Handbook, part: str) -> Handbook:
    """Return the handbook with a new thing at the end of one of its lists.

    Examples
    --------
    >>> import ehbi
    >>> added(ehbi.load(), "facts").facts[-1].id
    '6.8'
    """
    return add_part(handbook, part, SORTS[part].fields(handbook))[0]


def titles(handbook: Handbook, part: str) -> tuple[Option, ...]:
    """Return the things of a list to choose from: their places, and what they are called."""
    return tuple((str(at), title(handbook, part, at)) for at in range(len(getattr(handbook, part))))


def title(handbook: Handbook, part: str, at: int) -> str:
    """Return what a thing is called.

    Examples
    --------
    >>> import ehbi
    >>> title(ehbi.load(), "facts", 0)
    "1.1 De lener krijgt de melding 'Inloggegevens onjuist'."
    >>> title(ehbi.load(), "permissions", 0)
    'Lener: Zelf een nieuw wachtwoord maken'
    """
    thing = getattr(handbook, part)[at]
    match part:
        case "facts":
            return clip(f"{thing.id} {thing.text}")
        case "permissions":
            whose = {party.id: party.name for party in handbook.parties}
            return clip(f"{whose.get(thing.party, thing.party)}: {thing.what}")
    return clip(getattr(thing, THINGS[part][1]) or getattr(thing, "id", "") or "(leeg)")
