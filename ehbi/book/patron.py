"""What a patron reads in other languages, as data in a page, of which nothing is made until somebody asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup, escape

from ..handbook import Handbook
from ..handbook.languages import DUTCH, Language, PatronText, dutch, in_language, patron_html
from ..handbook.step import Step

_QUOTED = re.compile(r"\*\*(.+?)\*\*|['‘“\"]([^'’”\"]+)['’”\"]")
_DUTCH = Markup('<bdi lang="nl" dir="ltr">%s</bdi>')


def translations(handbook: Handbook) -> Markup:
    """Return the languages of a handbook and what its steps say in each, as JSON that no browser runs."""
    data = {
        "languages": [_language(one) for one in handbook.languages],
        "steps": {step.id: found for step in handbook.steps if (found := _translated(handbook, step))},
    }
    # As it is read, not escaped: of Arabic that is a third.
    return htmlsafe_json_dumps(data, ensure_ascii=False, separators=(",", ":"))


def _language(language: Language) -> dict[str, Any]:
    words = language.words
    return {
        "id": language.id,
        "name": language.name,
        "own": language.own_name,
        "direction": language.direction,
        "words": {"question": words.question, "dutch_only": words.dutch_only},
    }


def _translated(handbook: Handbook, step: Step) -> dict[str, Any]:
    """Return what a step says in each language, by tag; one in which it says nothing yet is left out."""
    texts = {one.id: in_language(handbook, step, one.id) for one in handbook.languages}
    return {tag: _text(handbook, step, text) for tag, text in texts.items() if text.state != "missing"}


def _text(handbook: Handbook, step: Step, text: PatronText) -> dict[str, Any]:
    if text.language == DUTCH.id:
        return {"state": text.state}
    ours, said = dutch(step), partial(with_terms, dutch_terms(handbook, step))
    labels = (label for _, label in ours.answers)
    answers = zip((label for _, label in text.answers), labels, strict=True)
    return {
        "state": text.state,
        "text": patron_html(step, text.text),
        "asks": said(text.asks, ours.asks),
        "answers": [said(label, own) for label, own in answers],
        "pictures": {
            one.file: {
                "alt": one.alt,
                "marks": [said(mark, own) for mark, own in zip(one.marks, its.marks, strict=True)],
            }
            for one, its in zip(text.pictures, ours.pictures, strict=True)
        },
    }


def dutch_terms(handbook: Handbook, step: Step) -> tuple[str, ...]:
    """Return what stays Dutch in a plain text of a step, longest first.

    That is what its Dutch has bold or quotes, and the contacts that it names.

    Examples
    --------
    >>> import ehbi
    >>> handbook = ehbi.load()
    >>> dutch_terms(handbook, handbook.step("kb-navragen"))
    ('KB Klantenservice', 'Basis')
    """
    whole = "\n".join(dutch(step).texts)
    found = (term for pair in _QUOTED.findall(whole) for term in pair if term)
    named = (name for name in _names(handbook) if name in whole)
    return tuple(sorted({*found, *named}, key=len, reverse=True))


def _names(handbook: Handbook) -> Iterator[str]:
    """Yield the contacts as they are called, at the start of a line and within one."""
    for name in (contact.name for contact in handbook.contacts):
        yield from (name, name[:1].lower() + name[1:])


def with_terms(terms: tuple[str, ...], text: str, ours: str) -> Markup:
    """Return a plain text as HTML, in which what stays Dutch is marked as Dutch.

    Where it is what the step itself says in Dutch, all of it is.
    """
    if text == ours:
        return _DUTCH % text if text else Markup()
    if not terms:
        return escape(text)
    parts = re.split("(" + "|".join(map(re.escape, terms)) + ")", text)
    return Markup().join(_DUTCH % part if at % 2 else escape(part) for at, part in enumerate(parts))
