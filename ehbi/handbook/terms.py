"""From a text to its terms: the stems of those of its words that say something."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

# Words that say nothing about which situation it is: small words, who it is about, when it was, what one says
# to a computer or a colleague, in Dutch and in the English that a desk hears.
_SMALL = """
aan al als bij de deze die dat dit dus door een en er had heb hebt heeft hebben het hij ik in is ja je kan kon kun
kunt kunnen konden maar me met mij mijn na naar nee niet nie nog nou nu of om omdat ook op over per te tegen terwijl
toch toen tot tussen u uit van via volgens voor want wat we wel welk welke wij wil wilt wilde willen worden word wordt
werd geworden ze zegt zei zeggen gezegd zich zij zijn was waren zo zonder hem haar hun hen hier hoe daar dan doe doet
doen deed gedaan moet moeten zou zouden gaat gaan ging gegaan komt komen kwam gekomen krijgt krijg krijgen kreeg
gekregen gehad geeft geven staat staan stond zit zitten ziet zien zag gezien kijkt werkt werken lukt lukken gelukt
steeds meer echt even ff gewoon eigenlijk altijd weer alleen heel erg graag waarom wanneer waar wie sinds nooit ooit
snel pakt niks niets iets iemand alles veel beetje laatst onlangs gisteren vandaag vorige vorig week weken maand
maanden jaar jaren dag dagen uur uren ochtend middag avond keer maal precies helaas dag hallo hoi aub svp hulp help
lener leners lid lezer bezoeker klant klanten mevrouw meneer mevr dhr dame heer oudere man vrouw kind zoon dochter
moeder vader opa oma leerling cursist cursiste deelnemer student bieb bib ob obib mn zn
achter beneden ben bent bedankt begrijpt belt blijft blijven denkt drie druk drukt erin ermee erop gebruikt geraakt
klikt nochtans oplossen oplossing probleem problemen procedure rode rood snapt stappen twee uitleg vier vijf zelf
after all an and any anymore are at be been but by came can cannot come comes could did didn do does doesn doing don
for from get gets got had has have he her his how if is it its just keeps me my need needs never no not of on our
please says she so still that the their them then there they this to tried try trying us very wants was we were what
when where which who why will with won would you your yet
"""
_STOP = frozenset(_SMALL.split())
# Words that say where it happens or how it is told: they point to no situation, but are no riddle either.
_SCENE = """
account app android balie beeldscherm betaalt betaald bibliotheek browser button cijfers collega computer dienst diensten
digitaal digitale goed fout geldig geprobeerd chrome heel ingevoerd ingevuld ipad iphone klik klikken knop laptop letters
library medewerker melding mobiel neit online onlinebieb luisterbieb pagina pc proberen probeert safari scherm
smartphone systeem tablet tekst telefoon thuis tik tikt typ typen typt veld verschijnt vraagt vult website werk
"""
_WORD = re.compile(r"[a-z0-9]{2,}")
_UNSEEN = frozenset({"Cf", "Mn", "Me"})
_HYPHENS = {ord("\u2212"): "-", ord("\u2043"): "-"}
_E = re.compile(r"\be(?:-+\s*|\s+(?=mail|book|boek|reader|learning))(?=[a-z]{4})")
_DOUBLE = re.compile(r"([a-z])\1")
_ENDING = re.compile(r"(?<=[bcdfghjklmnpqrstvwxz])(?:e|[dt]s?)$")
SHORTEST = 3
"""Fewest letters that are left of a word when an ending is taken off."""


def plain(text: str) -> str:
    """Return a text in one form, whatever way it was typed or pasted: small letters and simple signs.

    Parameters
    ----------
    text
        Any text.

    Examples
    --------
    >>> plain("Wacht\\u00adwoord"), plain("e\\u2011mail"), plain("één\\u200b")
    ('wachtwoord', 'e-mail', 'een')
    """
    seen = unicodedata.normalize("NFKD", text.casefold()).translate(_HYPHENS)
    return "".join(_sign(char) for char in seen if unicodedata.category(char) not in _UNSEEN)


def _sign(char: str) -> str:
    return "-" if unicodedata.category(char) == "Pd" else char


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
    return word in _STOP


def is_scene(term: str) -> bool:
    """Return whether a term only says where it happens: *app*, *scherm*."""
    return term in _scene()


@lru_cache(maxsize=1)
def _scene() -> frozenset[str]:
    return frozenset(terms(_SCENE))


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

    Snowball leaves a verb's *-d* and *-t* and an adjective's *-e*, takes one too many off some plurals, and writes
    a long vowel in two ways. So these endings go too, and letters that are doubled are written once.

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
