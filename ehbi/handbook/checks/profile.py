"""Rules about a library's profile: what it names is there, what it says can be read, its links are safe."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import Problem
from ..model import Handbook, Profile
from ..text import links
from . import wording


def check_profile(profile: Profile, handbook: Handbook) -> tuple[Problem, ...]:
    """Return every problem of a profile beside the handbook that it is for.

    Examples
    --------
    >>> import ehbi
    >>> [problem.message for problem in check_profile(Profile(format=1, library=""), ehbi.load())]
    ['De naam van de bibliotheek is leeg']
    """
    return (
        *_nameless(profile),
        *_contacts(profile, handbook),
        *_channels(profile),
        *_links(profile),
        *wording.markup(profile),
    )


def _nameless(profile: Profile) -> Iterator[Problem]:
    if not profile.library.strip():
        yield Problem(("library",), "De naam van de bibliotheek is leeg", "Vul de naam in bij library")


def _contacts(profile: Profile, handbook: Handbook) -> Iterator[Problem]:
    known = [contact.id for contact in handbook.contacts]
    seen: set[str] = set()
    for at, contact in enumerate(profile.contacts):
        path = ("contacts", at, "id")
        if contact.id not in known:
            yield Problem(path, f"‘{contact.id}’ is geen contact", f"Kies uit: {', '.join(known)}")
        if contact.id in seen:
            yield Problem(path, f"‘{contact.id}’ komt hier al eerder voor", "Zet alles bij één contact")
        seen.add(contact.id)


def _channels(profile: Profile) -> Iterator[Problem]:
    for at, contact in enumerate(profile.contacts):
        for index, channel in enumerate(contact.channels):
            path = ("contacts", at, "channels", index)
            if not channel.label.strip():
                yield Problem((*path, "label"), "Deze tekst is leeg", "Vul de tekst in")
            if channel.link is not None:
                yield from wording.link_problem((*path, "link"), channel.link)


def _links(profile: Profile) -> Iterator[Problem]:
    for link in links(profile.synchronisation):
        yield from wording.link_problem(("synchronisation",), link)
