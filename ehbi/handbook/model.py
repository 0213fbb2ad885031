"""The handbook as frozen values; the words are those of the design's glossary."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import ConfigDict, Field, PrivateAttr, StrictBool, StrictInt

from .clock import UNPUBLISHED, Version
from .display import bundle
from .errors import UnknownStepError
from .values import ChannelKind, Day, FactId, Id, Kind, OutcomeKind, Value

if TYPE_CHECKING:
    from .profile import Profile


class Fact(Value):
    """A statement of the source that the handbook rests on."""

    id: FactId
    text: str


class Party(Value):
    """Who acts."""

    id: Id
    name: str


class Channel(Value):
    """One way to reach a contact; ``link`` is an https or mailto address, or nothing."""

    kind: ChannelKind
    label: str
    link: str | None = None
    source: tuple[FactId, ...] = ()


class Rule(Value):
    """What to mind when using a contact."""

    text: str
    source: tuple[FactId, ...]


class Contact(Value):
    """Where a case is handed over."""

    id: Id
    name: str
    channels: tuple[Channel, ...]
    rules: tuple[Rule, ...] = ()
    source: tuple[FactId, ...]


class Permission(Value):
    """What a party can or cannot do."""

    id: Id
    party: Id
    allowed: StrictBool
    what: str
    note: str = ""
    source: tuple[FactId, ...]
    local: tuple[Id, ...] = ()


class Term(Value):
    """A word of the trade and what it means."""

    term: str
    meaning: str
    source: tuple[FactId, ...] = ()
    local: tuple[Id, ...] = ()


class Synonyms(Value):
    """Words that mean the same to a search: ``words`` are what people type, ``means`` what the steps say."""

    means: str
    words: tuple[str, ...]


class Subject(Value):
    """What people ask for that the handbook is not about.

    Parameters
    ----------
    title
        What it is called: "Boeken verlengen".
    words
        Words and phrases by which a search knows that it is asked for.
    where
        Where it belongs, in a sentence; empty when that is not known.
    """

    title: str
    words: tuple[str, ...]
    where: str = ""


class Answer(Value):
    """A labelled edge from a step to the next.

    Parameters
    ----------
    id, label, next
        What it is called, what it says, and the id of the step it leads to.
    done
        What a handover says was done when this answer was given, in the past tense; empty for the
        question with the label behind it.
    """

    id: Id
    label: str
    next: Id
    done: str = ""


class Step(Value):
    """A node of the decision graph.

    Parameters
    ----------
    id, kind, title
        What it is called, in files and on the screen.
    number
        1 and up, for a situation only.
    text
        What to do: Markdown of paragraphs, lists, bold and links.
    prompt
        The question above the answers; a step without one asks its title.
    party
        Id of who acts.
    say
        What to say to the patron, literally; may be empty.
    why
        Why it matters; may be empty.
    words
        Extra words that lead to this step in a search.
    source
        Ids of the facts it rests on.
    inferred
        Whether the source is silent here and the text is the plain consequence.
    reviewed
        Day on which somebody last looked whether it still holds.
    answers
        Where to go from here; none for an outcome.
    outcome
        How the case ends, for an outcome only.
    contact
        Id of the contact to use here.
    channels
        By which means the contact is reached here; empty for all that it has.
    request
        What is asked of the contact, for a handover only; may be empty.
    patron
        What the patron reads or does here, addressed to the patron: the same Markdown; may be empty.
    local
        What of the library's own profile belongs here: the id of a contact, or one of
        :data:`ehbi.handbook.profile.PARTS`.
    """

    id: Id
    kind: Kind
    number: Annotated[StrictInt, Field(ge=1, le=99)] | None = None
    title: str
    text: str
    prompt: str = ""
    party: Id
    say: str = ""
    why: str = ""
    words: tuple[str, ...] = ()
    source: tuple[FactId, ...] = ()
    inferred: StrictBool = False
    reviewed: Day
    outcome: OutcomeKind | None = None
    contact: Id | None = None
    channels: tuple[ChannelKind, ...] = ()
    request: str = ""
    patron: str = ""
    local: tuple[Id, ...] = ()
    answers: tuple[Answer, ...] = ()

    @property
    def asks(self) -> str:
        """The question that the answers answer."""
        return self.prompt or self.title

    def answer(self, answer_id: str) -> Answer | None:
        """Return the answer with this id, or None."""
        return next((answer for answer in self.answers if answer.id == answer_id), None)


class GivenAnswer(Value):
    """A step and the answer given to it."""

    step: Id
    answer: Id


class Example(Value):
    """A described case with its right answers and outcome."""

    id: Id
    title: str
    story: str
    situation: Id
    answers: tuple[GivenAnswer, ...]
    outcome: Id


class Outside(Value):
    """What the handbook is not about: the choice at the start, and the step that explains it."""

    step: Id
    label: str


class Handbook(Value):
    """All content of one revision.

    Parameters
    ----------
    format
        Version of the file's structure.
    title
        Name of the handbook.
    outside
        The choice for a problem that the handbook is not about; a case may start there.
    facts, parties, contacts, permissions, glossary, synonyms, elsewhere, steps, examples
        The parts, in the order in which they are shown.

    Examples
    --------
    >>> import ehbi
    >>> handbook = ehbi.load()
    >>> [situation.number for situation in handbook.situations]
    [1, 2, 3, 4]
    """

    model_config = ConfigDict(title="handboek")

    format: Annotated[StrictInt, Field(ge=1, le=1)]
    title: str
    outside: Outside
    facts: tuple[Fact, ...]
    parties: tuple[Party, ...]
    contacts: tuple[Contact, ...]
    permissions: tuple[Permission, ...]
    glossary: tuple[Term, ...] = ()
    synonyms: tuple[Synonyms, ...] = ()
    elsewhere: tuple[Subject, ...] = ()
    steps: tuple[Step, ...]
    examples: tuple[Example, ...] = ()

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
