"""The handbook as frozen values, each field annotated with what people call it and how it is asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Self, TypeVar

from pydantic import ConfigDict, PrivateAttr

from .changing import Changeable
from .clock import UNPUBLISHED, Version
from .display import bundle
from .errors import UnknownPartError, UnknownStepError
from .parts import Contact, Fact, Format, Party, Permission, Profile, Subject, Synonyms, Term
from .step import Example, Step
from .translation import Language
from .values import Id, Kind, Section, Spec, Value


class Outside(Value):
    """What the handbook is not about: the choice at the start, and the step that explains it."""

    step: Annotated[
        Id, Spec("de stap", "Stap die dat uitlegt", section=Section.END, refers="steps", options="ends")
    ]
    label: Annotated[
        str,
        Spec(
            "de tekst",
            "Keuze voor iets anders",
            "Voor een probleem waar het handboek niet over gaat.",
            longest=60,
        ),
    ]


class Handbook(Changeable, Value):
    """All content of one revision; its parts are in the order in which they are shown.

    Examples
    --------
    >>> import ehbi
    >>> handbook = ehbi.load()
    >>> [situation.number for situation in handbook.situations]
    [1, 2, 3, 4]
    """

    model_config = ConfigDict(title="handboek")

    format: Format
    title: Annotated[str, Spec("de titel", "Titel", longest=60)]
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
    contacts: Annotated[tuple[Contact, ...], Spec("de contacten", "Contacten", "Waar een casus naartoe kan.")]
    permissions: Annotated[
        tuple[Permission, ...], Spec("de bevoegdheden", "Bevoegdheden", "Wie wat wel of niet kan.")
    ]
    glossary: Annotated[
        tuple[Term, ...], Spec("de woordenlijst", "Woorden", "Woorden uit het vak, met wat ze betekenen.")
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
    languages: Annotated[
        tuple[Language, ...],
        Spec(
            "de talen",
            "Talen",
            "Talen waarin de lener mee kan lezen. De vertalingen staan bij Talen.",
        ),
    ] = ()
    steps: Annotated[tuple[Step, ...], Spec("de stappen", "Stappen")]
    examples: Annotated[
        tuple[Example, ...],
        Spec(
            "de oefencasussen",
            "Oefencasussen",
            "Om mee te oefenen, en om te merken dat een wijziging een casus ergens anders laat eindigen.",
        ),
    ] = ()

    # Not fields: they are no part of the content, so nothing writes them and no revision depends on them.
    _profile: Profile | None = PrivateAttr(default=None)
    _published: tuple[str, Version] | None = PrivateAttr(default=None)
    _pictures: Mapping[str, bytes] = PrivateAttr(default_factory=dict)

    @property
    def profile(self) -> Profile | None:
        """What the library that uses the handbook has filled in about itself."""
        return self._profile

    def at(self, profile: Profile | None) -> Self:
        """Return the same revision as this library uses it, or without any library for None."""
        local = self.model_copy()
        local._profile = profile
        return local

    def __eq__(self, other: object) -> bool:
        """Return whether content, profile and version are the same, whatever pictures are at hand."""
        if isinstance(other, Handbook) and self._pictures != other._pictures:
            return super().__eq__(other.with_pictures(self._pictures, alone=True))
        return super().__eq__(other)

    __hash__ = Value.__hash__

    @property
    def pictures(self) -> Mapping[str, bytes]:
        """The bytes of pictures by their digest, as far as they are at hand: WebP, as it was kept."""
        return self._pictures

    def with_pictures(self, pictures: Mapping[str, bytes], *, alone: bool = False) -> Self:
        """Return the same content with these pictures at hand too, or ``alone``."""
        supplied = self.model_copy()
        supplied._pictures = {**pictures} if alone else {**self._pictures, **pictures}
        return supplied

    @cached_property
    def shown_pictures(self) -> frozenset[str]:
        """The digests of all pictures in its steps."""
        return frozenset(picture.file for step in self.steps for picture in step.pictures)

    @property
    def version(self) -> Version | None:
        """What this content was published as; None for one that was not, or has changed since."""
        revision, version = self._published or ("", None)
        return version if revision == self.revision else None

    @property
    def base_revision(self) -> str:
        """The revision that was published and that this is, or was changed from; empty when nobody knows."""
        return self._published[0] if self._published else ""

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
    def _former(self) -> dict[str, str]:
        return {old: step.id for step in self.steps for old in step.former}

    def known_as(self, step_id: str) -> str:
        """Return the id that a step has now, by an id that it has or had; of no step, what was given.

        Examples
        --------
        >>> import ehbi
        >>> from ehbi.handbook.edits import rename_step
        >>> rename_step(ehbi.load(), "reset-mail", "mail-zoek", ["reset-mail"]).known_as("reset-mail")
        'mail-zoek'
        """
        return step_id if step_id in self else self._former.get(step_id, step_id)

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
        """Return the party with this id; a checked handbook has every party it names.

        Raises
        ------
        UnknownPartError
            There is no such party; it names those that there are.
        """
        return _named(self.parties, "Wie", party_id)

    def contact(self, contact_id: str) -> Contact:
        """Return the contact with this id; a checked handbook has every contact it names.

        Raises
        ------
        UnknownPartError
            There is no such contact; it names those that there are.

        Examples
        --------
        >>> import ehbi
        >>> ehbi.load().contact("fb-iam").name
        'FB IAM'
        """
        return _named(self.contacts, "Contact", contact_id)


PartT = TypeVar("PartT", Party, Contact)


def _named(parts: tuple[PartT, ...], what: str, name: str) -> PartT:
    found = next((part for part in parts if part.id == name), None)
    if found is None:
        raise UnknownPartError(what, name, (part.id for part in parts))
    return found


def needs_handbook(given: object, usage: str) -> None:
    """Refuse what is no handbook where one is needed, and say what to pass.

    Raises
    ------
    TypeError
        It is no handbook.
    """
    if not isinstance(given, Handbook):
        wrong = f"hier hoort een handboek, geen {type(given).__name__}"
        raise TypeError(f"{usage}: {wrong}. Neem ehbi.load() of ehbi.published().")
