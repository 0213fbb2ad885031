"""A library's profile in use: what the handbook cannot know, where the handbook asks for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from .model import Handbook
from .parts import LOCAL_PARTS, Channel, Contact, Profile
from .values import ChannelKind

SYSTEM, SYNCHRONISATION = LOCAL_PARTS


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
    """Return a contact with the channels of these kinds, the library's own before the general ones."""
    contact = handbook.contact(contact_id)
    own = handbook.profile.contact(contact_id) if handbook.profile else None
    channels = (*(own.channels if own else ()), *contact.channels)
    return contact.model_copy(update={"channels": fitting(channels, kinds)})
