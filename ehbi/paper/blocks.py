"""What stands on the card, as frozen values: blocks of paragraphs, without any place or size yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ..flowchart.text import clean
from ..handbook import Handbook
from ..handbook.graph import follows
from ..handbook.model import Step
from ..handbook.parts import Channel, Contact
from ..handbook.profile import local_parts, reached
from ..handbook.summary import OUTCOME_NAMES
from ..handbook.text import is_safe, to_plain, unsaid
from ..handbook.values import Kind, OutcomeKind


class Style(StrEnum):
    """What a paragraph is; it decides size, weight and the room above it."""

    NAME = "name"
    TEXT = "text"
    STRONG = "strong"
    ITEM = "item"
    UNDER = "under"
    WAY = "way"
    NOTE = "note"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text in one style, with a mark before it or not."""

    text: str
    style: Style = Style.TEXT
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the card: what it is about, its text, and the number of a situation."""

    name: str
    paragraphs: tuple[Paragraph, ...]
    number: int | None = None


ALLOWED, REFUSED, CONTACTS = "Wie kan wat", "Wie kan wat niet", "Contact"
HANDED = f"{OUTCOME_NAMES[OutcomeKind.HANDOVER]} kan aan: "
CAN, CANNOT = "✓", "✗"
_LEADS, _ITEM = "→", "•"


def _lines(text: str) -> Iterator[str]:
    return (line for line in map(clean, to_plain(text).splitlines()) if line)


def situation_blocks(handbook: Handbook) -> tuple[Block, ...]:
    """Return each situation with its first check, where answers lead, and who may be asked in the end.

    Examples
    --------
    >>> import ehbi
    >>> [block.name for block in situation_blocks(ehbi.load())][:2]
    ["Melding 'Inloggegevens onjuist'", 'Melding: niet de juiste rechten']
    """
    return tuple(
        Block(clean(step.title), tuple(_first_check(handbook, step)), step.number)
        for step in handbook.situations
    )


def _first_check(handbook: Handbook, step: Step) -> Iterator[Paragraph]:
    yield from (Paragraph(line) for line in _lines(step.text))
    if step.prompt:
        yield Paragraph(clean(step.prompt), Style.STRONG)
    for answer in step.answers:
        if answer.next == handbook.outside.step:
            continue
        yield Paragraph(clean(answer.label), Style.ITEM, _ITEM)
        if answer.next in handbook:
            yield Paragraph(clean(handbook.step(answer.next).title), Style.UNDER, _LEADS)
    if names := _asked(handbook, step):
        yield Paragraph(f"{HANDED}{', '.join(names)}.", Style.LAST)


def _asked(handbook: Handbook, step: Step) -> list[str]:
    """Return the names of all to whom a case of this situation can be handed over."""
    ends = (handbook.step(id_) for id_ in follows(handbook, step.id))
    asked = {end.contact for end in ends if end.kind is Kind.OUTCOME and end.contact}
    return [clean(contact.name) for contact in handbook.contacts if contact.id in asked]


def outside_paragraph(handbook: Handbook) -> Paragraph:
    """Return what the handbook is not about, which is said once and not with every situation."""
    outside = handbook.outside
    title = handbook.step(outside.step).title if outside.step in handbook else ""
    return Paragraph(f"{clean(outside.label)} {_LEADS} {clean(title)}", Style.STRONG)


def permission_block(handbook: Handbook, *, allowed: bool) -> Block:
    """Return who can do what, or who cannot, party by party."""
    return Block(ALLOWED if allowed else REFUSED, tuple(_permissions(handbook, allowed=allowed)))


def _permissions(handbook: Handbook, *, allowed: bool) -> Iterator[Paragraph]:
    for party in handbook.parties:
        own = [one for one in handbook.permissions if one.party == party.id and one.allowed is allowed]
        if own:
            yield Paragraph(clean(party.name), Style.NAME)
        for permission in own:
            said = filter(None, (clean(permission.what), clean(permission.note)))
            yield Paragraph(". ".join(said), Style.ITEM, CAN if allowed else CANNOT)


def contact_block(handbook: Handbook) -> Block:
    """Return how each contact is reached, the library's own ways first, and what to mind."""
    found = (_contact(handbook, reached(handbook, contact.id)) for contact in handbook.contacts)
    return Block(CONTACTS, tuple(paragraph for paragraphs in found for paragraph in paragraphs))


def _contact(handbook: Handbook, contact: Contact) -> Iterator[Paragraph]:
    yield Paragraph(clean(contact.name), Style.NAME)
    for part in local_parts(handbook, [contact.id]):
        yield from (Paragraph(line) for line in _lines(part.text))
    for channel in contact.channels:
        yield Paragraph(_reached_by(channel), Style.WAY, _LEADS)
    for rule in contact.rules:
        yield Paragraph(clean(rule.text), Style.NOTE, _ITEM)


def _reached_by(channel: Channel) -> str:
    label, link = clean(channel.label), channel.link or ""
    address = clean(unsaid(link, label)) if is_safe(link) else ""
    return f"{label}: {address}" if address else label
