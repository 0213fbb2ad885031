"""The handbook as frozen values, each field annotated with what people call it and how it is asked for."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cached_property
from typing import Annotated, ClassVar, Self

from pydantic import ConfigDict, Field, PrivateAttr, StrictBool, StrictInt

from .clock import UNPUBLISHED, Version
from .display import bundle
from .errors import UnknownStepError
from .values import ChannelKind, Choice, Day, FactId, Id, Kind, OutcomeKind, Section, Spec, Thing, Value

LOCAL_PARTS = ("ledensysteem", "synchronisatie")
"""What a library's profile says besides its contacts, by the names under which ``local`` asks for it."""
_MARKDOWN = "Alinea's, lijsten, **vet** en [links](https://…) mogen."

_ID = Spec(
    "de naam in adressen en bestanden",
    "Naam in adressen",
    "Kleine letters, cijfers en losse streepjes. Alles wat ernaar wijst, gaat mee.",
    "name",
    Section.LAST,
)
_SOURCE = Spec(
    "de feiten uit de bron",
    "Feiten uit de bron",
    "Nummers met een komma ertussen, zoals 1.2, 1.3.",
    refers="facts",
)
_LOCAL = Spec(
    "de onderdelen uit het eigen profiel",
    "Laat hierbij zien uit het profiel",
    "Wat de bibliotheek zelf heeft ingevuld.",
    "checks",
    refers="contacts",
    options="local",
)
_WORDS = Spec("de zoekwoorden", "Wat mensen typen", "Woorden met een komma ertussen.", "text")
_CHANNELS = Spec("de kanalen", "Zo bereik je dit contact", widget="things", one="Kanaal")

_Name = Annotated[Id, _ID]
_Sources = Annotated[tuple[FactId, ...], _SOURCE]
_SourcesInside = Annotated[tuple[FactId, ...], replace(_SOURCE, hint="")]
_Locals = Annotated[tuple[Id, ...], _LOCAL]
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

    id: _Name
    name: Annotated[str, Spec("de naam", "Naam")]


class Channel(Value):
    """One way to reach a contact; ``link`` is an https or mailto address, or nothing."""

    thing: ClassVar = Thing("kanaal", "kanalen", title="label", key="label")

    kind: Annotated[ChannelKind, Spec("de soort", "Soort", widget="choice")]
    label: Annotated[str, Spec("de tekst", "Wat de balie leest")]
    link: Annotated[str | None, Spec("de link", "Link, als die er is")] = None
    source: _SourcesInside = ()


class Rule(Value):
    """What to mind when using a contact."""

    thing: ClassVar = Thing("afspraak", "afspraken", title="text", key="text")

    text: Annotated[str, Spec("de tekst", "Wat je afspreekt", widget="text")]
    source: _SourcesInside


class Contact(Value):
    """Where a case is handed over."""

    thing: ClassVar = Thing("contact", "contacten", title="name", new="Nieuw contact", reserved=LOCAL_PARTS)

    id: _Name
    name: Annotated[str, Spec("de naam", "Naam")]
    channels: Annotated[tuple[Channel, ...], _CHANNELS]
    rules: Annotated[
        tuple[Rule, ...], Spec("de afspraken", "Afspraken", widget="things", one="Afspraak")
    ] = ()
    source: _Sources


class Permission(Value):
    """What a party can or cannot do."""

    thing: ClassVar = Thing("bevoegdheid", "bevoegdheden", title="what", new="Nieuwe bevoegdheid")

    id: _Name
    party: Annotated[Id, Spec("wie het doet", "Wie", widget="choice", refers="parties")]
    allowed: Annotated[
        StrictBool,
        Spec(
            "het oordeel",
            "Kan dat?",
            widget="choice",
            choices=(Choice("ja", "Kan dit", "kan wel"), Choice("nee", "Kan dit niet", "kan niet")),
        ),
    ]
    what: Annotated[str, Spec("de handeling", "Wat")]
    note: Annotated[str, Spec("de opmerking", "Opmerking", "Leeg: geen opmerking.", "text")] = ""
    source: _Sources
    local: _Locals = ()


class Term(Value):
    """A word of the trade and what it means."""

    thing: ClassVar = Thing("woord", "woorden", title="term", key="term", new="Nieuw woord")

    term: Annotated[str, Spec("het woord", "Woord")]
    meaning: Annotated[str, Spec("de betekenis", "Wat het betekent", widget="text")]
    source: _Sources = ()
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
        str, Spec("de titel", "Onderwerp", "Waar het handboek niet over gaat, zoals ‘Boeken verlengen’.")
    ]
    words: _Typed
    where: Annotated[
        str,
        Spec(
            "waar het wel hoort",
            "Waar het wel hoort",
            "Een zin, als je het weet. Leeg: er staat niets.",
            "text",
        ),
    ] = ""


class Answer(Value):
    """A labelled edge from a step to the next.

    ``done`` is what a handover says was done when this answer was given, in the past tense; empty for
    the question with the label behind it.
    """

    thing: ClassVar = Thing("antwoord", "antwoorden", title="label")

    id: _Name
    label: Annotated[str, Spec("de tekst", "Antwoord")]
    next: Annotated[
        Id, Spec("de volgende stap", "Gaat naar", widget="choice", refers="steps", options="stappen")
    ]
    done: Annotated[
        str,
        Spec(
            "wat er is gedaan",
            "In de tekst om door te geven",
            "Wat er is gedaan, zoals: Gesynchroniseerd; inloggen lukt niet.",
            kinds=(Kind.ACTION,),
        ),
    ] = ""


class Step(Value):
    """A node of the decision graph; its texts are Markdown of paragraphs, lists, bold and links.

    A step without a ``prompt`` asks its title. It is ``inferred`` where the source is silent and the
    text is the plain consequence. Of ``channels``, none is all that the contact has.
    """

    thing: ClassVar = Thing("stap", "stappen", title="title")

    id: Annotated[Id, replace(_ID, hint="Kleine letters, cijfers en losse streepjes.")]
    kind: Annotated[Kind, Spec("de soort", "Soort stap", widget="choice", section=Section.KIND)]
    number: Annotated[
        Annotated[StrictInt, Field(ge=1, le=99)] | None,
        Spec("het nummer", "Nummer van de situatie", section=Section.KIND, kinds=(Kind.SITUATION,)),
    ] = None
    title: Annotated[str, Spec("de titel", "Titel")]
    text: Annotated[str, Spec("de tekst", "Wat je doet", _MARKDOWN, "text")]
    prompt: Annotated[
        str, Spec("de vraag", "De vraag boven de antwoorden", "Leeg: de titel is zelf de vraag.", "text")
    ] = ""
    party: Annotated[
        Id, Spec("wie het doet", "Wie dit doet", widget="choice", section=Section.WHO, refers="parties")
    ]
    say: Annotated[str, Spec("wat je tegen de lener zegt", "Wat je tegen de lener zegt", widget="text")] = ""
    why: Annotated[str, Spec("de uitleg waarom", "Waarom", widget="text")] = ""
    words: Annotated[
        tuple[str, ...],
        Spec("de zoekwoorden", "Zoekwoorden", "Met een komma ertussen.", section=Section.FINDING),
    ] = ()
    source: Annotated[tuple[FactId, ...], replace(_SOURCE, section=Section.FINDING)] = ()
    inferred: Annotated[
        StrictBool,
        Spec(
            "de steun in de bron",
            "De bron zegt hier niets over",
            widget="check",
            section=Section.REVIEW,
            choices=(Choice("ja", "Ja", "geen"), Choice("nee", "Nee", "wel")),
        ),
    ] = False
    reviewed: Annotated[
        Day, Spec("de dag van nakijken", "Laatst nagekeken op", widget="date", section=Section.REVIEW)
    ]
    outcome: Annotated[
        OutcomeKind | None,
        Spec(
            "de uitkomst",
            "Hoe de casus eindigt",
            widget="choice",
            section=Section.END,
            none="Hier eindigt geen casus",
            kinds=(Kind.OUTCOME,),
        ),
    ] = None
    contact: Annotated[
        Id | None,
        Spec("het contact", "Contact", widget="choice", section=Section.WHO, refers="contacts", none="Geen"),
    ] = None
    channels: Annotated[
        tuple[ChannelKind, ...],
        Spec(
            "de kanalen",
            "Zo bereik je het contact hier",
            "Niets gekozen: alles wat er bij het contact staat.",
            "checks",
            Section.WHO,
        ),
    ] = ()
    request: Annotated[
        str,
        Spec(
            "wat je aan het contact vraagt",
            "Wat je aan het contact vraagt",
            widget="text",
            section=Section.END,
            kinds=(Kind.OUTCOME,),
        ),
    ] = ""
    patron: Annotated[
        str,
        Spec(
            "de tekst voor de lener",
            "Wat de lener zelf leest",
            "Voor de knop Laat zien aan de lener. Leeg: dan ziet de lener wat je zegt.",
            "text",
        ),
    ] = ""
    local: Annotated[tuple[Id, ...], replace(_LOCAL, section=Section.FINDING)] = ()
    answers: Annotated[tuple[Answer, ...], Spec("de antwoorden")] = ()

    @property
    def asks(self) -> str:
        """The question that the answers answer."""
        return self.prompt or self.title

    def answer(self, answer_id: str) -> Answer | None:
        """Return the answer with this id, or None."""
        return next((answer for answer in self.answers if answer.id == answer_id), None)


class GivenAnswer(Value):
    """A step and the answer given to it."""

    step: Annotated[Id, Spec("de stap", refers="steps")]
    answer: Annotated[Id, Spec("het antwoord")]


class Example(Value):
    """A described case with its right answers and outcome."""

    thing: ClassVar = Thing("oefencasus", "oefencasussen", title="title", new="Nieuwe oefencasus")

    id: _Name
    title: Annotated[str, Spec("de titel", "Titel")]
    story: Annotated[
        str, Spec("het verhaal", "Verhaal", "Wat de lener vertelt. Zonder naam of nummer van iemand.", "text")
    ]
    situation: Annotated[
        Id, Spec("de situatie", "Hier begint de casus", widget="choice", refers="steps", options="starts")
    ]
    answers: Annotated[tuple[GivenAnswer, ...], Spec("de antwoorden", "De goede antwoorden", widget="walk")]
    outcome: Annotated[Id, Spec("de uitkomst", refers="steps")]


class Outside(Value):
    """What the handbook is not about: the choice at the start, and the step that explains it."""

    step: Annotated[
        Id,
        Spec(
            "de stap",
            "Stap die dat uitlegt",
            widget="choice",
            section=Section.END,
            refers="steps",
            options="ends",
        ),
    ]
    label: Annotated[
        str, Spec("de tekst", "Keuze voor iets anders", "Voor een probleem waar het handboek niet over gaat.")
    ]


class OwnContact(Value):
    """How a contact of the handbook is called and reached at this library."""

    id: Annotated[
        Id,
        Spec(
            "de naam in adressen en bestanden", "Contact uit het handboek", widget="choice", refers="contacts"
        ),
    ]
    name: Annotated[str, Spec("de naam", "Hoe het bij jullie heet")] = ""
    channels: Annotated[tuple[Channel, ...], replace(_CHANNELS, without=("source",))] = ()


class Profile(Value):
    """What a library fills in about itself; a newer handbook leaves it as it is."""

    model_config = ConfigDict(title="profiel")

    format: Annotated[StrictInt, Field(ge=1, le=1), Spec("de opbouw van het bestand")]
    library: Annotated[str, Spec("de naam van de bibliotheek", "Naam van de bibliotheek")]
    system: Annotated[str, Spec("het ledensysteem", "Ledensysteem", "Hoe jullie ledensysteem heet.")] = ""
    synchronisation: Annotated[
        str,
        Spec("hoe je synchroniseert", "Zo synchroniseer je met de hand", _MARKDOWN, "text"),
    ] = ""
    contacts: Annotated[
        tuple[OwnContact, ...],
        Spec("de contacten", "Jullie eigen contacten", widget="things", one="Contact"),
    ] = ()

    def contact(self, contact_id: str) -> OwnContact | None:
        """Return what the library says about a contact, or None."""
        return next((contact for contact in self.contacts if contact.id == contact_id), None)


class Handbook(Value):
    """All content of one revision; its parts are in the order in which they are shown.

    Examples
    --------
    >>> import ehbi
    >>> handbook = ehbi.load()
    >>> [situation.number for situation in handbook.situations]
    [1, 2, 3, 4]
    """

    model_config = ConfigDict(title="handboek")

    format: Annotated[StrictInt, Field(ge=1, le=1), Spec("de opbouw van het bestand")]
    title: Annotated[str, Spec("de titel", "Titel")]
    outside: Annotated[Outside, Spec("de keuze voor iets anders")]
    facts: Annotated[
        tuple[Fact, ...],
        Spec(
            "de feiten",
            "Feiten",
            "Wat er in de bron staat. Het handboek rust erop.",
            section=Section.LAST,
            one="Nieuw feit",
        ),
    ]
    parties: Annotated[
        tuple[Party, ...],
        Spec(
            "wie er iets kan doen",
            "Wie er iets kan doen",
            "De mensen en afdelingen die iets kunnen doen.",
            section=Section.LAST,
            one="Nog iemand erbij",
        ),
    ]
    contacts: Annotated[
        tuple[Contact, ...],
        Spec("de contacten", "Contacten", "Waar een casus naartoe kan.", one="Nieuw contact"),
    ]
    permissions: Annotated[
        tuple[Permission, ...],
        Spec("de bevoegdheden", "Bevoegdheden", "Wie wat wel of niet kan.", one="Nieuwe bevoegdheid"),
    ]
    glossary: Annotated[
        tuple[Term, ...],
        Spec("de woordenlijst", "Woorden", "Woorden uit het vak, met wat ze betekenen.", one="Nieuw woord"),
    ] = ()
    synonyms: Annotated[
        tuple[Synonyms, ...],
        Spec(
            "de lijsten met zoekwoorden",
            "Zoekwoorden",
            "Woorden die voor het zoeken hetzelfde betekenen.",
            one="Nieuwe zoekwoorden",
        ),
    ] = ()
    elsewhere: Annotated[
        tuple[Subject, ...],
        Spec(
            "de onderwerpen waar het handboek niet over gaat",
            "Andere onderwerpen",
            "Waar mensen naar zoeken en het handboek niet over gaat. Het zoeken zegt dat dan.",
            one="Nieuw onderwerp",
        ),
    ] = ()
    steps: Annotated[tuple[Step, ...], Spec("de stappen", "Stappen")]
    examples: Annotated[
        tuple[Example, ...],
        Spec(
            "de oefencasussen",
            "Oefencasussen",
            "Om mee te oefenen, en om te merken dat een wijziging een casus ergens anders laat eindigen.",
            one="Nieuwe oefencasus",
        ),
    ] = ()

    # Not fields: they are no part of the content, so nothing writes them and no revision depends on them.
    _profile: Profile | None = PrivateAttr(default=None)
    _published: tuple[str, Version] | None = PrivateAttr(default=None)

    @property
    def profile(self) -> Profile | None:
        """What the library that uses the handbook has filled in about itself."""
        return self._profile

    def at(self, profile: Profile | None) -> Self:
        """Return the same revision as this library uses it, or without any library for None."""
        local = self.model_copy()
        local._profile = profile
        return local

    @property
    def version(self) -> Version | None:
        """What this content was published as; None for one that was not, or has changed since."""
        revision, version = self._published or ("", None)
        return version if revision == self.revision else None

    @property
    def version_text(self) -> str:
        """The version as the screen says it.

        Examples
        --------
        >>> import ehbi
        >>> ehbi.load().version_text
        'niet gepubliceerd'
        """
        return str(self.version or UNPUBLISHED)

    def published_as(self, version: Version | None) -> Self:
        """Return the same content, known to be published as this."""
        known = self.model_copy()
        known._published = (self.revision, version) if version else None
        return known

    @cached_property
    def _steps(self) -> dict[str, Step]:
        return {step.id: step for step in self.steps}

    @cached_property
    def situations(self) -> tuple[Step, ...]:
        """The steps where a case starts, by number."""
        starts = (step for step in self.steps if step.kind is Kind.SITUATION)
        return tuple(sorted(starts, key=lambda step: step.number or 0))

    @cached_property
    def revision(self) -> str:
        """Twelve hexadecimal digits that differ whenever the content does, and not by a new field of EHBI."""
        return hashlib.sha256(self.model_dump_json(exclude_defaults=True).encode()).hexdigest()[:12]

    def __repr__(self) -> str:
        return f"<Handbook {self.title!r}, revision {self.revision}, {len(self.steps)} steps>"

    __str__ = __repr__

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return bundle(repr(self), self)

    def __contains__(self, step_id: object) -> bool:
        return step_id in self._steps

    def step(self, step_id: str) -> Step:
        """Return the step with this id.

        Raises
        ------
        UnknownStepError
            There is no such step.
        """
        try:
            return self._steps[step_id]
        except KeyError:
            raise UnknownStepError(step_id) from None

    def party(self, party_id: str) -> Party:
        """Return the party with this id; a checked handbook has every party it names."""
        return next(party for party in self.parties if party.id == party_id)

    def contact(self, contact_id: str) -> Contact:
        """Return the contact with this id; a checked handbook has every contact it names."""
        return next(contact for contact in self.contacts if contact.id == contact_id)
