"""Validation of a handbook and of a library's profile: one function a rule, each naming every offender.

Rules about ``size``; the ``structure`` of the graph; ``references`` to names; ``wording`` of texts; and
``endings``: what is handed over, and where the examples end.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..errors import Problem
from ..model import Handbook, Profile
from ..text import links
from . import endings, references, size, structure, wording

RULES = (*size.RULES, *structure.RULES, *references.RULES, *wording.RULES, *endings.RULES)


def check(handbook: Handbook, today: date) -> tuple[Problem, ...]:
    """Return every problem of a handbook, in the order of the rules; reviews are judged by today.

    Examples
    --------
    >>> import ehbi
    >>> check(ehbi.load(), date(2026, 11, 24))
    ()
    """
    found = [problem for rule in RULES for problem in rule(handbook)]
    return (*found, *wording.overdue_review(handbook, today))


def check_profile(profile: Profile, handbook: Handbook) -> tuple[Problem, ...]:
    """Return every problem of a profile beside the handbook that it is for."""
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
