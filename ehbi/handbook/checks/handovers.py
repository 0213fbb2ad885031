"""Rules about what is handed over: said as it was done, to somebody who can be reached in that way."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx

from ..errors import Problem, Severity
from ..graph import arrows
from ..model import Contact, Handbook, Step
from ..values import Kind, OutcomeKind


def answer_without_done(handbook: Handbook) -> Iterator[Problem]:
    """Find answers to an action that do not say what was done, where a handover can come after."""
    handovers = {step.id for step in handbook.steps if step.outcome is OutcomeKind.HANDOVER}
    before = nx.multi_source_dijkstra_path_length(arrows(handbook).reverse(copy=False), handovers) if handovers else {}
    for at, step in enumerate(handbook.steps):
        for index, answer in enumerate(step.answers if step.kind is Kind.ACTION else ()):
            if answer.next in before and not answer.done.strip():
                yield Problem(
                    ("steps", at, "answers", index, "done"),
                    f"Antwoord ‘{answer.label}’ van ‘{step.id}’ zegt niet wat er is gedaan",
                    "Vul in hoe dat in de tekst voor het contact komt, zoals: Gesynchroniseerd; inloggen lukt niet",
                    Severity.WARNING,
                )


def channels_that_do_not_fit(handbook: Handbook) -> Iterator[Problem]:
    """Find steps whose contact cannot be reached as they say: a profile can add to that, but not every library has one."""
    contacts = {contact.id: contact for contact in handbook.contacts}
    for at, step in enumerate(handbook.steps):
        if step.channels and (message := _unreached(step, contacts)):
            yield Problem(
                ("steps", at, "channels"),
                message,
                "Kies ook een manier die bij het contact staat, of laat het leeg",
                Severity.WARNING,
            )


def _unreached(step: Step, contacts: dict[str, Contact]) -> str:
    if step.contact is None:
        return f"Stap ‘{step.id}’ zegt hoe je een contact bereikt, maar heeft geen contact"
    contact = contacts.get(step.contact)
    if contact is None or any(channel.kind in step.channels for channel in contact.channels):
        return ""
    return f"Bij stap ‘{step.id}’ past geen enkel kanaal van contact ‘{contact.id}’"


RULES = (answer_without_done, channels_that_do_not_fit)
