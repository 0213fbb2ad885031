"""A case as a text for the contact that takes it over; it holds nothing about the patron."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from .case import Case
from .model import Handbook
from .parts import Contact
from .profile import reached
from .step import Answer, Step
from .values import ChannelKind, Kind, OutcomeKind

FROM, SEEN, CHECKED, DONE = "Van", "Wat de lener ziet", "Gecontroleerd", "Gedaan"
ASKED = "Onze vraag"
SUBJECT = "Hulp bij inloggen"
ADD = {
    ChannelKind.WEB: "Vul in het formulier zelf aan om welke lener het gaat.",
    ChannelKind.EMAIL: "Vul in de mail zelf aan om welke lener het gaat.",
    ChannelKind.INTERNAL: "Vul in jullie eigen meldsysteem aan om welke lener het gaat.",
    ChannelKind.PHONE: "Zeg zelf om welke lener het gaat.",
}
NOBODY = "Hier staan geen gegevens van de lener in."


@dataclass(frozen=True, slots=True)
class Handover:
    """What a contact needs to go on with a case: what the patron sees, what was done and what is asked."""

    contact: Contact
    subject: str
    text: str

    @property
    def mailto(self) -> str | None:
        """The address that opens a mail with subject and text, or None if the contact has no e-mail."""
        link = mail_address(self.contact)
        body = quote(self.text.replace("\n", "\r\n"), safe="")
        return f"{link}?subject={quote(self.subject, safe='')}&body={body}" if link else None


def handover(case: Case) -> Handover | None:
    """Return the text for the contact, or None when the case did not end in a handover.

    There is none either while an answer is assumed: what nobody checked is never handed over as checked.

    """
    end = case.outcome
    if end is None or end.outcome is not OutcomeKind.HANDOVER or end.contact is None or case.is_assumed:
        return None
    contact = reached(case.handbook, end.contact, end.channels)
    seen = [step.title for step in case.trail if step.kind is Kind.SITUATION]
    parts = [
        (FROM, sender(case.handbook)),
        (SEEN, seen),
        (CHECKED, [line(one.step, one.answer) for one in case.passed if one.step.kind is not Kind.ACTION]),
        (DONE, [line(one.step, one.answer) for one in case.passed if one.step.kind is Kind.ACTION]),
    ]
    text = "\n\n".join([*_sections(parts), closing(end, contact)])
    return Handover(contact, f"{SUBJECT}: {seen[-1]}" if seen else SUBJECT, text)


def sender(handbook: Handbook) -> list[str]:
    """Return which library asks, for whoever has many of them; nothing without a profile."""
    return [handbook.profile.library] if handbook.profile else []


def closing(end: Step, contact: Contact) -> str:
    """Return the last lines: what is asked, that the patron is not in it, and where that belongs."""
    return f"{ASKED}\n- {end.request or end.title}\n\n{NOBODY} {where_to_add(contact)}"


def line(step: Step, answer: Answer) -> str:
    """Return what was done at a step and found: what the answer says of that, else its question and label."""
    if answer.done:
        return answer.done
    asked = f"{step.title}. {step.asks}" if step.kind is Kind.ACTION and step.prompt else step.asks
    return f"{asked} {answer.label}"


def where_to_add(contact: Contact) -> str:
    """Return where the patron's details belong: in the system of whoever receives the text."""
    return ADD[contact.channels[0].kind] if contact.channels else ADD[ChannelKind.INTERNAL]


def mail_address(contact: Contact) -> str | None:
    """Return the contact's ``mailto:`` address, or None; what the link itself fills in is left out."""
    links = (channel.link for channel in contact.channels if channel.kind is ChannelKind.EMAIL)
    found = next((link for link in links if link and link.startswith("mailto:")), None)
    return found.split("?")[0] if found else None


def _sections(parts: list[tuple[str, list[str]]]) -> Iterator[str]:
    for title, lines in parts:
        if lines:
            yield "\n".join([title, *(f"- {line}" for line in lines)])
