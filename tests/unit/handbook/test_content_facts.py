"""Every fact of the source is in the handbook, cited, and said where it is cited."""

from __future__ import annotations

import pytest

from ehbi.handbook.schema import mentions

COUNTS = {1: 6, 2: 5, 3: 6, 4: 6, 5: 4, 6: 7}
FACTS = [f"{chapter}.{number}" for chapter, count in COUNTS.items() for number in range(1, count + 1)]

SAID = {
    "1.1": ["'Inloggegevens onjuist'"],
    "1.2": ["goede gebruikersnaam"],
    "1.3": ["Veel leners", "vóór de migratie"],
    "1.4": ["gebruikersnaam klopt", "wachtwoord", "fout"],
    "1.5": ["'Wachtwoord vergeten'", "Vul de gebruikersnaam in", "zelf een nieuw wachtwoord"],
    "1.6": ["inloggen niet", "KB Klantenservice"],
    "2.1": ["niet de juiste rechten", "diensten van de online Bibliotheek"],
    "2.2": ["Controleer eerst", "abonnement", "toegang"],
    "2.3": ["jullie systeem", "KB Klantenservice"],
    "2.4": ["alleen een 'Basis'-abonnement", "handmatige synchronisatie", "deze lener"],
    "2.5": ["functioneel beheer", "bibliotheek van de lener"],
    "3.1": ["nieuw pasnummer", "niet mee inloggen"],
    "3.2": ["een enkele keer niet", "systeem van de KB Klantenservice", "reden"],
    "3.3": ["bibliotheek", "zelf op"],
    "3.4": ["handmatige synchronisatie"],
    "3.5": ["functioneel beheer", "openbare bibliotheek van"],
    "3.6": ["fbiam@kb.nl", "nog steeds niet"],
    "4.1": ["mail", "niet"],
    "4.2": ["'Wachtwoord vergeten'", "gebruikersnaam"],
    "4.3": ["ook niet in de spammap"],
    "4.4": ["Controleer altijd eerst", "e-mailadres", "in gedachten"],
    "4.5": ["Alles klopt", "KB Klantenservice"],
    "4.6": ["tijdelijk wachtwoord"],
    "5.1": ["onlinebibliotheek.nl/contact"],
    "5.2": ["telefoonnummer van de KB, nationale bibliotheek"],
    "5.3": ["niet aan leners"],
    "5.4": ["abonnement controleren", "wachtwoord wijzigen", "klein"],
    "6.1": ["E-mailadres wijzigen", "Wachtwoord wijzigen", "Gebruikersnaam wijzigen"],
    "6.2": ["Pasnummer wijzigen", "Abonnement of abonnementsvorm wijzigen"],
    "6.3": ["abonnement", "synchronisatie", "fout"],
    "6.4": ["handmatige synchronisatie", "ledensysteem"],
    "6.5": ["G!DS", "geen koppeling meer"],
    "6.6": ["Zo nodig", "samen", "systeemleverancier"],
    "6.7": ["KB Klantenservice", "niet over inloggen", "eigen bibliotheek"],
}
"""What must be read in the parts that cite a fact; its place is a text, not the copy of the fact."""


def said(part):
    """All words of a part that a person can read."""
    if isinstance(part, str):
        return part
    if isinstance(part, (list, tuple)):
        return "\n".join(said(item) for item in part)
    if isinstance(part, dict):
        return "\n".join(said(value) for key, value in part.items() if key not in {"id", "next", "source"})
    return ""


def citing(handbook, fact):
    places = {path[:2] for path, cited in mentions(handbook, "facts") if cited == fact}
    return said([getattr(handbook, part)[at].model_dump(mode="json") for part, at in places])


def test_all_facts_of_the_source_and_no_others_are_there_in_order(handbook):
    assert [fact.id for fact in handbook.facts] == FACTS


@pytest.mark.parametrize("fact", FACTS)
def test_the_fact_is_cited(handbook, fact):
    assert fact in {cited for _, cited in mentions(handbook, "facts")}


@pytest.mark.parametrize("fact", FACTS)
def test_what_cites_the_fact_says_it(handbook, fact):
    text = citing(handbook, fact).replace("**", "").replace("\n", " ").casefold()
    assert [words for words in SAID[fact] if words.casefold() not in text] == []


def test_a_fact_repeats_every_thing_that_the_source_counts_up(handbook):
    facts = {fact.id: fact.text for fact in handbook.facts}
    assert "wachtwoord" in facts["5.4"]
    assert all(word in facts["6.1"] for word in ("e-mailadres", "wachtwoord", "gebruikersnaam"))
    assert all(word in facts["6.2"] for word in ("pasnummers", "abonnementen", "abonnementsvormen"))


def test_what_the_kb_changes_is_for_patrons_who_cannot_log_in(handbook):
    assert "niet kan inloggen" in next(fact.text for fact in handbook.facts if fact.id == "6.1")
    notes = [item.note for item in handbook.permissions if "6.1" in item.source]
    assert len(notes) == 3
    assert all("niet kan inloggen" in note for note in notes)


def test_a_step_that_rests_on_no_fact_is_marked_as_inferred(handbook):
    assert [step.id for step in handbook.steps if not step.source and not step.inferred] == []


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_each_situation_rests_on_the_facts_of_its_own_chapter(handbook, number):
    situation = next(step for step in handbook.situations if step.number == number)
    assert f"{number}.1" in situation.source
    assert {fact.split(".")[0] for fact in situation.source} <= {str(number), "6"}
