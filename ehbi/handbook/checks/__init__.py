"""Validation of a handbook and of a library's profile: one function a rule, each naming every offender.

Rules about ``size``; the ``structure`` of the graph; ``references`` to names; ``wording`` of texts;
``endings``: what is handed over, and where the examples end; ``stories``: that these give nothing away; and
``languages``: that translations say what the Dutch says.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .. import clock
from ..errors import Problem, Rule
from ..model import Handbook, needs_handbook
from ..parts import Profile
from ..problems import Problems
from . import endings, languages, references, size, stories, structure, wording

RULES = (
    *(*size.RULES, *structure.RULES, *references.RULES, *wording.RULES, *endings.RULES),
    *(*stories.RULES, *languages.RULES),
)

_NAMELESS = Rule("De naam van de bibliotheek is leeg", "Vul de naam in bij library")
_NO_CONTACT = Rule("‘{name}’ is geen contact", "Kies uit: {known}")
_TWICE = Rule("‘{name}’ komt hier al eerder voor", "Zet alles bij één contact")


def check(handbook: Handbook, today: date | None = None) -> Problems:
    """Return every problem of a handbook, in the order of the rules; reviews are judged by today.

    Examples
    --------
    >>> import ehbi
    >>> handbook = ehbi.load().with_step("mail-opnieuw", title="")
    >>> [problem.is_error for problem in ehbi.check(handbook)]
    [True]
    """
    needs_handbook(handbook, "check(handbook)")
    found = [problem for rule in RULES for problem in rule(handbook)]
    return Problems((*found, *wording.overdue_review(handbook, today or clock.today())), handbook)


def check_profile(profile: Profile, handbook: Handbook) -> tuple[Problem, ...]:
    """Return every problem of a profile beside the handbook that it is for."""
    return (
        *_nameless(profile),
        *_contacts(profile, handbook),
        *wording.everywhere(wording.unsafe_link, profile),
        *wording.everywhere(wording.markup, profile),
    )


def _nameless(profile: Profile) -> Iterator[Problem]:
    if not profile.library.strip():
        yield _NAMELESS.problem(("library",))
    for at, contact in enumerate(profile.contacts):
        for index, channel in enumerate(contact.channels):
            if not channel.label.strip():
                yield wording.EMPTY.problem(("contacts", at, "channels", index, "label"))


def _contacts(profile: Profile, handbook: Handbook) -> Iterator[Problem]:
    known = [contact.id for contact in handbook.contacts]
    seen: set[str] = set()
    for at, contact in enumerate(profile.contacts):
        path = ("contacts", at, "id")
        if contact.id not in known:
            yield _NO_CONTACT.problem(path, name=contact.id, known=", ".join(known))
        if contact.id in seen:
            yield _TWICE.problem(path, name=contact.id)
        seen.add(contact.id)
