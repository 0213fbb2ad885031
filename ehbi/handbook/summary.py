"""Words of a summary: what kinds of step and outcome are called, a situation, an end, a contact."""

from __future__ import annotations

from collections.abc import Iterator

from .model import Handbook, Step
from .parts import Contact
from .profile import reached
from .text import to_plain
from .values import Kind, OutcomeKind

KIND_NAMES = {kind: kind.label for kind in Kind}
"""What each kind of step is called, wherever it is named."""
OUTCOME_NAMES = {kind: kind.label for kind in OutcomeKind}
ASSUMED = "aangenomen"


def situation_name(situation: Step) -> str:
    """Return a situation's name with its number."""
    return f"Situatie {situation.number}: {situation.title}" if situation.number else situation.title


def start_label(start: Step, outside: str) -> str:
    """Return a start as a list of them has it: with its number; ``outside`` for what has none."""
    return f"{start.number}. {start.title or start.id}" if start.number else outside


def end(handbook: Handbook, step: Step) -> str:
    """Return the last lines of a summary: the step where the case is, and the contact to use there."""
    name = f"{OUTCOME_NAMES[step.outcome]}: {step.title}" if step.outcome else f"Nu: {step.title}"
    contact = ("", *_contact_lines(reached(handbook, step.contact, step.channels))) if step.contact else ()
    return "\n".join((name, to_plain(step.text), *contact))


def _contact_lines(contact: Contact) -> Iterator[str]:
    yield f"Contact: {contact.name}"
    yield from (f"- {channel.label}" for channel in contact.channels)
    yield from (f"- Let op: {rule.text}" for rule in contact.rules)
