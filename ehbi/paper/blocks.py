"""What stands on the card, as frozen values: blocks of paragraphs, without any place or size yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..handbook import Handbook
from ..handbook.graph import follows
from ..handbook.parts import OURS, Contact
from ..handbook.profile import SYNCHRONISATION, local_parts, reached
from ..handbook.step import Step
from ..handbook.text import clean, is_safe, to_plain, unsaid
from ..handbook.values import Kind, OutcomeKind


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set: its letters and the room around it, as shares of the size of plain text."""

    size: float = 1.0
    weight: Literal["", "B"] = ""
    colour: Literal["ink", "soft"] = "ink"
    above: float = 0.0
    indent: float = 0.0


SMALL = 0.94
"""Size of the smallest text, as a share of that of plain text."""
INDENT = 1.35
"""Of a text behind its mark, in font sizes."""
_TEXT = Style(above=0.2)
_STRONG = Style(weight="B", above=0.4)
_NAME = Style(1.05, "B", above=0.7)
_ITEM = Style(above=0.25)
_UNDER = Style(weight="B", indent=INDENT)
_WAY = Style(weight="B", above=0.25)
_LAST = Style(SMALL, colour="soft", above=0.45)
_NOTE = Style(SMALL, colour="soft", above=0.15)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text in one style, with a mark before it or not."""

    text: str
    style: Style = _TEXT
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the card: what it is about, its text, and the number of a situation."""

    name: str
    paragraphs: tuple[Paragraph, ...]
    number: int | None = None


_HANDED = f"{OutcomeKind.HANDOVER.label} kan aan: "
_LEADS, _DOT = "→", "•"


def _lines(text: str) -> Iterator[str]:
    return (line for line in map(clean, to_plain(text).splitlines()) if line)


def situation_blocks(handbook: Handbook) -> tuple[Block, ...]:
    """Return each situation with its first check, where answers lead, and who may be asked in the end."""
    return tuple(
        Block(clean(step.title), tuple(_first_check(handbook, step)), step.number)
        for step in handbook.situations
    )


def _first_check(handbook: Handbook, step: Step) -> Iterator[Paragraph]:
    yield from (Paragraph(line) for line in _lines(step.text))
    if step.prompt:
        yield Paragraph(clean(step.prompt), _STRONG)
    for answer in step.answers:
        if answer.next == handbook.outside.step:
            continue
        yield Paragraph(clean(answer.label), _ITEM, _DOT)
        if answer.next in handbook:
            yield Paragraph(clean(handbook.step(answer.next).title), _UNDER, _LEADS)
    if names := _asked(handbook, step):
        yield Paragraph(f"{_HANDED}{', '.join(names)}.", _LAST)


def _asked(handbook: Handbook, step: Step) -> list[str]:
    """Return the names of all to whom a case of this situation can be handed over."""
    ends = (handbook.step(id_) for id_ in follows(handbook, step.id))
    asked = {end.contact for end in ends if end.kind is Kind.OUTCOME and end.contact}
    return [clean(contact.name) for contact in handbook.contacts if contact.id in asked]


def outside_line(handbook: Handbook) -> str:
    """Return what the handbook is not about, which is said once and not with every situation."""
    outside = handbook.outside
    title = handbook.step(outside.step).title if outside.step in handbook else ""
    return f"{clean(outside.label)} {_LEADS} {clean(title)}"


def permission_block(handbook: Handbook, *, allowed: bool) -> Block:
    """Return who can do what, or who cannot, party by party."""
    name, mark = ("Wie kan wat", "✓") if allowed else ("Wie kan wat niet", "✗")
    made = []
    for party in handbook.parties:
        own = [one for one in handbook.permissions if one.party == party.id and one.allowed is allowed]
        if own:
            made.append(Paragraph(clean(party.name), _NAME))
        for permission in own:
            said = filter(None, (clean(permission.what), clean(permission.note)))
            made.append(Paragraph(_told(". ".join(said), own=permission.own), _ITEM, mark))
    return Block(name, tuple(made))


def synchronisation_blocks(handbook: Handbook) -> tuple[Block, ...]:
    """Return how the library synchronises, where it says so."""
    return tuple(
        Block(clean(part.title), tuple(Paragraph(line) for line in _lines(part.text)))
        for part in local_parts(handbook, [SYNCHRONISATION])
    )


def contact_block(handbook: Handbook) -> Block:
    """Return how each contact is reached, the library's own ways first, and what to mind."""
    contacts = (reached(handbook, contact.id) for contact in handbook.contacts)
    return Block("Contact", tuple(one for contact in contacts for one in _contact(handbook, contact)))


def _contact(handbook: Handbook, contact: Contact) -> Iterator[Paragraph]:
    yield Paragraph(_told(clean(contact.name), own=contact.own), _NAME)
    for part in local_parts(handbook, [contact.id]):
        yield from (Paragraph(line) for line in _lines(part.text))
    for channel in contact.channels:
        label, link = clean(channel.label), channel.link or ""
        address = clean(unsaid(link, label)) if is_safe(link) else ""
        said = f"{label}: {address}" if address else label
        yield Paragraph(_told(said, own=channel.own and not contact.own), _WAY, _LEADS)
    for rule in contact.rules:
        yield Paragraph(_told(clean(rule.text), own=rule.own and not contact.own), _NOTE, _DOT)


def _told(text: str, *, own: bool) -> str:
    """Return a text, which says so when it is what a library knows by itself."""
    return f"{text} ({OURS})" if own else text
