"""What each word is worth, reckoned by hand on a handbook of a few words."""

from __future__ import annotations

from math import inf, log, nextafter

import pytest

from ehbi.handbook import Handbook
from ehbi.handbook.parts import Subject, Synonyms
from ehbi.handbook.terms import stem, terms
from ehbi.search import index
from ehbi.search.index import Index
from ehbi.search.question import Spelling, Subjects, Thesaurus

from .strategies import PACKAGED, _around, _step

R = log(1 + 2) ** 2
"""How much a word says that one of two situations has."""
BOTH = log(1 + 2 / 2) ** 2
"""And one that both have, each as much."""


def answers(**labels):
    return [{"id": name, "label": label, "next": name} for name, label in labels.items()]


def steps():
    return {
        "een": _step("een", kind="situation", number=1, title="Appel", prompt="Banaan", text="Druif")
        | {"say": "Framboos", "words": ["kiwi", "gouden lychee"], "answers": answers(vraag="Mango")},
        "vraag": _step("vraag", kind="question", title="Nectarine", text="Papaja", prompt="Ananas")
        | {"answers": answers(eind="Perzik")},
        "eind": _step("eind", kind="outcome", outcome="resolved", title="Watermeloen", text="Citroen"),
        "twee": _step("twee", kind="situation", number=2, title="Zebra", text="Giraf")
        | {"answers": answers(klaar="Olifant")},
        "klaar": _step("klaar", kind="outcome", outcome="resolved", title="Krokodil", text="Leguaan"),
        "buiten": _step("buiten", kind="outcome", outcome="explained", title="Buiten", text="Niets"),
    }


def made(**changed):
    found = steps()
    for name, fields in changed.items():
        found[name] = found.get(name, {}) | fields
    around = _around([*found.values()], None) | {"examples": []}
    return Index(Handbook.model_validate(around))


def found(text, among=None):
    return [(hit.step, hit.score) for hit in (among or made()).ask(text).hits]


@pytest.mark.parametrize(
    ("text", "step", "worth"),
    [
        ("appel", "een", 3.0 * R),
        ("banaan", "een", 1.5 * R),
        ("druif", "een", 0.5 * R),
        ("framboos", "een", 0.5 * R),
        ("mango", "een", 1.0 * R),
        ("kiwi", "een", 3.0 * R + 1.5),
        ("lychee", "een", 3.0 * R),
        ("gouden lychee", "een", 6.0 * R + 3.0),
        ("kiwi lychee gouden", "een", 9.0 * R + 3.0),
        ("nectarine", "vraag", 0.7 * 3.0 * R),
        ("ananas", "vraag", 0.7 * 1.5 * R),
        ("perzik", "vraag", 0.7 * 1.0 * R),
        ("papaja", "vraag", 0.7 * 0.5 * R),
        ("watermeloen", "vraag", 0.35 * 3.0 * R),
        ("zebra", "twee", 3.0 * R),
        ("krokodil", "twee", 0.35 * 3.0 * R),
        ("kokoskiwi", "een", 0.75 * 3.0 * R + 1.5),
        ("kiwisap", "een", 0.75 * 3.0 * R + 1.5),
        ("water", "vraag", 0.75 * 0.35 * 3.0 * R),
        ("meloen", "vraag", 0.75 * 0.35 * 3.0 * R),
    ],
)
def test_a_word_is_worth_what_stands_in_the_table_and_twice_that_around(text, step, worth):
    assert found(text) == [(step, pytest.approx(3 * worth))]


def test_what_is_around_a_step_counts_twice():
    assert found("appel nectarine") == [
        ("een", pytest.approx((3.0 + 2 * 5.1) * R)),
        ("vraag", pytest.approx((2.1 + 2 * 5.1) * R)),
    ]


def test_a_word_that_several_situations_have_says_less():
    assert found("giraf", made(een={"text": "Giraf"})) == []
    in_both = made(een={"title": "Zebra"})
    assert found("zebra", in_both) == [(one, pytest.approx(9.0 * BOTH)) for one in ("een", "twee")]
    in_passing = log(1 + 2 / (1 + 0.5 / 3)) ** 2
    assert found("zebra", made(een={"text": "Zebra"})) == [
        ("twee", pytest.approx(9.0 * in_passing)),
        ("een", pytest.approx(1.5 * in_passing)),
    ]


def test_what_says_too_little_is_not_found():
    assert found("citroen") == []  # 0.35 * 0.5
    assert found("papa") == []  # 0.95 is just too little
    more = _step("meer", kind="question") | {"answers": answers(klaar="Perzik")}
    label = made(twee={"answers": answers(meer="Olifant")}, meer=more)
    assert found("perzik", label) == [(one, pytest.approx(2.1 * BOTH)) for one in ("vraag", "meer")]  # 1.01


def test_just_enough_is_enough(monkeypatch):
    ((_, score),) = found("appel")
    monkeypatch.setattr(index, "ENOUGH", score)
    assert found("appel") == [("een", score)]
    monkeypatch.setattr(index, "ENOUGH", nextafter(score, inf))
    assert found("appel") == []


def test_of_equals_the_first_of_the_handbook_comes_first():
    more = {"kind": "question", "title": "Nectarine", "answers": answers(eind="Perzik")}
    other = made(een={"answers": answers(vraag="Mango", ander="Mango")}, ander=_step("ander") | more)
    assert [step for step, _ in found("nectarine", other)] == ["vraag", "ander"]
    assert found("watermeloen", other)[0][0] == "vraag"


def test_an_outcome_opens_the_step_before_it_that_fits_best():
    fields = {"kind": "question", "title": "Kers", "answers": answers(eind="Limoen")}
    other = made(een={"answers": answers(vraag="Mango", ander="Mango")}, ander=_step("ander") | fields)
    assert found("watermeloen kers", other)[0][0] == "ander"
    assert found("watermeloen nectarine", other)[0][0] == "vraag"


def test_only_the_beginning_of_a_long_question_is_looked_at():
    assert found("zebra".rjust(201))  # "zebr" is a part of it, and "zeb" is not
    assert found("zebra".rjust(202)) == []


def test_no_more_than_eight_are_shown_unless_asked_for():
    names = [f"v{number}" for number in range(9)]
    more = {
        name: _step(name, kind="question", title="Kers") | {"answers": answers(eind="Pit")} for name in names
    }
    many = made(een={"answers": answers(**dict.fromkeys(["vraag", *names], "Mango"))}, **more)
    assert [hit.step for hit in many.ask("kers").hits] == names[:8]
    assert len(many.ask("kers", limit=9).hits) == 9


@pytest.mark.parametrize(("text", "is_found"), [("bui", False), ("zeb", False), ("krok", True)])
def test_a_short_word_is_part_of_no_other(text, is_found):
    assert bool(found(text)) is is_found


@pytest.mark.parametrize(("word", "is_found"), [("ei", False), ("kip", True)])
def test_a_very_short_search_word_is_part_of_no_other(word, is_found):
    assert bool(found(f"struis{word}", made(een={"words": [word]}))) is is_found


def test_a_search_word_of_a_phrase_alone_is_part_of_no_other():
    assert found("zoutlychee") == []


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("zebro", "zebra"),  # one letter in five
        ("zera", "zebra"),
        ("girof", "giraf"),
        ("boem", "boem"),  # one in four is another word
        ("wotermeloon", "watermeloen"),  # two in eleven
        ("wotermoloon", "wotermoloon"),
    ],
)
def test_about_one_letter_in_five_may_be_wrong(typed, read):
    spelling = Spelling(["zebra giraf boom watermeloen"])
    assert spelling.read(typed) == (stem(read),)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("zeb ra", "zeb ra"),
        ("zee paard", "zeepaard"),
        ("water meloen", "watermeloen"),
        ("in loggen", "inloggen"),
        ("in appel", "in appel"),
        ("appel in", "appel in"),
        ("in op appel", "in op appel"),
        ("kar tel", "kartel"),
        ("zeepaard zee paard zee", "zeepaard zeepaard zee"),
    ],
)
def test_what_is_written_as_two_words_is_read_as_one_of_at_least_six_letters(typed, read):
    spelling = Spelling(["zebra zeepaard watermeloen inloggen appel inappel appelin kartel"])
    assert spelling.read(typed) == tuple(stem(word) for word in read.split() if word not in {"in", "op"})


def test_a_word_that_means_one_other_alone_is_that_one_too():
    said = Synonyms(means="wachtwoord", words=("pincode", "geheime code"))
    thesaurus = Thesaurus([said, Synonyms(means="oude naam", words=("alias",))])
    assert thesaurus.of("pincod") == {"pincod", stem("wachtwoord")}
    assert {word: thesaurus.of(word) for word in (stem("geheime"), stem("alias"))} == {
        stem("geheime"): {stem("geheime")},
        stem("alias"): {stem("alias")},
    }


def subjects(*words):
    thesaurus = Thesaurus([Synonyms(means="wachtwoord", words=("pincode",))])
    other = Subject(title="Iets anders", words=words)
    few = _around([*steps().values()], None) | {"examples": [], "elsewhere": [other.model_dump()]}
    return Subjects(Handbook.model_validate(few), thesaurus)


@pytest.mark.parametrize(
    ("words", "question", "claimed"),
    [
        ("pincode", "pincode kwijt", ["pincode"]),
        ("pincode", "wachtwoord kwijt", []),  # a word alone is meant as it stands
        ("nieuwe pincode", "nieuw wachtwoord vragen", ["nieuw", "wachtwoord"]),
        ("nieuwe pincode", "wachtwoord nieuw", ["wachtwoord", "nieuw"]),
        ("nieuwe pincode", "nieuw", []),
        ("nieuwe pincode", "nieuw vragen om wachtwoord", []),  # its words stand apart
    ],
)
def test_a_subject_is_claimed_by_its_word_or_by_what_its_phrase_means(words, question, claimed):
    found = subjects(words).claim(terms(question))
    assert sorted(found.words if found else ()) == sorted(map(stem, claimed))


def test_what_the_handbook_is_not_about_is_a_subject_too():
    outside = PACKAGED.step(PACKAGED.outside.step)
    claim = Subjects(PACKAGED, Thesaurus(())).claim(terms(outside.words[0]))
    assert claim.subject.title == PACKAGED.outside.label
