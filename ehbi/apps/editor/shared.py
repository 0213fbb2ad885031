"""The options that several fields offer."""

from __future__ import annotations

from ...handbook import Handbook
from ...handbook.graph import starts
from ...handbook.profile import SYNCHRONISATION, SYSTEM
from ...handbook.values import OutcomeKind
from ..panel import Option
from .asks import CONTACTS, ENDS, LOCAL, PARTIES, STARTS

PROFILE_NAMES = {SYSTEM: "Het ledensysteem", SYNCHRONISATION: "Hoe je synchroniseert"}


def shared(handbook: Handbook) -> dict[str, tuple[Option, ...]]:
    """Return the options that the forms of things share."""
    contacts = tuple((contact.id, contact.name or contact.id) for contact in handbook.contacts)
    ends = (
        step
        for step in handbook.steps
        if step.outcome is OutcomeKind.EXPLAINED or step.id == handbook.outside.step
    )
    return {
        PARTIES: tuple((party.id, party.name or party.id) for party in handbook.parties),
        STARTS: tuple((step.id, step.title or step.id) for step in starts(handbook)),
        ENDS: tuple((step.id, step.title or step.id) for step in ends),
        CONTACTS: contacts,
        LOCAL: locals_of(handbook),
    }


def locals_of(handbook: Handbook) -> tuple[Option, ...]:
    """Return what of a library's profile can be shown with a part of the handbook."""
    contacts = ((contact.id, contact.name or contact.id) for contact in handbook.contacts)
    return (*PROFILE_NAMES.items(), *contacts)
