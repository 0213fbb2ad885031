"""Rules about names: each thing has one, each name means something, and every fact is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..errors import Problem, Where
from ..model import Handbook
from ..profile import PARTS
from ..text import folded

_LISTS = ("facts", "parties", "contacts", "permissions", "steps", "examples")


def duplicate_id(handbook: Handbook) -> Iterator[Problem]:
    """Find things of one sort with the same id."""
    for name in _LISTS:
        yield from _repeats((name,), [part.id for part in getattr(handbook, name)])
    yield from _repeats(("glossary",), [term.term for term in handbook.glossary])
    yield from _repeats(("elsewhere",), [subject.title for subject in handbook.elsewhere])
    for at, step in enumerate(handbook.steps):
        yield from _repeats(("steps", at, "answers"), [answer.id for answer in step.answers])


def _repeats(path: Where, ids: list[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, name in enumerate(ids):
        if folded(name) in seen:
            yield Problem(
                (*path, at), f"‘{name}’ komt hier al eerder voor", "Geef elk onderdeel een eigen naam"
            )
        seen.add(folded(name))


def unknown_party(handbook: Handbook) -> Iterator[Problem]:
    """Find steps and permissions of a party that is not there."""
    known = {party.id for party in handbook.parties}
    for name in ("steps", "permissions"):
        for at, part in enumerate(getattr(handbook, name)):
            yield from _unknown((name, at, "party"), part.party, known, "staat niet bij parties")


def unknown_contact(handbook: Handbook) -> Iterator[Problem]:
    """Find steps that name a contact which is not there."""
    known = {contact.id for contact in handbook.contacts}
    for at, step in enumerate(handbook.steps):
        if step.contact is not None:
            yield from _unknown(("steps", at, "contact"), step.contact, known, "staat niet bij contacts")


def unknown_local(handbook: Handbook) -> Iterator[Problem]:
    """Find parts that ask the library's profile for what it cannot say."""
    known = {*PARTS, *(contact.id for contact in handbook.contacts)}
    for name in ("permissions", "glossary", "steps"):
        for at, part in enumerate(getattr(handbook, name)):
            for index, local in enumerate(part.local):
                path = (name, at, "local", index)
                yield from _unknown(path, local, known, "kan niet in een profiel staan")


def _unknown(path: Where, name: str, known: set[str], what: str) -> Iterator[Problem]:
    if name not in known:
        yield Problem(path, f"‘{name}’ {what}", f"Kies uit: {', '.join(sorted(known))}")


def citations(handbook: Handbook) -> Iterator[tuple[Where, str]]:
    """Yield each fact that something rests on, with the place that cites it."""
    for name in ("contacts", "permissions", "glossary", "steps"):
        for at, part in enumerate(getattr(handbook, name)):
            yield from _cited((name, at), part.source)
    for at, contact in enumerate(handbook.contacts):
        for index, channel in enumerate(contact.channels):
            yield from _cited(("contacts", at, "channels", index), channel.source)
        for index, rule in enumerate(contact.rules):
            yield from _cited(("contacts", at, "rules", index), rule.source)


def _cited(path: Where, facts: Iterable[str]) -> Iterator[tuple[Where, str]]:
    for index, fact in enumerate(facts):
        yield (*path, "source", index), fact


def unknown_fact(handbook: Handbook) -> Iterator[Problem]:
    """Find citations of a fact that is not there."""
    known = {fact.id for fact in handbook.facts}
    for path, fact in citations(handbook):
        if fact not in known:
            yield Problem(
                path, f"Feit ‘{fact}’ staat niet bij facts", "Kies een bestaand feit of voeg het toe"
            )


def uncited_fact(handbook: Handbook) -> Iterator[Problem]:
    """Find facts that nothing rests on."""
    cited = {fact for _, fact in citations(handbook)}
    for at, fact in enumerate(handbook.facts):
        if fact.id not in cited:
            message = f"Niets in het handboek rust op feit ‘{fact.id}’"
            yield Problem(("facts", at), message, "Noem het bij source van een stap, contact of bevoegdheid")


def unsupported(handbook: Handbook) -> Iterator[Problem]:
    """Find steps, contacts (and their rules) and permissions that rest on no fact and not marked inferred."""
    for name in ("steps", "contacts", "permissions"):
        for at, part in enumerate(getattr(handbook, name)):
            if not part.source and not getattr(part, "inferred", False):
                message = f"‘{part.id}’ noemt geen enkel feit"
                yield Problem((name, at), message, "Vul source in, of zet bij een stap inferred op true")
    for at, contact in enumerate(handbook.contacts):
        for index, rule in enumerate(contact.rules):
            if not rule.source:
                path = ("contacts", at, "rules", index)
                yield Problem(path, f"Een afspraak bij ‘{contact.id}’ noemt geen enkel feit", "Vul source in")


RULES = (
    duplicate_id,
    unknown_party,
    unknown_contact,
    unknown_local,
    unknown_fact,
    uncited_fact,
    unsupported,
)
