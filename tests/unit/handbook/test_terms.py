"""Words in all their forms are one term."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.handbook.terms import plain, stem
from ehbi.search.question import Spelling

from .strategies import difficult_texts, many

FAMILIES = """
wachtwoord wachtwoorden wachtwoordje wachtwoordjes
wijzigen gewijzigd wijzigt wijziging gewijzigde wijzigde
pas pasje passen pasjes
kaart kaarten kaartje
mail mails mailtje mailtjes
vervangen vervanging vervangt vervangende
ontvangen ontvangt
inloggen ingelogd inlogt inlogde
nummer nummers nummertje
veranderen veranderd verandert verandering veranderde
blokkeren geblokkeerd blokkeert
recht rechten
nieuw nieuwe
oud oude
wisselen gewisseld wisselt
vernieuwen vernieuwd vernieuwde vernieuwing
verlengen verlengd verlenging verlengt
reserveren gereserveerd reservering reserveert
lenen geleend leent
aanvragen aangevraagd aanvraag
herstellen hersteld herstel
synchroniseren gesynchroniseerd synchronisatie synchroniseert
abonnement abonnementen
gebruikersnaam gebruikersnamen
account accounts
reset resetten gereset
juist juiste
verkeerd verkeerde
""".strip().splitlines()
_APART = """
pas passie wachtwoord mail rechten kaart nummer verlengen verlopen verloren vergeten ontvangen vervangen
boek boete inloggen opzeggen reserveren registreren abonnement account gestolen kapot kwijt
"""
APART = _APART.split()


@pytest.mark.parametrize("family", FAMILIES)
def test_forms_of_a_word_have_one_stem(family):
    assert len({stem(word) for word in family.split()}) == 1


def test_other_words_have_other_stems():
    assert len({stem(word) for word in APART}) == len(APART)


@many
@given(st.one_of(difficult_texts, st.text(max_size=60)))
def test_a_text_in_one_form_stays_so(text):
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize("hyphen", "-\u2010\u2012\u2013\u2014\u2212\u2043\ufe63")
def test_any_hyphen_or_dash_is_one(hyphen):
    assert plain(f"é{hyphen}mail") == "e-mail"


@many
@given(st.text("wachtoordpsnumeilg \u00ad\u200b-\u2011", max_size=40))
def test_what_is_read_is_the_same_however_hyphens_and_blanks_are_written(text):
    spelling = Spelling(["wachtwoord pasnummer e-mail inloggen"])
    other = text.replace("\u00ad", "").replace("\u200b", "").replace("\u2011", "-").replace(" ", "\u00a0")
    assert spelling.read(text) == spelling.read(other)
