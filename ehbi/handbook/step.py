"""A step of the decision graph with its answers, and an example of a case that leads through some."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, ClassVar

from pydantic import Field, StrictBool, StrictInt

from .parts import ID, LOCAL, MARKDOWN, OWN, SOURCE, Name
from .pictures import Picture
from .translation import Translation
from .values import ChannelKind, Choice, Day, FactId, Id, Kind, OutcomeKind, Section, Spec, Thing, Value


class Answer(Value):
    """A labelled edge from a step to the next.

    ``done`` is what a handover says was done when this answer was given, in the past tense; empty for
    the question with the label behind it.
    """

    thing: ClassVar = Thing("antwoord", "antwoorden", title="label")

    id: Name
    label: Annotated[str, Spec("de tekst", "Antwoord", longest=60)]
    next: Annotated[
        Id, Spec("de volgende stap", "Gaat naar", widget="search", refers="steps", options="stappen")
    ]
    done: Annotated[
        str,
        Spec(
            "wat er is gedaan",
            "In de tekst om door te geven",
            "Wat er is gedaan, zoals: Gesynchroniseerd; inloggen lukt niet.",
            kinds=(Kind.ACTION,),
            longest=100,
        ),
    ] = ""


class Step(Value):
    """A node of the decision graph; its texts are Markdown of paragraphs, lists, bold and links.

    A step without a ``prompt`` asks its title. It is ``inferred`` where the source is silent and the
    text is the plain consequence, and ``own`` where it is what a library knows by itself. Of ``channels``,
    none is all that the contact has. ``again`` is the step to do again after an outcome: no arrow, as no case
    goes round in a circle. ``former`` are the ids under which it was published before: links and what was
    counted may know it by those.
    """

    thing: ClassVar = Thing("stap", "stappen", title="title")

    id: Annotated[Id, replace(ID, hint="Kleine letters, cijfers en losse streepjes.")]
    kind: Annotated[Kind, Spec("de soort", "Soort stap", section=Section.KIND)]
    number: Annotated[
        Annotated[StrictInt, Field(ge=1, le=99)] | None,
        Spec("het nummer", "Nummer van de situatie", section=Section.KIND, kinds=(Kind.SITUATION,)),
    ] = None
    title: Annotated[str, Spec("de titel", "Titel", longest=60)]
    text: Annotated[str, Spec("de tekst", "Wat je doet", MARKDOWN, longest=420)]
    prompt: Annotated[
        str,
        Spec(
            "de vraag", "De vraag boven de antwoorden", "Leeg: de titel is zelf de vraag.", "text", longest=80
        ),
    ] = ""
    party: Annotated[Id, Spec("wie het doet", "Wie dit doet", section=Section.WHO, refers="parties")]
    say: Annotated[str, Spec("wat je tegen de lener zegt", "Wat je tegen de lener zegt", longest=140)] = ""
    why: Annotated[str, Spec("de uitleg waarom", "Waarom", longest=200)] = ""
    words: Annotated[
        tuple[str, ...],
        Spec("de zoekwoorden", "Zoekwoorden", "Met een komma ertussen.", section=Section.FINDING),
    ] = ()
    source: Annotated[tuple[FactId, ...], replace(SOURCE, section=Section.FINDING)] = ()
    inferred: Annotated[
        StrictBool,
        Spec(
            "de steun in de bron",
            "De bron zegt hier niets over",
            "Het volgt vanzelf uit wat er wel staat. De balie ziet dit niet.",
            widget="check",
            section=Section.FINDING,
            choices=(Choice("ja", "Ja", "geen"), Choice("nee", "Nee", "wel")),
        ),
    ] = False
    own: Annotated[StrictBool, replace(OWN, section=Section.FINDING)] = False
    reviewed: Annotated[Day, Spec("de dag van nakijken", "Laatst nagekeken op", section=Section.REVIEW)]
    outcome: Annotated[
        OutcomeKind | None,
        Spec(
            "de uitkomst",
            "Hoe de casus eindigt",
            section=Section.END,
            none="Hier eindigt geen casus",
            kinds=(Kind.OUTCOME,),
        ),
    ] = None
    contact: Annotated[
        Id | None, Spec("het contact", "Contact", section=Section.WHO, refers="contacts", none="Geen")
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
            longest=200,
            section=Section.END,
            kinds=(Kind.OUTCOME,),
        ),
    ] = ""
    again: Annotated[
        Id | None,
        Spec(
            "de stap om opnieuw te doen",
            "Stap om opnieuw te doen",
            "Voor een weg terug: een casus loopt nooit in een kring.",
            section=Section.END,
            refers="steps",
            options="stappen",
            none="Geen",
            kinds=(Kind.OUTCOME,),
        ),
    ] = None
    patron: Annotated[
        str,
        Spec(
            "de tekst voor de lener",
            "Wat de lener zelf leest",
            "Voor de knop Laat zien aan de lener. Leeg: dan ziet de lener wat je zegt.",
            longest=300,
        ),
    ] = ""
    pictures: Annotated[
        tuple[Picture, ...],
        Spec(
            "de plaatjes",
            "Plaatjes",
            "Wat de lener of de balie op het scherm ziet.",
            "things",
            one="Plaatje",
        ),
    ] = ()
    local: Annotated[tuple[Id, ...], replace(LOCAL, section=Section.FINDING)] = ()
    answers: Annotated[tuple[Answer, ...], Spec("de antwoorden")] = ()
    former: Annotated[tuple[Id, ...], Spec("de namen die een versie eerder had")] = ()
    translations: Annotated[tuple[Translation, ...], Spec("de vertalingen")] = ()

    @property
    def asks(self) -> str:
        """The question that the answers answer."""
        return self.prompt or self.title

    def answer(self, answer_id: str) -> Answer | None:
        """Return the answer with this id, or None."""
        return next((answer for answer in self.answers if answer.id == answer_id), None)


class GivenAnswer(Value):
    """A step, the answer given to it, and the part of the story that comes before that answer."""

    step: Annotated[Id, Spec("de stap", refers="steps")]
    told: Annotated[
        str,
        Spec(
            "het deel van het verhaal",
            "Wat er nu blijkt",
            "Tot aan deze keuze, en niet verder.",
            longest=200,
        ),
    ] = ""
    answer: Annotated[Id, Spec("het antwoord")]

    @property
    def taken(self) -> tuple[str, str]:
        """The arrow followed, as a case has it."""
        return self.step, self.answer


class Example(Value):
    """A described case with its right answers and outcome."""

    thing: ClassVar = Thing("oefencasus", "oefencasussen", title="title", new="Nieuwe oefencasus")

    id: Name
    title: Annotated[str, Spec("de titel", "Titel", longest=60)]
    story: Annotated[
        str,
        Spec(
            "het begin van het verhaal",
            "Begin van het verhaal",
            "Wat de lener eerst vertelt en laat zien. Zonder naam of nummer van iemand.",
            longest=300,
        ),
    ]
    situation: Annotated[Id, Spec("de situatie", "Hier begint de casus", refers="steps", options="starts")]
    answers: Annotated[tuple[GivenAnswer, ...], Spec("de antwoorden", "De goede antwoorden", widget="walk")]
    outcome: Annotated[Id, Spec("de uitkomst", refers="steps")]
    ending: Annotated[
        str,
        Spec(
            "het einde van het verhaal",
            "Einde van het verhaal",
            "Hoe het afliep. Dit komt pas na de laatste keuze.",
            section=Section.END,
            longest=200,
        ),
    ] = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """The story in its parts: its beginning, what comes before each answer, and its ending."""
        return (self.story, *(given.told for given in self.answers), self.ending)

    @property
    def is_told_at_once(self) -> bool:
        """Whether all of the story is in its beginning, as in files of before stories had parts."""
        return not any(self.parts[1:])
