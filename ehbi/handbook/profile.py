"""A library's profile: what the handbook cannot know, filled in once by the library itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import ConfigDict, Field, StrictInt

from .model import CHANNELS, LOCAL_PARTS, MARKDOWN_HINT, Channel, Contact, Handbook
from .values import ChannelKind, Id, Spec, Value

PARTS = LOCAL_PARTS
SYSTEM, SYNCHRONISATION = PARTS


class OwnContact(Value):
    """How a contact of the handbook is called and reached at this library."""

    id: Annotated[
        Id,
        Spec(
            "de naam in adressen en bestanden", "Contact uit het handboek", widget="choice", refers="contacts"
        ),
    ]
    name: Annotated[str, Spec("de naam", "Hoe het bij jullie heet")] = ""
    channels: Annotated[tuple[Channel, ...], replace(CHANNELS, without=("source",))] = ()


class Profile(Value):
    """What a library fills in about itself; a newer handbook leaves it as it is.

    Examples
    --------
    >>> import ehbi
    >>> handbook = ehbi.load().at(Profile(format=1, library="Bibliotheek Noord", system="Ledenpakket"))
    >>> [part.text for part in local_parts(handbook, ["ledensysteem"])]
    ['Ledenpakket']
    """

    model_config = ConfigDict(title="profiel")

    format: Annotated[StrictInt, Field(ge=1, le=1), Spec("de opbouw van het bestand")]
    library: Annotated[str, Spec("de naam van de bibliotheek", "Naam van de bibliotheek")]
    system: Annotated[str, Spec("het ledensysteem", "Ledensysteem", "Hoe jullie ledensysteem heet.")] = ""
    synchronisation: Annotated[
        str,
        Spec("hoe je synchroniseert", "Zo synchroniseer je met de hand", MARKDOWN_HINT, "text"),
    ] = ""
    contacts: Annotated[
        tuple[OwnContact, ...],
        Spec("de contacten", "Jullie eigen contacten", widget="things", one="Contact"),
    ] = ()

    def contact(self, contact_id: str) -> OwnContact | None:
        """Return what the library says about a contact, or None."""
        return next((contact for contact in self.contacts if contact.id == contact_id), None)


@dataclass(frozen=True, slots=True)
class LocalPart:
    """One thing that the library has to say somewhere; ``id`` is what ``local`` calls it."""

    id: str
    title: str
    text: str = ""
    channels: tuple[Channel, ...] = ()


def local_parts(
    handbook: Handbook, names: Iterable[str], kinds: Collection[ChannelKind] = ()
) -> tuple[LocalPart, ...]:
    """Return what the library has filled in of these; nothing for a handbook that is at no library.

    Of a contact there are only the channels of these kinds; no kind is all.
    """
    profile = handbook.profile
    found = (_part(handbook, profile, name, kinds) for name in dict.fromkeys(names)) if profile else ()
    return tuple(part for part in found if part.text or part.channels)


def _part(handbook: Handbook, profile: Profile, name: str, kinds: Collection[ChannelKind]) -> LocalPart:
    if name == SYSTEM:
        return LocalPart(name, "Jullie ledensysteem", profile.system)
    if name == SYNCHRONISATION:
        inside = f" in {profile.system}" if profile.system else ""
        return LocalPart(name, f"Zo synchroniseer je{inside}", profile.synchronisation)
    own = profile.contact(name)
    title = handbook.contact(name).name
    return LocalPart(name, title, own.name, fitting(own.channels, kinds)) if own else LocalPart(name, title)


def fitting(channels: Iterable[Channel], kinds: Collection[ChannelKind]) -> tuple[Channel, ...]:
    """Return the channels of these kinds; all of them when no kind is asked for."""
    return tuple(channel for channel in channels if not kinds or channel.kind in kinds)


def reached(handbook: Handbook, contact_id: str, kinds: Collection[ChannelKind] = ()) -> Contact:
    """Return a contact with the channels of these kinds, the library's own before the general ones.

    Examples
    --------
    >>> import ehbi
    >>> mail = Channel(kind="email", label="fb@noord.example", link="mailto:fb@noord.example")
    >>> own = OwnContact(id="functioneel-beheer", channels=(mail,))
    >>> handbook = ehbi.load().at(Profile(format=1, library="Bibliotheek Noord", contacts=(own,)))
    >>> [channel.kind.value for channel in reached(handbook, "functioneel-beheer").channels]
    ['email', 'internal']
    """
    contact = handbook.contact(contact_id)
    own = handbook.profile.contact(contact_id) if handbook.profile else None
    channels = (*(own.channels if own else ()), *contact.channels)
    return contact.model_copy(update={"channels": fitting(channels, kinds)})
