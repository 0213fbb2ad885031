"""Rules about names: each thing has one, each name means something, and every fact is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..errors import Problem, Rule, Where
from ..model import Handbook
from ..parts import LOCAL_PARTS
from ..placeholders import UNDECIDED
from ..schema import LISTS, called, mentions
from ..text import folded

_KNOWN = "Kies uit: {known}"
_TWICE = Rule("‘{name}’ komt hier al eerder voor", "Geef elk onderdeel een eigen naam")
_NO_PARTY, _NO_CONTACT = (
    Rule(
        f"‘{{name}}’ staat niet bij {key}", _KNOWN, form_message=f"‘{{name}}’ staat niet bij {called((key,))}"
    )
    for key in ("parties", "contacts")
)
_NO_LANGUAGE = Rule(
    "‘{name}’ staat niet bij languages", _KNOWN, form_message="‘{name}’ staat niet bij de talen"
)
_UNDECIDED = Rule("Er is nog niet gekozen wie dit doet", _KNOWN, form_remedy="Kies wie dit doet")
_NOT_LOCAL = Rule("‘{name}’ kan niet in een profiel staan", _KNOWN)
_NO_FACT = Rule(
    "Feit ‘{name}’ staat niet bij facts",
    "Kies een bestaand feit of voeg het toe",
    form_message="Feit ‘{name}’ staat niet bij de feiten",
)
_UNCITED = Rule(
    "Niets in het handboek rust op feit ‘{name}’",
    "Noem het bij source van een stap, contact of bevoegdheid",
    form_remedy="Noem het bij ‘Feiten uit de bron’ van een stap, contact of bevoegdheid",
)
_CITE = "Vul source in, of zet own op true als het van onze bibliotheek is"
_CITE_IN_FORM = "Vul ‘Feiten uit de bron’ in, of vink ‘Van onze bibliotheek’ aan"
_UNSUPPORTED = Rule(
    "‘{name}’ noemt geen enkel feit",
    _CITE,
    form_remedy=_CITE_IN_FORM,
)
_UNSUPPORTED_RULE = Rule(
    "Een afspraak bij ‘{name}’ noemt geen enkel feit",
    _CITE,
    form_remedy=_CITE_IN_FORM,
)


def duplicate_id(handbook: Handbook) -> Iterator[Problem]:
    """Find things of one sort with the same name; two lists of synonyms may be for the same word."""
    for part, thing in LISTS.items():
        if part != "synonyms":
            yield from _repeats((part,), [getattr(one, thing.key) for one in getattr(handbook, part)])
    for at, step in enumerate(handbook.steps):
        yield from _repeats(("steps", at, "answers"), [answer.id for answer in step.answers])
        yield from _repeats(("steps", at, "translations"), [made.language for made in step.translations])


def _repeats(path: Where, ids: list[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, name in enumerate(ids):
        if folded(name) in seen:
            yield _TWICE.problem((*path, at), name=name)
        seen.add(folded(name))


def unknown_party(handbook: Handbook) -> Iterator[Problem]:
    """Find steps and permissions of a party that is not there, or that nobody chose yet."""
    known = {party.id for party in handbook.parties}
    for path, name in mentions(handbook, "parties"):
        rule = _UNDECIDED if name == UNDECIDED else _NO_PARTY
        yield from _unknown(rule, [(path, name)], known)


def unknown_contact(handbook: Handbook) -> Iterator[Problem]:
    """Find steps with a contact that is not there, and parts that ask a profile for what it cannot say."""
    known = {contact.id for contact in handbook.contacts}
    named = list(mentions(handbook, "contacts"))
    yield from _unknown(_NO_CONTACT, (one for one in named if "local" not in one[0]), known)
    yield from _unknown(_NOT_LOCAL, (one for one in named if "local" in one[0]), {*LOCAL_PARTS, *known})


def _unknown(rule: Rule, named: Iterable[tuple[Where, str]], known: set[str]) -> Iterator[Problem]:
    for path, name in named:
        if name not in known:
            yield rule.problem(path, name=name, known=", ".join(sorted(known)))


def unknown_language(handbook: Handbook) -> Iterator[Problem]:
    """Find translations in a language that is not there."""
    known = {one.id for one in handbook.languages}
    return _unknown(_NO_LANGUAGE, mentions(handbook, "languages"), known)


def unknown_fact(handbook: Handbook) -> Iterator[Problem]:
    """Find citations of a fact that is not there."""
    return _unknown(_NO_FACT, mentions(handbook, "facts"), {fact.id for fact in handbook.facts})


def uncited_fact(handbook: Handbook) -> Iterator[Problem]:
    """Find facts that nothing rests on."""
    cited = {fact for _, fact in mentions(handbook, "facts")}
    for at, fact in enumerate(handbook.facts):
        if fact.id not in cited:
            yield _UNCITED.problem(("facts", at), name=fact.id)


def unsupported(handbook: Handbook) -> Iterator[Problem]:
    """Find what rests on no fact, and is not said to be the library's own or, of a step, inferred."""
    for name in ("steps", "contacts", "permissions"):
        for at, part in enumerate(getattr(handbook, name)):
            if not (part.source or part.own or getattr(part, "inferred", False)):
                yield _UNSUPPORTED.problem((name, at, "source"), name=part.called)
    for at, contact in enumerate(handbook.contacts):
        for index, rule in enumerate(contact.rules):
            if not (rule.source or rule.own or contact.own):
                yield _UNSUPPORTED_RULE.problem(("contacts", at, "rules", index), name=contact.called)


RULES = (
    duplicate_id,
    unknown_party,
    unknown_contact,
    unknown_language,
    unknown_fact,
    uncited_fact,
    unsupported,
)
