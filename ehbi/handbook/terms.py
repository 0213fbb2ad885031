"""From a text to its terms: the stems of those of its words that say something."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

from .small_words import SCENE, SMALL

_WORD = re.compile(r"[a-z0-9]{2,}")
_UNSEEN = frozenset({"Cf", "Mn", "Me"})
_HYPHENS = "\u2212\u2043"
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_E = re.compile(r"\be(?:-+\s*|\s+(?=mail|book|boek|reader|learning))(?=[a-z]{4})")
_DOUBLE = re.compile(r"([a-z])\1")
_ENDING = re.compile(r"(?<=[bcdfghjklmnpqrstvwxz])(?:e|[dt]s?)$")
SHORTEST = 3
"""Fewest letters that are left of a word when an ending is taken off."""


def plain(text: str) -> str:
    r"""Return a text in one form, whatever way it was typed or pasted: small letters and simple signs.

    Parameters
    ----------
    text
        Any text.

    Examples
    --------
    >>> plain("Wacht\u00adwoord"), plain("e\u2011mail"), plain("één\u200b")
    ('wachtwoord', 'e-mail', 'een')
    """
    if text.isascii():
        return text.lower()
    small = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return _NOT_ASCII.sub(lambda found: _sign(found[0]), small)


def _sign(char: str) -> str:
    kind = unicodedata.category(char)
    if kind in _UNSEEN:
        return ""
    return "-" if kind == "Pd" or char in _HYPHENS else char


def words(text: str) -> tuple[str, ...]:
    """Return all words of a text, in order, in one form; *e-mail* and *e-book* are one word however written.

    Examples
    --------
    >>> words("Geen E-mail!")
    ('geen', 'email')
    """
    return tuple(_WORD.findall(_E.sub("e", plain(text))))


def is_small(word: str) -> bool:
    """Return whether a word says nothing about what somebody needs."""
    return word in SMALL


def is_scene(term: str) -> bool:
    """Return whether a term only says where it happens: *app*, *scherm*."""
    return term in _scene()


@lru_cache(maxsize=1)
def _scene() -> frozenset[str]:
    return frozenset(terms(SCENE))


def terms(text: str) -> tuple[str, ...]:
    """Return the terms of a text, in order: the stems of its words, without those that say nothing.

    Examples
    --------
    >>> terms("De e-mails zijn er niet")
    ('email',)
    """
    return tuple(stem(word) for word in words(text) if not is_small(word))


@lru_cache(maxsize=1)
def _stemmer() -> snowballstemmer.DutchStemmer:
    return snowballstemmer.stemmer("dutch")


# A handbook says the same words over and over, and stemming them is most of the work of reading it.
@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the stem of a word: that of Snowball's stemmer for Dutch, taken until nothing more comes off.

    Snowball leaves a verb's *-d* and *-t* and an adjective's *-e*, takes one too many off some plurals, and
    writes a long vowel in two ways. So these endings go too, and doubled letters are written once.

    Examples
    --------
    >>> {stem(word) for word in ("wijzigen", "gewijzigd", "wijzigt", "wijziging")}
    {'wijs'}
    >>> stem("wachtwoorden") == stem("wachtwoord")
    True
    """
    found = str(_stemmer().stemWord(word))
    shorter = _ENDING.sub("", found)
    found = shorter if len(shorter) >= SHORTEST else found
    return _DOUBLE.sub(r"\1", found) if found == word else stem(found)
