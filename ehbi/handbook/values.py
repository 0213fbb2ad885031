"""What the model is built from: the base of its values, its kinds, and what an annotation can say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from functools import cached_property
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from .errors import clip

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""Name of a thing in addresses and files: small letters, digits and single hyphens."""

FactId = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]?\.[1-9][0-9]?$")]
"""Number of a fact in the source, as text: ``"1.2"``."""


def _day(value: object) -> object:
    """Take ``2026-11-24`` as a day, and nothing looser: no bare number, no week, no missing hyphens."""
    if not isinstance(value, str):
        return value
    day = date.fromisoformat(value)
    if day.isoformat() != value:
        raise ValueError(value)
    return day


Day = Annotated[date, BeforeValidator(_day), Field(strict=True)]
"""A calendar day, written ``2026-11-24``."""


class Value(BaseModel):
    """Base of all parts of a handbook: frozen, and unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    thing: ClassVar[Thing | None] = None
    """What it is as one of a list in which things go by a name; None for what has no name."""

    @cached_property
    def called(self) -> str:
        """What messages call it: what people know it by, or its id as long as that is empty."""
        known = (self.thing.title, self.thing.key) if self.thing else ()
        return clip(next((said for name in known if (said := str(getattr(self, name)).strip())), ""))

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy, with fields changed; what was worked out from the old ones is not taken along."""
        copy = super().model_copy(update=update, deep=deep)
        for name in set(copy.__dict__) - set(type(self).model_fields) if update else ():
            del copy.__dict__[name]
        return copy

    @cached_property
    def _hash(self) -> int:
        return hash(tuple(self.__dict__[name] for name in type(self).model_fields))

    def __hash__(self) -> int:
        """Return what is worked out once: a handbook is looked up by it many times in each edit."""
        return self._hash

    def __getstate__(self) -> dict[str, Any]:
        """Return what is kept elsewhere: another process has other hashes."""
        state = super().__getstate__()
        fields = type(self).model_fields
        return state | {"__dict__": {name: held for name, held in self.__dict__.items() if name in fields}}

    def __dir__(self) -> list[str]:
        """Return what is ours: a notebook offers these names, and those of pydantic are for EHBI itself."""
        return [name for name in super().__dir__() if name not in vars(BaseModel)]


@dataclass(frozen=True, slots=True)
class Thing:
    """What people call the things of one list: one, and more of them.

    ``title`` is the field that people know one by, and of which a new one's id is made; ``key`` the field by
    which the handbook knows one. A new one is titled ``new``, and its key is none of the ``reserved``.
    """

    noun: str
    plural: str
    title: str
    key: str = "id"
    new: str = ""
    reserved: tuple[str, ...] = ()


class Section(IntEnum):
    """Where a field stands in a form: what comes later stands lower."""

    MAIN = 0
    KIND = 1
    END = 2
    WHO = 3
    FINDING = 4
    REVIEW = 5
    LAST = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that a field can have: what the form says, and what a sentence says."""

    value: str
    label: str
    said: str


@dataclass(frozen=True, slots=True)
class Spec:
    """What the annotation of a field says about it; read by forms, messages, checks and changes.

    - ``name`` is what it is called in a sentence; a field without a ``label`` is in no form.
    - ``widget`` is how a form asks for it, where type and length do not say: ``text``, ``name``, ``check``,
      ``choice``, ``checks`` (a box for each choice), ``things`` (a form for each) or ``walk`` (an example's
      answers).
    - ``refers`` is the list of the handbook of which it holds a key; ``options`` the name of a form's options
      where these are others; ``choices`` is what a boolean is called, and ``none`` what nothing is.
    - ``kinds`` are those of the steps that have it, or whose answers do; none for all.
    - ``one`` is what a new thing in it is called on a form, if not by its title; ``without`` are those of its
      fields that are not asked for.
    - ``longest`` is how long a text can be read aloud at a desk, and fits a box of the flowchart; 0 for any.
    """

    name: str
    label: str = ""
    hint: str = ""
    widget: str = ""
    section: Section = Section.MAIN
    refers: str = ""
    options: str = ""
    choices: tuple[Choice, ...] = ()
    none: str = ""
    kinds: tuple[Kind, ...] = ()
    one: str = ""
    without: tuple[str, ...] = ()
    longest: int = 0

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        """Say the same in the JSON schema, for who edits a file."""
        words = {"title": self.label or self.name, "description": self.hint}
        return {**handler(core), **{key: said for key, said in words.items() if said}}


class Labelled(StrEnum):
    """A kind of thing that has a label for a form, and a word for a sentence where that is another one."""

    label: str
    said: str
    meaning: str

    def __new__(cls, value: str, label: str, said: str = "", meaning: str = "") -> Self:
        """Return a member that is its value, with its words."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label, member.said, member.meaning = label, said or label.lower(), meaning
        return member


class Kind(Labelled):
    """What a step is."""

    SITUATION = "situation", "Situatie", "situatie", "hier begint een casus"
    QUESTION = "question", "Vraag", "vraag", "iets om te controleren"
    ACTION = "action", "Doen", "doen", "iets om te proberen"
    OUTCOME = "outcome", "Uitkomst", "uitkomst", "hier eindigt een casus"


class OutcomeKind(Labelled):
    """How a case ends."""

    RESOLVED = "resolved", "Opgelost"
    HANDOVER = "handover", "Doorgeven"
    EXPLAINED = "explained", "Uitgelegd"


class ChannelKind(Labelled):
    """By what means a contact is reached."""

    WEB = "web", "Website of formulier", "website"
    PHONE = "phone", "Telefoon"
    EMAIL = "email", "E-mail"
    INTERNAL = "internal", "Binnen de bibliotheek", "intern"


class Doubt(StrEnum):
    """What somebody at the desk thinks is the matter with a step."""

    UNCLEAR = "onduidelijk"
    WRONG = "klopt-niet"
    OUTDATED = "verouderd"
    OTHER = "anders"


LONGEST_REMARK = 300
"""Characters that somebody at the desk can say about a step."""
