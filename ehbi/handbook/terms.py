"""From a text to its terms: the stems of those of its words that say something."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

# Words that say nothing about which situation it is.
_SMALL = """
aan al als bij de deze die dat dit door een en er had heb hebt heeft het hij ik in is ja je kan kun kunt maar
me met mij mijn na naar nee niet nog nu of om ook op over te toch tot u uit van voor wat we wel wij wil word
wordt ze zegt zich zij zijn zo hem haar hun hen dan doe doet doen steeds meer geeft staat komt krijgt werkt
lukt lener echt even ff gewoon eigenlijk altijd weer alleen heel erg graag waarom wanneer hoe hier daar er
zou zouden moet moeten mevrouw meneer klant jullie ons onze
"""
_STOP = frozenset(_SMALL.split())
_WORD = re.compile(r"[a-z0-9]+")
_MAIL = re.compile(r"\be[\s-]*mail")


def terms(text: str) -> tuple[str, ...]:
    """Return the terms of a text, in order: stems by Snowball's stemmer for Dutch.

    Capitals, accents and signs make no difference, and neither do ways to write *e-mail*.

    Parameters
    ----------
    text
        Any text.

    Examples
    --------
    >>> terms("De e-mails zijn er niet")
    ('email',)
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = _MAIL.sub("email", "".join(char for char in plain if not unicodedata.combining(char)))
    return tuple(_stem(word) for word in _WORD.findall(plain) if word not in _STOP)


@lru_cache(maxsize=1)
def _stemmer() -> snowballstemmer.DutchStemmer:
    return snowballstemmer.stemmer("dutch")


# A handbook says the same words over and over, and stemming them is most of the work of reading it.
@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))
