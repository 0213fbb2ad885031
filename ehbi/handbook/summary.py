"""The summary of a case, and the words in it: kinds of step and outcome, a start, an end, a contact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .model import Handbook
from .parts import Contact
from .profile import reached
from .step import Answer, Step
from .text import to_plain

ASSUMED = "aangenomen"


@dataclass(frozen=True, slots=True)
class Passed:
    """A step that a case has passed: the step, the answer that led on, and whether it was assumed."""

    step: Step
    answer: Answer
    assumed: bool


def summary(handbook: Handbook, trail: Sequence[Step], passed: Iterable[Passed]) -> str:
    """Return what was the matter in a case, what was done and how it ended."""
    if not trail:
        return f"{handbook.title}\nEr is nog geen situatie gekozen."
    done = [
        f"{number}. {one.step.asks} {one.answer.label}{f' ({ASSUMED})' if one.assumed else ''}"
        for number, one in enumerate(passed, start=1)
    ]
    steps = ["", "Gedaan:", *done] if done else []
    return "\n".join([handbook.title, situation_name(trail[0]), *steps, "", end(handbook, trail[-1])])


def situation_name(situation: Step) -> str:
    """Return a situation's name with its number."""
    return f"Situatie {situation.number}: {situation.title}" if situation.number else situation.title


def start_label(start: Step, outside: str) -> str:
    """Return a start as a list of them has it: with its number; ``outside`` for what has none."""
    return f"{start.number}. {start.title or start.id}" if start.number else outside


def end(handbook: Handbook, step: Step) -> str:
    """Return the last lines of a summary: the step where the case is, and the contact to use there."""
    name = f"{step.outcome.label}: {step.title}" if step.outcome else f"Nu: {step.title}"
    contact = ("", *_contact_lines(reached(handbook, step.contact, step.channels))) if step.contact else ()
    again = again_said(handbook, step)
    return "\n".join((name, to_plain(step.text), *([again] if again else ()), *contact))


def again_said(handbook: Handbook, step: Step) -> str:
    """Return which step is to be done again after an outcome; nothing when there is none."""
    if step.again is None or step.again not in handbook:
        return ""
    return f"Doe opnieuw: ‘{handbook.step(step.again).title}’"


def _contact_lines(contact: Contact) -> Iterator[str]:
    yield f"Contact: {contact.name}"
    yield from (f"- {channel.label}" for channel in contact.channels)
    yield from (f"- Let op: {rule.text}" for rule in contact.rules)
