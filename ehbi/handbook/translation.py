"""What the patron reads in another language, as frozen values: of a language its words, of a step its texts.

A translation knows by a digest which Dutch texts it is of; :mod:`ehbi.handbook.languages` compares that.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import StrictBool, StringConstraints

from .pictures import Digest
from .values import Choice, Day, Id, Spec, Thing, Value

OfDigest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
"""What the Dutch texts of a step are known by: twelve hexadecimal digits."""
_ON_SCREEN = 80
"""Characters of a line on the patron's own screen."""


def _said(dutch: str, of: str) -> Spec:
    hint = f"In het Nederlands: {dutch}." if dutch != of else ""
    return Spec(f"de tekst voor ‘{of}’", of, hint, longest=_ON_SCREEN)


class PatronWords(Value):
    """What the patron's screen says by itself; in Dutch unless a language says otherwise."""

    done: Annotated[str, _said("Gelukt", "Gelukt")] = "Gelukt"
    failed: Annotated[str, _said("Lukt niet", "Lukt niet")] = "Lukt niet"
    unclear: Annotated[str, _said("Ik snap het niet", "Ik snap het niet")] = "Ik snap het niet"
    told: Annotated[str, _said("De medewerker ziet dit", "Gezegd")] = "De medewerker ziet dit"
    waits: Annotated[str, _said("Even wachten. De medewerker is bezig", "Even wachten")] = (
        "Even wachten. De medewerker is bezig"
    )
    dutch_only: Annotated[str, _said("Deze stap is nog niet vertaald", "Niet vertaald")] = (
        "Deze stap is nog niet vertaald"
    )
    lost: Annotated[str, _said("Geen verbinding. We proberen het opnieuw", "Geen verbinding")] = (
        "Geen verbinding. We proberen het opnieuw"
    )
    over: Annotated[str, _said("Dit is afgelopen. Je kunt deze pagina sluiten", "Afgelopen")] = (
        "Dit is afgelopen. Je kunt deze pagina sluiten"
    )
    question: Annotated[str, _said("Vraag aan jou", "Vraag")] = "Vraag aan jou"


class Language(Value):
    """A language in which the patron can read; its id is its BCP 47 tag in small letters.

    Examples
    --------
    >>> Language(id="ar", name="Arabisch", own_name="العربية", right_to_left=True).direction
    'rtl'
    """

    thing: ClassVar = Thing("taal", "talen", title="name", new="Nieuwe taal")

    id: Annotated[
        Id,
        Spec(
            "de code van de taal",
            "Code van de taal",
            "Zoals en, uk of ar. Eenvoudig Nederlands is nl-x-a2. De vertalingen gaan mee.",
            "name",
        ),
    ]
    name: Annotated[str, Spec("de naam", "Naam in het Nederlands", longest=40)]
    own_name: Annotated[str, Spec("de eigen naam", "Naam in de taal zelf", longest=40)]
    right_to_left: Annotated[
        StrictBool,
        Spec(
            "de leesrichting",
            "Van rechts naar links",
            widget="check",
            choices=(
                Choice("ja", "Ja", "van rechts naar links"),
                Choice("nee", "Nee", "van links naar rechts"),
            ),
        ),
    ] = False
    words: Annotated[
        PatronWords, Spec("de woorden op het scherm van de lener", "Op het scherm van de lener")
    ] = PatronWords()

    @property
    def direction(self) -> str:
        """The direction of its script, as HTML has it."""
        return "rtl" if self.right_to_left else "ltr"


class AnswerText(Value):
    """What an answer says, from the patron's own point of view."""

    thing: ClassVar = Thing("antwoord", "antwoorden", title="label")

    id: Annotated[Id, Spec("het antwoord")]
    label: Annotated[str, Spec("de tekst", "Antwoord", longest=80)]


class PictureText(Value):
    """What is on a picture, and what each mark on it points at, for who cannot see it."""

    file: Annotated[Digest, Spec("het plaatje")]
    alt: Annotated[str, Spec("de beschrijving", "Wat er op het plaatje staat", longest=220)]
    marks: Annotated[tuple[str, ...], Spec("de aanwijzingen", "Wat er aangewezen is")] = ()


class Translation(Value):
    """What the patron reads of one step in another language.

    ``text`` is that of the step's ``patron``, or of its ``say`` where there is none; ``of`` the digest of the
    Dutch texts that it was made of. It is ``reviewed_by`` a speaker, or by nobody yet.
    """

    thing: ClassVar = Thing("vertaling", "vertalingen", title="language", key="language")

    language: Annotated[Id, Spec("de taal", "Taal", refers="languages")]
    text: Annotated[str, Spec("de tekst", "Wat de lener leest", longest=400)]
    say: Annotated[str, Spec("wat je tegen de lener zegt", "Wat je zegt", longest=220)] = ""
    asks: Annotated[str, Spec("de vraag", "De vraag aan de lener", longest=110)] = ""
    answers: Annotated[tuple[AnswerText, ...], Spec("de antwoorden", "Antwoorden")] = ()
    pictures: Annotated[tuple[PictureText, ...], Spec("de teksten bij plaatjes", "Plaatjes")] = ()
    of: Annotated[OfDigest, Spec("de Nederlandse tekst waarvan dit de vertaling is")]
    reviewed_by: Annotated[
        str, Spec("wie het heeft nagekeken", "Nagekeken door", "Iemand die de taal spreekt.", longest=60)
    ] = ""
    reviewed: Annotated[Day | None, Spec("de dag van nakijken", "Nagekeken op")] = None

    def answer(self, answer_id: str) -> str:
        """Return what an answer says; nothing where nobody translated that."""
        return next((one.label for one in self.answers if one.id == answer_id), "")

    def picture(self, file: str) -> PictureText | None:
        """Return the texts with a picture, or None."""
        return next((one for one in self.pictures if one.file == file), None)
