"""Search finds the situation by what people type at a desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.handbook import Handbook, load
from ehbi.handbook.model import Synonyms
from ehbi.handbook.search import Index, hits_report

from .strategies import difficult_texts, few, handbooks, many

HANDBOOK = load()
INDEX = Index(HANDBOOK)
GOAL = 0.95


def phrasings(name: str) -> list[list[str]]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def situation(text: str, among: Index = INDEX) -> int | None:
    hits = among.find(text)
    return hits[0].situation if hits else None


@pytest.mark.parametrize("name", ["tuning_phrasings.txt", "desk_phrasings.txt"])
def test_the_right_situation_comes_first(capsys, name):
    asked = phrasings(name)
    missed = [(number, text, situation(text)) for number, text in asked if situation(text) != int(number)]
    right = 1 - len(missed) / len(asked)
    with capsys.disabled():
        print(f"\nSearch, {name}: {right:.1%} of {len(asked)} right; missed: {missed}")
    assert len(asked) >= 100
    assert right >= GOAL


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
    assert INDEX.find(text) == ()


def test_a_message_that_is_on_the_screen_finds_its_situation_first():
    assert INDEX.find("Inloggegevens onjuist")[0].step == "inloggegevens-onjuist"


def test_a_step_can_be_found_by_its_own_title():
    for step in HANDBOOK.steps:
        assert step.id in [hit.step for hit in INDEX.find(step.title, limit=len(HANDBOOK.steps))]


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
        if step.id == "kb-tijdelijk-wachtwoord"
        else step
        for step in HANDBOOK.steps
    )
    changed = Index(HANDBOOK.model_copy(update={"synonyms": more, "steps": steps}))
    assert "kb-tijdelijk-wachtwoord" in [hit.step for hit in changed.find(text)]


def test_every_word_that_means_something_is_itself_known_in_the_steps():
    for one in HANDBOOK.synonyms:
        assert INDEX.find(one.means), one.means


def test_hits_as_data_have_what_scripts_rely_on():
    for row in hits_report(INDEX.find("geen mail")):
        assert list(row) == ["step", "situation", "title", "score"]
        assert row["step"] in HANDBOOK
        assert row["situation"] in {1, 2, 3, 4}


@many
@given(st.one_of(difficult_texts, st.text(max_size=400)))
def test_any_text_gives_hits_best_first(text):
    scores = [hit.score for hit in INDEX.find(text)]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) <= 8


@few
@given(handbooks(), st.text(max_size=30))
def test_any_handbook_can_be_searched(handbook: Handbook, text):
    numbers = {step.number for step in handbook.situations}
    assert {hit.situation for hit in Index(handbook).find(text)} <= numbers
