"""Search finds the situation by what people type at a desk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.files import load
from ehbi.handbook import Handbook
from ehbi.handbook.parts import Subject, Synonyms
from ehbi.handbook.values import Kind
from ehbi.search.index import Index
from ehbi.search.results import Found, found_report, hits_report

from .search_results import DOUBTED, MISSED, REFUSED, TAKEN
from .strategies import difficult_texts, few, handbooks, many

HANDBOOK = load()
INDEX = Index(HANDBOOK)
FIRST, HELD_BACK, FEW = 0.97, 0.9, 0.03
"""Goals: the right situation first; out of scope doubted or refused; in scope doubted at most."""
INSIDE = ["tuning_phrasings.txt", "desk_phrasings.txt"]
ELSEWHERE = ["elsewhere_tuning_phrasings.txt", "elsewhere_desk_phrasings.txt"]


def phrasings(name: str) -> list[list[str]]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def situation(text: str, among: Index = INDEX) -> int | None:
    hits = among.ask(text).hits
    return hits[0].situation if hits else None


def is_sure(text: str) -> bool:
    hits = INDEX.ask(text).hits
    return bool(hits) and hits[0].sure


@pytest.mark.parametrize("name", INSIDE)
def test_the_right_situation_comes_first(name):
    asked = phrasings(name)
    missed = [(number, text, situation(text)) for number, text in asked if situation(text) != int(number)]
    assert missed == MISSED[name]
    assert len(asked) >= 300
    assert 1 - len(missed) / len(asked) >= FIRST


@pytest.mark.parametrize("name", INSIDE)
def test_what_the_handbook_is_about_is_seldom_doubted(name):
    asked = phrasings(name)
    doubted = [text for _, text in asked if not is_sure(text)]
    assert doubted == DOUBTED[name]
    assert len(doubted) / len(asked) <= FEW


@pytest.mark.parametrize("name", ELSEWHERE)
def test_what_the_handbook_is_not_about_is_doubted_or_refused(name):
    asked = [text for (text,) in phrasings(name)]
    taken = [(text, situation(text)) for text in asked if is_sure(text)]
    assert taken == TAKEN[name]
    assert sum(not INDEX.ask(text).hits for text in asked) == REFUSED[name]
    assert len(asked) >= 60
    assert 1 - len(taken) / len(asked) >= HELD_BACK


def test_what_the_search_was_not_tuned_on_stands_in_no_other_list():
    asked = {name: {line[-1].casefold() for line in phrasings(name)} for name in (*INSIDE, *ELSEWHERE)}
    assert not asked["elsewhere_desk_phrasings.txt"] & asked["elsewhere_tuning_phrasings.txt"]
    assert not (asked[INSIDE[0]] | asked[INSIDE[1]]) & (asked[ELSEWHERE[0]] | asked[ELSEWHERE[1]])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("inlogegevens onjuist", 1),
        ("abonement", 2),
        ("pasnummers", 3),
        ("mailtjes", 4),
        ("spam folder", 4),
        ("spamfolder", 4),
        ("E-MAIL niet ontvangen!", 4),
    ],
)
def test_typing_errors_inflections_compounds_and_capitals_are_forgiven(text, number):
    assert situation(text) == number


@pytest.mark.parametrize("text", ["", "   ", "xyzzy", "fiets", "de het een", "🙂"])
def test_what_says_nothing_finds_nothing(text):
    assert INDEX.ask(text).hits == ()


def test_a_message_that_is_on_the_screen_finds_its_situation_first():
    assert INDEX.ask("Inloggegevens onjuist").hits[0].step == "inloggegevens-onjuist"


def found_by(text: str, among: Index = INDEX) -> list[str]:
    return [hit.step for hit in among.ask(text, limit=len(HANDBOOK.steps)).hits]


@pytest.mark.parametrize("step", [one for one in HANDBOOK.steps if one.kind is not Kind.OUTCOME], ids=str)
def test_a_step_can_be_found_by_its_own_title(step):
    assert step.id in found_by(step.title)


@pytest.mark.parametrize("step", [one for one in HANDBOOK.steps if one.kind is Kind.OUTCOME], ids=str)
def test_an_outcome_is_found_as_a_step_that_leads_to_it_and_never_opened(step):
    before = [one.id for one in HANDBOOK.steps if step.id in [answer.next for answer in one.answers]]
    found = INDEX.ask(step.title, limit=len(HANDBOOK.steps))
    assert step.id not in [hit.step for hit in found.hits]
    if step.id != HANDBOOK.outside.step:
        assert {hit.step for hit in found.hits} & set(before)


@pytest.mark.parametrize(
    "text",
    [
        "verlengen", "e-reader werkt niet", "wifi wachtwoord", "account bestaat al", "te veel pogingen",
        "website ligt eruit", "pas geblokkeerd",
    ],
)  # fmt: skip
def test_what_was_once_taken_for_a_login_problem_is_refused_and_named(text):
    found = INDEX.ask(text)
    assert found.hits == ()
    assert found.elsewhere in HANDBOOK.elsewhere


def test_the_choice_for_the_own_site_is_a_subject_without_being_listed():
    found = INDEX.ask("inloggen op onze website")
    assert found.hits == ()
    outside = HANDBOOK.step(HANDBOOK.outside.step)
    assert (found.elsewhere.title, found.elsewhere.where) == (HANDBOOK.outside.label, outside.title)


def test_a_subject_that_a_manager_adds_takes_effect():
    changed = HANDBOOK.model_copy(update={"elsewhere": (Subject(title="Kwasten", words=("rare kwast",)),)})
    assert Index(changed).ask("een rare kwast met een wachtwoord").elsewhere == changed.elsewhere[0]
    assert Index(changed).ask("een kwast").elsewhere is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wacht\u00adwoord vergeten", "wachtwoord vergeten"),
        ("geen e\u2011mail", "geen e-mail"),
        ("geen e\u2013mail", "geen email"),
        ("nieuw\u00a0pas\u200bnummer", "nieuw pasnummer"),
        ("gee\u0301n ma\u0131\u0301l".replace("\u0131", "i"), "geen mail"),
        ("ｗａｃｈｔｗｏｏｒｄ kwijt", "wachtwoord kwijt"),
        ("\ufeffinloggegevens\u2060 onjuist", "inloggegevens onjuist"),
        ("wachtwoorden gewijzigd", "wachtwoord wijzigen"),
        ("wacht woord kwijt", "wachtwoord kwijt"),
        ("in loggen lukt niet", "inloggen lukt niet"),
        ("wachtwrood kwijt", "wachtwoord kwijt"),
    ],
)
def test_what_is_pasted_inflected_split_or_mistyped_is_the_same_question(typed, meant):
    assert INDEX.ask(typed) == INDEX.ask(meant)


def test_synonyms_that_a_manager_adds_take_effect():
    assert situation("kwibus") is None
    more = (*HANDBOOK.synonyms, Synonyms(means="pasnummer", words=("kwibus", "rare kwast")))
    changed = Index(HANDBOOK.model_copy(update={"synonyms": more}))
    assert situation("kwibus", changed) == 3
    assert situation("een rare kwast", changed) == 3


@pytest.mark.parametrize("text", ["mailbox bestaat niet meer", "de mailbox bestaat niet meer"])
def test_a_step_that_uses_a_word_that_is_a_synonym_is_found_by_that_word(text):
    more = (*HANDBOOK.synonyms, Synonyms(means="e-mail", words=("mailbox",)))
    steps = tuple(
        step.model_copy(update={"title": "Mailbox bestaat niet meer", "words": ()})
        if step.id == "mail-zoeken"
        else step
        for step in HANDBOOK.steps
    )
    changed = Index(HANDBOOK.model_copy(update={"synonyms": more, "steps": steps}))
    assert "mail-zoeken" in [hit.step for hit in changed.ask(text).hits]


def test_every_word_that_means_something_is_itself_known_in_the_steps():
    for one in HANDBOOK.synonyms:
        assert INDEX.ask(one.means).hits, one.means


def test_an_outcome_of_another_situation_does_not_raise_the_step_before_it():
    # ‘mail-opnieuw’ leads to an outcome of situation 1 too.
    found = [hit.step for hit in INDEX.ask("mail kwijt").hits]
    assert found.index("mail-zoeken") < found.index("mail-opnieuw")


def test_hits_as_data_have_what_scripts_rely_on():
    hit, *_ = INDEX.ask("geen mail").hits
    assert hits_report([replace(hit, score=0.12345)])[0]["score"] == 0.123
    for row in hits_report(INDEX.ask("geen mail").hits):
        assert isinstance(row["sure"], bool)
        assert list(row) == ["step", "situation", "title", "score", "sure"]
        assert row["step"] in HANDBOOK
        assert row["situation"] in {1, 2, 3, 4}


@many
@given(st.one_of(difficult_texts, st.text(max_size=400)))
def test_any_text_gives_hits_best_first(text):
    scores = [hit.score for hit in INDEX.ask(text).hits]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) <= 8


@few
@given(handbooks(), st.text(max_size=30))
def test_any_handbook_can_be_searched(handbook: Handbook, text):
    numbers = {step.number for step in handbook.situations}
    assert {hit.situation for hit in Index(handbook).ask(text).hits} <= numbers


@few
@given(handbooks(), st.text(max_size=30))
def test_no_text_opens_an_outcome(handbook: Handbook, text):
    words = " ".join((text, *(step.title for step in handbook.steps)))
    hits = Index(handbook).ask(words).hits
    assert all(handbook.step(hit.step).kind is not Kind.OUTCOME for hit in hits)
    assert all(hit.situation == hits[0].situation for hit in hits if hit.sure)


def test_for_a_page_it_says_what_was_asked_for_instead():
    other = Subject(title="Fietsen", words=("fiets",), where="Bij de fietsenmaker")
    assert found_report(Found((), other)) == {
        "hits": [],
        "elsewhere": {"title": "Fietsen", "where": "Bij de fietsenmaker"},
    }
    found = INDEX.ask("geen mail")
    assert found_report(found) == {"hits": hits_report(found.hits), "elsewhere": None}
