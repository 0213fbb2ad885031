"""How each field of each thing beside the steps is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ...handbook.errors import Where
from ...handbook.model import (
    Channel,
    Contact,
    Example,
    Fact,
    Outside,
    Party,
    Permission,
    Rule,
    Subject,
    Synonyms,
    Term,
)
from ...handbook.profile import OwnContact, Profile
from ...handbook.values import ChannelKind, Value
from ..panel import Option

PARTIES, STARTS, ENDS, CONTACTS, LOCAL = "parties", "starts", "ends", "contacts", "local"
"""Names of lists of options that fields share."""
LIST, WALK, CHECKS = "list", "walk", "checks"
"""Forms besides those of a field: things in a thing, the answers of an example, and a box for each option."""
LONGEST_NUMBER = 9
"""Digits that are taken for a number."""
YES, NO = "ja", "nee"
CHANNEL_KINDS = (
    (ChannelKind.WEB.value, "Website of formulier"),
    (ChannelKind.PHONE.value, "Telefoon"),
    (ChannelKind.EMAIL.value, "E-mail"),
    (ChannelKind.INTERNAL.value, "Binnen de bibliotheek"),
)


def as_is(value: Any) -> Any:
    """Take what was filled in."""
    return value


def names(value: str) -> tuple[str, ...]:
    """Take names with a comma between them.

    Examples
    --------
    >>> names("1.2, 1.3,")
    ('1.2', '1.3')
    """
    return tuple(name.strip() for name in value.split(",") if name.strip())


def or_none(value: str) -> str | None:
    """Take a text; an empty one is nothing."""
    return value or None


def number(value: str) -> int | str | None:
    """Take a number; what is none is left as it is, to be refused in words.

    Examples
    --------
    >>> number("4"), number(""), number("vier")
    (4, None, 'vier')
    """
    return int(value) if value.isdecimal() and len(value) <= LONGEST_NUMBER else or_none(value)


def is_yes(value: str) -> bool:
    """Take one of two choices."""
    return value == YES


@dataclass(frozen=True, slots=True)
class Ask:
    """How one field is asked for.

    Parameters
    ----------
    label, hint
        What is read.
    form
        As for :class:`ehbi.apps.panel.Field`, or one of the forms above.
    options
        What can be chosen, or the name of a list of that.
    take
        Turns what was filled in into what the handbook holds.
    one
        What one of a list is called.
    without
        Fields that one of a list does not need here.
    """

    label: str
    form: str = "line"
    hint: str = ""
    options: tuple[Option, ...] | str = ()
    take: Callable[[Any], Any] = as_is
    one: str = ""
    without: tuple[str, ...] = ()


ID = Ask(
    "Naam in adressen",
    "name",
    "Kleine letters, cijfers en losse streepjes. Alles wat ernaar wijst, gaat mee.",
)
SOURCE = Ask("Feiten uit de bron", hint="Nummers met een komma ertussen, zoals 1.2, 1.3.", take=names)
SOURCE_INSIDE = replace(SOURCE, hint="")
FROM_PROFILE = Ask(
    "Laat hierbij zien uit het profiel", CHECKS, "Wat de bibliotheek zelf heeft ingevuld.", LOCAL
)
REACHED = Ask("Zo bereik je het contact hier", CHECKS, "Niets gekozen: alles wat er bij het contact staat.")
CHANNELS = Ask("Zo bereik je dit contact", LIST, one="Kanaal")

ASKS: Mapping[type[Value], Mapping[str, Ask]] = {
    Contact: {
        "name": Ask("Naam"),
        "channels": CHANNELS,
        "rules": Ask("Afspraken", LIST, one="Afspraak"),
        "source": SOURCE,
        "id": ID,
    },
    Channel: {
        "kind": Ask("Soort", "choice", options=CHANNEL_KINDS),
        "label": Ask("Wat de balie leest"),
        "link": Ask("Link, als die er is", take=or_none),
        "source": SOURCE_INSIDE,
    },
    Rule: {"text": Ask("Wat je afspreekt", "text"), "source": SOURCE_INSIDE},
    Permission: {
        "party": Ask("Wie", "choice", options=PARTIES),
        "allowed": Ask("Kan dat?", "choice", options=((YES, "Kan dit"), (NO, "Kan dit niet")), take=is_yes),
        "what": Ask("Wat"),
        "note": Ask("Opmerking", "text", "Leeg: geen opmerking."),
        "source": SOURCE,
        "local": FROM_PROFILE,
        "id": ID,
    },
    Term: {
        "term": Ask("Woord"),
        "meaning": Ask("Wat het betekent", "text"),
        "source": SOURCE,
        "local": FROM_PROFILE,
    },
    Synonyms: {
        "means": Ask("Woord in het handboek", hint="Zo staat het in de stappen."),
        "words": Ask("Wat mensen typen", "text", "Woorden met een komma ertussen.", take=names),
    },
    Subject: {
        "title": Ask("Onderwerp", hint="Waar het handboek niet over gaat, zoals ‘Boeken verlengen’."),
        "words": Ask("Wat mensen typen", "text", "Woorden met een komma ertussen.", take=names),
        "where": Ask("Waar het wel hoort", "text", "Een zin, als je het weet. Leeg: er staat niets."),
    },
    Example: {
        "title": Ask("Titel"),
        "story": Ask("Verhaal", "text", "Wat de lener vertelt. Zonder naam of nummer van iemand."),
        "situation": Ask("Hier begint de casus", "choice", options=STARTS),
        "answers": Ask("De goede antwoorden", WALK),
        "id": ID,
    },
    Fact: {
        "id": Ask(
            "Nummer", hint="Twee getallen met een punt ertussen, zoals 1.2. Wat ernaar wijst, gaat mee."
        ),
        "text": Ask("Wat de bron zegt", "text"),
    },
    Party: {"name": Ask("Naam"), "id": ID},
    Outside: {
        "label": Ask("Keuze voor iets anders", hint="Voor een probleem waar het handboek niet over gaat."),
        "step": Ask("Stap die dat uitlegt", "choice", options=ENDS),
    },
    Profile: {
        "library": Ask("Naam van de bibliotheek"),
        "system": Ask("Ledensysteem", hint="Hoe jullie ledensysteem heet."),
        "synchronisation": Ask(
            "Zo synchroniseer je met de hand",
            "text",
            "Alinea's, lijsten, **vet** en [links](https://…) mogen.",
        ),
        "contacts": Ask("Jullie eigen contacten", LIST, one="Contact"),
    },
    OwnContact: {
        "id": Ask("Contact uit het handboek", "choice", options=CONTACTS),
        "name": Ask("Hoe het bij jullie heet"),
        "channels": replace(CHANNELS, without=("source",)),
    },
}
"""Every field that a person can fill in, in the order in which it is asked for."""


def ask_at(thing: Value, place: Where) -> Ask:
    """Return how what is at a place in a thing is asked for.

    Examples
    --------
    >>> import ehbi
    >>> ask_at(ehbi.load().contact("kb-klantenservice"), ("channels", 0, "label")).label
    'Wat de balie leest'
    """
    held: Any = thing
    for part in place[:-1]:
        held = held[part] if isinstance(part, int) else getattr(held, part)
    return ASKS[type(held)][str(place[-1])]
