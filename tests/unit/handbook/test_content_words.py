"""The words: literal where the source quotes, and nothing that it does not give."""

from __future__ import annotations

import re

import pytest

from ehbi.handbook.checks.wording import texts

NAMES = {"KB", "Klantenservice", "Bibliotheek", "Basis", "G!DS", "Wachtwoord", "Inloggegevens", "FB", "IAM"}
NAMES |= {"Eerste", "Hulp", "Bij", "Inloggen"}
"""Words that may have a capital inside a sentence: the source has them."""


def read(handbook):
    """Every text that a person reads, with its place; ids and kinds are no such text."""
    names = {
        "title",
        "label",
        "text",
        "prompt",
        "say",
        "why",
        "name",
        "what",
        "note",
        "term",
        "meaning",
        "story",
    }
    for path, text in texts(handbook):
        if path[-1] in names or "words" in path:
            yield path, text


def outside_facts(handbook):
    return "\n".join(text for path, text in read(handbook) if path[0] != "facts")


@pytest.mark.parametrize(
    "quoted",
    [
        "'Inloggegevens onjuist'", "'Wachtwoord vergeten'", "'Basis'", "fbiam@kb.nl",
        "onlinebibliotheek.nl/contact", "KB Klantenservice", "online Bibliotheek",
        "KB, nationale bibliotheek", "G!DS", "ledensysteem", "pasnummer", "gebruikersnaam", "migratie",
        "abonnement", "abonnementsvorm", "rechten", "handmatige synchronisatie", "functioneel beheer",
        "systeemleverancier", "openbare bibliotheek", "tijdelijk wachtwoord", "lener", "spam",
    ],
)  # fmt: skip
def test_a_term_of_the_source_is_kept_literally(handbook, quoted):
    assert quoted in outside_facts(handbook)


@pytest.mark.parametrize(
    "spelling", ["GIDS", "GiDS", "Online Bibliotheek", "inloggegevens onjuist'", "'basis'", "fbi"]
)
def test_a_term_is_not_spelled_otherwise(handbook, spelling):
    allowed = outside_facts(handbook).replace("fbiam@kb.nl", "")
    assert spelling not in allowed


def test_no_text_holds_a_number_of_several_digits(handbook):
    assert [(path, text) for path, text in read(handbook) if re.search(r"\d[\d \-()/.]*\d", text)] == []


def test_digits_only_count_the_lines_of_a_list(handbook):
    loose = [
        (path, text) for path, text in read(handbook) if re.search(r"\d", re.sub(r"(?m)^\d\. ", "", text))
    ]
    assert loose == []


@pytest.mark.parametrize(
    "sign", ["uur", "geopend", "open van", "maandag", "vrijdag", "weekend", "openingstijd", "tel."]
)
def test_no_text_names_opening_hours_or_days(handbook, sign):
    inside = [(path, text) for path, text in read(handbook) if path[0] != "elsewhere"]
    assert [path for path, text in inside if re.search(rf"\b{re.escape(sign)}", text.lower())] == []


def test_no_name_is_made_up(handbook):
    inside = re.compile(r"(?<![.?!:]) (?<![.?!:]['’] )['‘]?([A-Z][\w!]+)")
    made_up = {
        (word, path) for path, text in read(handbook) for word in inside.findall(text) if word not in NAMES
    }
    assert made_up == set()


def test_every_e_mail_address_is_the_one_of_the_source(handbook):
    found = {found for _, text in texts(handbook) for found in re.findall(r"[\w.]+@[\w.]+\w", text)}
    assert found == {"fbiam@kb.nl"}


def test_every_host_is_one_of_the_source(handbook):
    found = {
        found for _, text in texts(handbook) for found in re.findall(r"\b[\w-]+\.(?:nl|com|org)\b", text)
    }
    assert found == {"onlinebibliotheek.nl", "kb.nl"}


@pytest.mark.parametrize("formal", [r"\bu\b", r"\buw\b", r"\bU\b", r"\bpatron\b", r"\bklant\b"])
def test_the_desk_worker_is_je_and_the_patron_a_lener(handbook, formal):
    assert [path for path, text in read(handbook) if re.search(formal, text)] == []


def test_sentences_are_short_enough_to_read_aloud(handbook):
    sentences = [(path, found) for path, text in read(handbook) for found in re.split(r"[.?!:]’?\s|\n", text)]
    assert [(path, found) for path, found in sentences if len(found.split()) > 22] == []


def test_a_question_that_patrons_read_of_what_they_did_is_asked_of_them_and_not_about_them(handbook):
    asked = {step.id: step.asks for step in handbook.steps if step.patron and step.answers}
    assert asked
    assert {name for name, question in asked.items() if "lener" in question} == set()
