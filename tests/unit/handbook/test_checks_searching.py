"""The rule about words to search by."""

from __future__ import annotations

import pytest

from ehbi.handbook import Severity


@pytest.mark.parametrize(
    ("word", "whose"),
    [
        ("Nieuwe pas", "van stap ‘Inloggen met een nieuw pasnummer lukt niet’"),
        ("wachtwoorden", "voor ‘wachtwoord’"),
        ("boetes", "van ‘Boetes en betalen’"),
    ],
)
def test_a_word_leads_into_the_handbook_or_out_of_it_and_not_both(draft, word, whose):
    last = len(draft.data["elsewhere"])
    draft.put(("elsewhere", last), {"title": "Iets anders", "words": ["fiets", word]})
    problem = draft.only(("elsewhere", last, "words", 1))
    assert problem.message == f"‘{word}’ is ook een zoekwoord {whose}"
    assert problem.severity is Severity.WARNING


def test_a_subject_is_listed_once(draft):
    last = len(draft.data["elsewhere"])
    draft.put(("elsewhere", last), {"title": draft.data["elsewhere"][0]["title"], "words": ["fiets"]})
    assert "komt hier al eerder voor" in draft.only(("elsewhere", last)).message
