"""Terms of a text, as a search compares them: the stems of those of its words that say something."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

_WORD = re.compile(r"[a-z0-9]{2,}")
_UNSEEN = frozenset({"Cf", "Mn", "Me"})
_HYPHENS = "\u2212\u2043"
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_E = re.compile(r"\be(?:-+\s*|\s+(?=mail|book|boek|reader|learning))(?=[a-z]{4})")
_DOUBLE = re.compile(r"([a-z])\1")
_ENDING = re.compile(r"(?<=[bcdfghjklmnpqrstvwxz])(?:e|[dt]s?)$")
SHORTEST = 3
"""Fewest letters that are left of a word when an ending is taken off."""

_DUTCH = """
aan achter al alleen alles als altijd an at aub avond bedankt beetje begrijpt belt ben beneden bent bezoeker
bib bieb bij blijft blijven cursist cursiste daar dag dagen dame dan dat de deed deelnemer denkt deze dhr
die dit dochter doe doen doet door drie druk drukt dus echt een eigenlijk en er erg erin ermee erop even ff
gaan gaat gebruikt gedaan geeft gegaan gehad gekomen gekregen gelukt geraakt get geven gewoon geworden
gezegd gezien ging gisteren graag haar had hallo heb hebben hebt heeft heel heer helaas help hem hen her het
hier hij hoe hoi hulp hun iemand iets ik in is ja jaar jaren je kan keer kijkt kind klant klanten klikt
komen komt kon konden kreeg krijg krijgen krijgt kun kunnen kunt kwam laatst leerling lener leners lezer lid
lukken lukt maal maand maanden maar man me meer meneer met mevr mevrouw middag mij mijn mn moeder moet
moeten na naar nee nie niet niets niks nochtans nog nooit nou nu ob obib ochtend of om oma omdat onlangs
ooit ook op opa oplossen oplossing oudere over pakt per precies probleem problemen procedure rode rood sinds
snapt snel staan staat stappen steeds stond student svp te tegen terwijl toch toen tot tussen twee uit
uitleg uren uur vader van vandaag veel via vier vijf volgens voor vorig vorige vrouw waar waarom wanneer
want waren was wat we week weer weken wel welk welke werd werken werkt wie wij wil wilde willen wilt word
worden wordt zag ze zeggen zegt zei zelf zich zien ziet zij zijn zit zitten zn zo zonder zoon zou zouden
"""
_ENGLISH = """
after all and any anymore are be been but by came can cannot come comes could did didn do does doesn doing
don for from gets got has have he his how if it its just keeps my need needs never no not on our please says
she so still that the their them then there they this to tried try trying us very wants were what when where
which who why will with won would yet you your
"""
STOP_WORDS = frozenset((_DUTCH + _ENGLISH).split())
"""Words that say nothing: small ones, who it is about, when it was, what one says to a colleague."""

CONTEXT_WORDS = """
account again allebei already also alweer android app balie because bedacht beeldscherm beide bekend bellen
bestaande betaald betaalt bezig bibliotheek blijkt broer browser button buurman buurvrouw checken chrome
cijfers collega computer controleren correct customer derde dezelfde dienst diensten digitaal digitale ding
dingen direct echtgenoot echtpaar eerder eerste eindelijk elke ergens faalt familie find found fout foutief
gaf gebeld gecheckt gecontroleerd gedrukt gegeven gehaald geholpen gekeken geklikt geldig gemaakt genomen
geprobeerd gestuurd getikt getypt gevonden gevraagd geweest gewerkt gewone gezocht given goed hele helpen
helpt hoor hoort iedere iedereen ineens ingetypt ingevoerd ingevuld inmiddels invoeren invullen ipad iphone
jongen keurig klaar klik klikken knop laatste laptop later letters library lijkt lokale luisterbieb made
make medewerker meerdere meisje melding member mensen message meteen mislukt misschien mobiel mogelijk more
nagekeken nakijken natuurlijk neit nergens netjes niemand nodig onbekend online onlinebieb only ontzegd oom
oorzaak opeens opgehaald opgeschreven overal page pagina partner patron pc plotseling probeert proberen raar
reden safari scherm schijnt school screen send sent since slecht smartphone someone stapje straks stuurt
systeem tablet tante tekst telefoon telkens tells though thuis tijdens tik tikt today told too tweede typ
typen typt uitgegeven uitleggen use used using veld verschijnt verschillende verstuurd vinden vindt voer
voert vraagt vreemd vriend vriendin vul vullen vult waarschijnlijk wait waiting website werk werkend
yesterday zeker zelfde zus
"""
"""Words that say where it happens or how it is told: they point to no situation, but are no riddle either."""


def plain(text: str) -> str:
    r"""Return a text in one form, whatever way it was typed or pasted: small letters and simple signs.

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
    """Return all words of a text, in one form; *e-mail* and *e-book* are one word however written."""
    return tuple(_WORD.findall(_E.sub("e", plain(text))))


def is_context_word(term: str) -> bool:
    """Return whether a term only says where it happens: *app*, *scherm*."""
    return term in _context()


@lru_cache(maxsize=1)
def _context() -> frozenset[str]:
    return frozenset(terms(CONTEXT_WORDS))


def terms(text: str) -> tuple[str, ...]:
    """Return the terms of a text, in order: the stems of its words, without those that say nothing."""
    return tuple(stem(word) for word in words(text) if word not in STOP_WORDS)


@lru_cache(maxsize=1)
def _stemmer() -> snowballstemmer.DutchStemmer:
    return snowballstemmer.stemmer("dutch")


# A handbook says the same words over and over, and stemming them is most of the work of reading it.
@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the stem of a word: that of Snowball's stemmer for Dutch, taken until nothing more comes off.

    Snowball leaves a verb's *-d* and *-t* and an adjective's *-e*, so these go too. It writes a long vowel in
    two ways, so doubled letters are written once.

    """
    found = str(_stemmer().stemWord(word))
    shorter = _ENDING.sub("", found)
    found = shorter if len(shorter) >= SHORTEST else found
    return _DOUBLE.sub(r"\1", found) if found == word else stem(found)
