"""What the page holds of other languages: one inert block, of escaped texts with Dutch terms apart."""

from __future__ import annotations

import json
import re
from functools import partial

import pytest

from ehbi import book
from ehbi.book.patron import dutch_terms, translations, with_terms
from ehbi.files import load
from ehbi.handbook.edits import change_step
from tests.hostile import ATTEMPTS

from .translated import ALT, ASKS, LABELS, LANGUAGES, MARK, STEP, TERM, in_arabic, translated

served = partial(book.page, modules=book.served_modules(lambda path: f"./assets/x/ehbi/{path.name}"))
ISOLATED = f'<bdi lang="nl" dir="ltr">{TERM}</bdi>'
BLOCK = re.compile(r'<script type="application/json" id="page_translations">(.*?)</script>', re.DOTALL)


def held(handbook):
    return json.loads(BLOCK.search(book.page(handbook))[1])


def said(handbook, step=STEP, tag="ar"):
    return held(handbook)["steps"][step][tag]


@pytest.mark.parametrize("make", [book.page, served])
def test_a_handbook_in_dutch_alone_holds_nothing_of_other_languages(make):
    html = make(translated(languages=()))
    assert not BLOCK.search(html)
    assert 'id="page_patron_languages"' not in html
    assert 'id="page_patron_dutch"' not in html


@pytest.mark.parametrize("make", [book.page, served])
def test_the_texts_come_after_all_that_is_painted_and_each_language_by_its_own_name(make):
    html = make(in_arabic())
    assert html.index("</main>") < BLOCK.search(html).start()
    assert re.findall(r'<button [^>]*lang="(\w+)" dir="(\w+)">([^<]+)', html) == [
        (one.id, "auto", one.own_name) for one in LANGUAGES
    ]


def test_a_step_says_it_with_the_terms_of_the_screen_apart_as_dutch():
    text = said(in_arabic())
    assert f"<strong>{ISOLATED}</strong>" in text["text"]
    assert text["asks"] == ASKS
    assert text["answers"] == [label.replace(f"'{TERM}'", f"&#39;{ISOLATED}&#39;") for label in LABELS]
    (picture,) = text["pictures"].values()
    assert picture == {"alt": ALT, "marks": [MARK.replace(TERM, ISOLATED)]}


def test_what_is_not_translated_yet_is_marked_as_the_dutch_that_it_is():
    text = said(in_arabic(asks="", answers=[]))
    step = load().step(STEP)
    assert text["asks"] == f'<bdi lang="nl" dir="ltr">{step.asks}</bdi>'
    assert all(label.startswith('<bdi lang="nl"') for label in text["answers"])


def test_how_far_a_translation_is_is_told_and_an_outdated_one_is_not_there():
    assert said(in_arabic())["state"] == "made"
    assert said(in_arabic(reviewed_by="Amal", reviewed="2026-11-24"))["state"] == "reviewed"
    changed = change_step(in_arabic(), STEP, {"patron": "Iets anders."})
    assert said(changed) == {"state": "outdated"}
    assert STEP not in held(translated())["steps"]


def test_text_of_people_stays_text_and_no_text_ends_the_block():
    for attempt in ATTEMPTS:
        step = load().step(STEP)
        answers = [{"id": one.id, "label": attempt[:80]} for one in step.answers]
        text = said(in_arabic(text=attempt, asks=attempt, answers=answers))
        markup = " ".join([text["text"], text["asks"], *text["answers"]])
        assert {*re.findall(r"<(\w+)", markup)} <= {"p", "strong", "bdi", "a", "ol", "ul", "li"}
        assert "javascript:" not in "".join(re.findall(r"<[^>]+>", markup))
        block = str(translations(in_arabic(text=attempt)))
        assert not {*"<>&"} & {*block}


def test_letters_stand_in_the_block_as_they_are_read():
    assert ASKS in translations(in_arabic())


def test_a_longer_term_is_not_broken_by_a_shorter_one():
    step = load().step(STEP).model_copy(update={"patron": f"**Wachtwoord** en **{TERM}**"})
    assert with_terms(dutch_terms(load(), step), f"Press {TERM} now", "") == f"Press {ISOLATED} now"


def test_a_contact_that_the_step_names_is_dutch_too_as_it_is_called_within_a_line():
    handbook = load()
    for step, name in (
        ("kb-navragen", "KB Klantenservice"),
        ("beheer-pasnummer-gevraagd", "functioneel beheer"),
    ):
        terms = dutch_terms(handbook, handbook.step(step))
        assert (
            with_terms(terms, f"ماذا تقول {name}؟", "") == f'ماذا تقول <bdi lang="nl" dir="ltr">{name}</bdi>؟'
        )
        assert name not in dutch_terms(handbook.model_copy(update={"contacts": ()}), handbook.step(step))
