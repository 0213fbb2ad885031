"""The parts of a handbook that its steps lean on, as frozen values; and what a library says about itself.

Each field is annotated with what people call it and how it is asked for, here as in the model.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field, StrictBool, StrictInt

from .values import ChannelKind, Choice, FactId, Id, Section, Spec, Thing, Value

LOCAL_PARTS = ("ledensysteem", "synchronisatie")
"""What a library's profile says besides its contacts, by the names under which ``local`` asks for it."""
MARKDOWN = "Alinea's, lijsten, **vet** en [links](https://…) mogen."

ID = Spec(
    "de naam in adressen en bestanden",
    "Naam in adressen",
    "Kleine letters, cijfers en losse streepjes. Alles wat ernaar wijst, gaat mee.",
    "name",
    Section.LAST,
)
SOURCE = Spec(
    "de feiten uit de bron",
    "Feiten uit de bron",
    "Nummers met een komma ertussen, zoals 1.2, 1.3.",
    refers="facts",
)
LOCAL = Spec(
    "de onderdelen uit het eigen profiel",
    "Laat hierbij zien uit het profiel",
    "Wat de bibliotheek zelf heeft ingevuld.",
    "checks",
    refers="contacts",
    options="local",
)
OURS = "van onze bibliotheek"
"""What the desk reads at what a library knows by itself."""
OWN = Spec(
    "de herkomst",
    "Van onze bibliotheek",
    f"Dit staat niet in de bron. De balie leest erbij: {OURS}.",
    "check",
    choices=(Choice("ja", "Ja", OURS), Choice("nee", "Nee", f"niet {OURS}")),
)
_WORDS = Spec("de zoekwoorden", "Wat mensen typen", "Woorden met een komma ertussen.", "text")
_CHANNELS = Spec("de kanalen", "Zo bereik je dit contact", widget="things", one="Kanaal")

Name = Annotated[Id, ID]
_Sources = Annotated[tuple[FactId, ...], SOURCE]
_SourcesInside = Annotated[tuple[FactId, ...], replace(SOURCE, hint="")]
_Own = Annotated[StrictBool, OWN]
_OwnInside = Annotated[StrictBool, replace(OWN, hint="")]
_Locals = Annotated[tuple[Id, ...], LOCAL]
Format = Annotated[StrictInt, Field(ge=1, le=1), Spec("de opbouw van het bestand")]
_Typed = Annotated[tuple[str, ...], _WORDS]


class Fact(Value):
    """A statement of the source that the handbook rests on."""

    thing: ClassVar = Thing("feit", "feiten", title="id")

    id: Annotated[
        FactId,
        Spec(
            "de naam in adressen en bestanden",
            "Nummer",
            "Twee getallen met een punt ertussen, zoals 1.2. Wat ernaar wijst, gaat mee.",
        ),
    ]
    text: Annotated[str, Spec("de tekst", "Wat de bron zegt", widget="text")]


class Party(Value):
    """Who acts."""

    thing: ClassVar = Thing("wie", "wie", title="name", new="Nieuwe naam")

    id: Name
    name: Annotated[str, Spec("de naam", "Naam")]


class Channel(Value):
    """One way to reach a contact; ``link`` is an https or mailto address, or nothing."""

    thing: ClassVar = Thing("kanaal", "kanalen", title="label", key="label")

    kind: Annotated[ChannelKind, Spec("de soort", "Soort")]
    label: Annotated[str, Spec("de tekst", "Wat de balie leest", longest=60)]
    link: Annotated[str | None, Spec("de link", "Link, als die er is")] = None
    source: _SourcesInside = ()
    own: _OwnInside = False


class Agreement(Value):
    """What to mind when using a contact."""

    thing: ClassVar = Thing("afspraak", "afspraken", title="text", key="text")

    text: Annotated[str, Spec("de tekst", "Wat je afspreekt", longest=420)]
    source: _SourcesInside = ()
    own: _OwnInside = False


class Contact(Value):
    """Where a case is handed over; a library's ``own`` one is so with all that is in it."""

    thing: ClassVar = Thing("contact", "contacten", title="name", new="Nieuw contact", reserved=LOCAL_PARTS)

    id: Name
    name: Annotated[str, Spec("de naam", "Naam")]
    channels: Annotated[tuple[Channel, ...], _CHANNELS]
    rules: Annotated[
        tuple[Agreement, ...], Spec("de afspraken", "Afspraken", widget="things", one="Afspraak")
    ] = ()
    source: _Sources = ()
    own: _Own = False


class Permission(Value):
    """What a party can or cannot do."""

    thing: ClassVar = Thing("bevoegdheid", "bevoegdheden", title="what", new="Nieuwe bevoegdheid")

    id: Name
    party: Annotated[Id, Spec("wie het doet", "Wie", refers="parties")]
    allowed: Annotated[
        StrictBool,
        Spec(
            "het oordeel",
            "Kan dat?",
            widget="choice",
            choices=(Choice("ja", "Kan dit", "kan wel"), Choice("nee", "Kan dit niet", "kan niet")),
        ),
    ]
    what: Annotated[str, Spec("de handeling", "Wat", longest=80)]
    note: Annotated[str, Spec("de opmerking", "Opmerking", "Leeg: geen opmerking.", longest=140)] = ""
    source: _Sources = ()
    own: _Own = False
    local: _Locals = ()


class Term(Value):
    """A word of the trade and what it means."""

    thing: ClassVar = Thing("woord", "woorden", title="term", key="term", new="Nieuw woord")

    term: Annotated[str, Spec("het woord", "Woord")]
    meaning: Annotated[str, Spec("de betekenis", "Wat het betekent", longest=160)]
    source: _Sources = ()
    own: _Own = False
    local: _Locals = ()


class Synonyms(Value):
    """Words that mean the same to a search: ``words`` are what people type, ``means`` what the steps say."""

    thing: ClassVar = Thing(
        "lijst met zoekwoorden voor", "synoniemen", title="means", key="means", new="nieuw woord"
    )

    means: Annotated[str, Spec("het gewone woord", "Woord in het handboek", "Zo staat het in de stappen.")]
    words: _Typed


class Subject(Value):
    """What people ask for that the handbook is not about, with the words by which a search knows that."""

    thing: ClassVar = Thing(
        "ander onderwerp", "andere onderwerpen", title="title", key="title", new="Ander onderwerp"
    )

    title: Annotated[
        str,
        Spec(
            "de titel", "Onderwerp", "Waar het handboek niet over gaat, zoals ‘Boeken verlengen’.", longest=60
        ),
    ]
    words: _Typed
    where: Annotated[
        str,
        Spec(
            "waar het wel hoort",
            "Waar het wel hoort",
            "Een zin, als je het weet. Leeg: er staat niets.",
            longest=140,
        ),
    ] = ""


class OwnContact(Value):
    """How a contact of the handbook is called and reached at this library."""

    id: Annotated[Id, Spec("de naam in adressen en bestanden", "Contact uit het handboek", refers="contacts")]
    name: Annotated[str, Spec("de naam", "Hoe het bij jullie heet")] = ""
    channels: Annotated[tuple[Channel, ...], replace(_CHANNELS, without=("source", "own"))] = ()


class Profile(Value):
    """What a library fills in about itself; a newer handbook leaves it as it is."""

    model_config = ConfigDict(title="profiel")

    format: Format
    library: Annotated[str, Spec("de naam van de bibliotheek", "Naam van de bibliotheek")]
    system: Annotated[str, Spec("het ledensysteem", "Ledensysteem", "Hoe jullie ledensysteem heet.")] = ""
    synchronisation: Annotated[
        str, Spec("hoe je synchroniseert", "Zo synchroniseer je met de hand", MARKDOWN, "text")
    ] = ""
    contacts: Annotated[
        tuple[OwnContact, ...], Spec("de contacten", "Jullie eigen contacten", widget="things", one="Contact")
    ] = ()

    def contact(self, contact_id: str) -> OwnContact | None:
        """Return what the library says about a contact, or None."""
        return next((contact for contact in self.contacts if contact.id == contact_id), None)
