"""What the model is built from: the base of all its values, and the kinds of thing it knows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

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

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy, with fields changed; what was worked out from the old ones is not taken along."""
        copy = super().model_copy(update=update, deep=deep)
        for name in set(copy.__dict__) - set(type(self).model_fields) if update else ():
            del copy.__dict__[name]
        return copy


class Kind(StrEnum):
    """What a step is."""

    SITUATION = "situation"
    QUESTION = "question"
    ACTION = "action"
    OUTCOME = "outcome"


class OutcomeKind(StrEnum):
    """How a case ends."""

    RESOLVED = "resolved"
    HANDOVER = "handover"
    EXPLAINED = "explained"


class ChannelKind(StrEnum):
    """By what means a contact is reached."""

    WEB = "web"
    PHONE = "phone"
    EMAIL = "email"
    INTERNAL = "internal"


class Doubt(StrEnum):
    """What somebody at the desk thinks is the matter with a step."""

    UNCLEAR = "onduidelijk"
    WRONG = "klopt-niet"
    OUTDATED = "verouderd"
    OTHER = "anders"


LONGEST_REMARK = 300
"""Characters that somebody at the desk can say about a step."""
