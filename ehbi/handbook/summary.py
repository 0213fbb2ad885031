"""A case as Dutch text, to paste into a mail or a report; it holds nothing about the patron."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .model import Contact, Handbook, Step
from .profile import reached
from .text import to_plain
from .values import Kind, OutcomeKind

if TYPE_CHECKING:
    from .case import Case

KIND_NAMES = {kind: kind.label for kind in Kind}
"""What each kind of step is called, wherever it is named."""
OUTCOME_NAMES = {kind: kind.label for kind in OutcomeKind}
ASSUMED = "aangenomen"


def situation_name(situation: Step) -> str:
    """Return a situation's name with its number."""
    return f"Situatie {situation.number}: {situation.title}" if situation.number else situation.title


def summarise(case: Case) -> str:
    """Return what was the matter, what was done and how it ended, as lines of plain text.

    Examples
    --------
    >>> import ehbi
    >>> print(summarise(ehbi.Case(ehbi.load()).begin("geen-rechten").answer("nee")))  # doctest: +ELLIPSIS
    Eerste Hulp Bij Inloggen
    Situatie 2: Melding: niet de juiste rechten
    <BLANKLINE>
    Gedaan:
    1. Geeft het abonnement toegang? Nee, het abonnement geeft geen toegang
    <BLANKLINE>
    Uitgelegd: Dit abonnement geeft geen toegang
    Het abonnement van de lener geeft geen toegang ...
    """
    return "\n".join(_lines(case))


def _lines(case: Case) -> Iterator[str]:
    yield case.handbook.title
    if case.start is None:
        yield "Er is nog geen situatie gekozen."
        return
    yield situation_name(case.handbook.step(case.start))
    if case.passed:
        yield from ("", "Gedaan:")
    for number, passed in enumerate(case.passed, start=1):
        mark = f" ({ASSUMED})" if passed.assumed else ""
        yield f"{number}. {passed.step.asks} {passed.answer.label}{mark}"
    yield ""
    if case.step:
        yield end(case.handbook, case.step)


def end(handbook: Handbook, step: Step) -> str:
    """Return the last lines of a summary: the step where the case is, and the contact to use there."""
    name = f"{OUTCOME_NAMES[step.outcome]}: {step.title}" if step.outcome else f"Nu: {step.title}"
    contact = ("", *contact_lines(reached(handbook, step.contact, step.channels))) if step.contact else ()
    return "\n".join((name, to_plain(step.text), *contact))


def contact_lines(contact: Contact) -> Iterator[str]:
    """Yield a contact as lines of text: name, channels, rules."""
    yield f"Contact: {contact.name}"
    yield from (f"- {channel.label}" for channel in contact.channels)
    yield from (f"- Let op: {rule.text}" for rule in contact.rules)
