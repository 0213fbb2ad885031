"""Rules about what is handed over: said as it was done, to somebody who can be reached in that way."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx

from ..errors import Problem, Severity
from ..graph import arrows
from ..model import Handbook
from ..values import Kind, OutcomeKind


def answer_without_done(handbook: Handbook) -> Iterator[Problem]:
    """Find answers to an action that do not say what was done, where a handover can come after."""
    handovers = {step.id for step in handbook.steps if step.outcome is OutcomeKind.HANDOVER}
    before = (
        nx.multi_source_dijkstra_path_length(arrows(handbook).reverse(copy=False), handovers)
        if handovers
        else {}
    )
    for at, step in enumerate(handbook.steps):
        for index, answer in enumerate(step.answers if step.kind is Kind.ACTION else ()):
            if answer.next in before and not answer.done.strip():
                yield Problem(
                    ("steps", at, "answers", index, "done"),
                    f"Antwoord ‘{answer.label}’ van ‘{step.id}’ zegt niet wat er is gedaan",
                    "Vul in hoe het contact dat leest, zoals: Gesynchroniseerd; inloggen lukt niet",
                    Severity.WARNING,
                )


def channels_that_do_not_fit(handbook: Handbook) -> Iterator[Problem]:
    """Find steps whose contact has no channel that fits; a profile may add one, but few have it."""
    kinds = {contact.id: {channel.kind for channel in contact.channels} for contact in handbook.contacts}
    for at, step in enumerate(handbook.steps):
        if step.channels and step.contact in kinds and kinds[step.contact].isdisjoint(step.channels):
            yield Problem(
                ("steps", at, "channels"),
                f"Bij stap ‘{step.id}’ past geen enkel kanaal van contact ‘{step.contact}’",
                "Kies ook een manier die bij het contact staat, of laat het leeg",
                Severity.WARNING,
            )


RULES = (answer_without_done, channels_that_do_not_fit)
