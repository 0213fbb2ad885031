"""Files of translators: out and back in every form, and what is refused on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given

from ehbi.files import translations
from ehbi.files.translations import FORMS, read, take, texts_of, write
from ehbi.handbook import EhbiError, HandbookError
from ehbi.handbook.edits.translations import dutch_texts, translate, translated_texts
from ehbi.handbook.languages import Language, TranslationState, state, translation
from tests.hostile import ATTEMPTS
from tests.unit.handbook.strategies import LANGUAGES, PACKAGED, TURNING, few, handbooks, translated

TODAY = date(2026, 11, 24)
ENGLISH = Language.model_validate(LANGUAGES[0])
MAIL = "mail-zoeken"
PLAIN = PACKAGED.model_copy(update={"languages": (ENGLISH,)})
"""The packaged handbook with one language, and nothing translated."""
SPOKEN = PLAIN.model_copy(
    update={
        "steps": tuple(
            step.model_copy(update={"translations": (translated(step, "en"),)}) for step in PLAIN.steps
        )
    }
)


def filled(handbook, **texts):
    """All texts for a translator, with these of one step filled in."""
    found = list(texts_of(handbook, ENGLISH))
    return [
        replace(one, text=texts.get(one.name, one.text), row=at) if one.step == MAIL else replace(one, row=at)
        for at, one in enumerate(found, 2)
    ]


def reached(handbook, step_id=MAIL):
    step = handbook.step(step_id)
    return state(step, translation(step, "en"))


@pytest.mark.parametrize("form", FORMS)
def test_what_comes_back_as_it_went_changes_nothing(form):
    outdated = SPOKEN.with_step(MAIL, say="Kijk je even?")
    found = read(write(outdated, "en", form), f"en.{form}")
    assert found.language == "en"
    assert [(one.step, one.name, one.dutch, one.text) for one in found.texts] == [
        (one.step, one.name, one.dutch, one.text) for one in texts_of(outdated, ENGLISH)
    ]
    taken = take(outdated, "en", found.texts, TODAY)
    assert taken.handbook == outdated
    assert (taken.changed, taken.refused, taken.told) == ([], [], [])


@pytest.mark.parametrize("tag", ["nl-x-a2", "pt-br", "nieuwe-taal"])
def test_a_file_says_of_any_language_which_it_is(tag):
    other = PLAIN.model_copy(update={"languages": (ENGLISH.model_copy(update={"id": tag}),)})
    assert {read(write(other, tag, form), "x").language for form in FORMS} == {tag}


@few
@given(handbooks())
def test_any_translation_comes_back_from_a_table(handbook):
    for spoken in handbook.languages:
        found = read(write(handbook, spoken.id, "csv"), "x.csv")
        bare = handbook
        for step in handbook.steps:
            bare = translate(bare, step.id, spoken.id, dict.fromkeys(dutch_texts(step), ""))
        again = take(bare, spoken.id, found.texts, TODAY, "Oksana").handbook
        for step in again.steps:
            assert translated_texts(step, spoken.id) == translated_texts(handbook.step(step.id), spoken.id)
            assert reached(again.model_copy(update={"languages": (spoken,)}), step.id) in set(
                TranslationState
            )


def test_a_text_that_begins_as_a_formula_and_one_with_empty_lines_come_back():
    text = "=1+1\n\n1. **inbox**"
    for form in FORMS:
        made = translate(PLAIN, MAIL, "en", {"tekst": text})
        found = read(write(made, "en", form), f"en.{form}")
        assert next(one.text for one in found.texts if (one.step, one.name) == (MAIL, "tekst")) == text
        assert b'"=1+1' not in write(made, "en", "csv")


def test_what_was_translated_is_taken_and_no_speaker_has_looked_at_it():
    taken = take(PLAIN, "en", filled(PLAIN, tekst="1. **inbox**\n2. **spammap**\n3. Look"), TODAY)
    assert [(one.step, one.name) for one in taken.changed] == [(MAIL, "tekst")]
    assert reached(taken.handbook) is TranslationState.MADE
    assert taken.refused == []
    assert any("andere antwoorden" in told for told in taken.told)


def test_who_looked_at_it_is_kept_of_steps_that_are_there_whole():
    texts = filled(SPOKEN, tekst="", zin="Look")
    taken = take(SPOKEN, "en", texts, TODAY, "Amina, docent Engels")
    assert taken.reviewed == len(SPOKEN.steps) - 1
    other = translation(taken.handbook.step("ander-adres"), "en")
    assert (other.reviewed_by, other.reviewed) == ("Amina, docent Engels", TODAY)
    assert reached(taken.handbook) is TranslationState.MADE


def test_the_words_of_the_screen_are_taken_too():
    texts = [replace(one, text="It works") if one.name == "scherm/done" else one for one in filled(PLAIN)]
    assert take(PLAIN, "en", texts, TODAY).handbook.languages[0].words.done == "It works"


def test_an_outdated_translation_is_right_again_when_something_in_it_was_done():
    outdated = SPOKEN.with_step(MAIL, say="Kijk je even?")
    assert reached(outdated) is TranslationState.OUTDATED
    assert reached(take(outdated, "en", filled(outdated), TODAY).handbook) is TranslationState.OUTDATED
    done = take(outdated, "en", filled(outdated, zin="Can you look?"), TODAY)
    assert reached(done.handbook) is TranslationState.MADE
    said = [replace(one, state="goed") for one in filled(outdated)]
    assert reached(take(outdated, "en", said, TODAY).handbook) is TranslationState.MADE


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"dutch": "Iets anders"}, "Het Nederlands is veranderd na dit bestand"),
        ({"step": "weg"}, "Stap ‘weg’ is er niet"),
        ({"name": "antwoord/weg"}, "Een tekst ‘antwoord/weg’ is er niet"),
        ({"text": "Look\u202ehere"}, "onzichtbaar teken"),
        ({"text": "<img src=x>"}, "HTML"),
        ({"text": "[here](javascript:x)"}, "begint niet met https"),
        ({"text": "x" * 10_001}, "tekens lang"),
    ],
)
def test_a_row_that_cannot_be_taken_is_refused_with_why_and_the_others_are_taken(change, why):
    texts = filled(PLAIN, tekst="1. **inbox**\n2. **spammap**\n3. Look", zin="Look")
    at = next(at for at, one in enumerate(texts) if (one.step, one.name) == (MAIL, "tekst"))
    texts[at] = replace(texts[at], **change)
    taken = take(PLAIN, "en", texts, TODAY, "Amina")
    ((row, told),) = taken.refused
    assert row.row == texts[at].row
    assert why in told
    assert [one.name for one in taken.changed] == ["zin"]
    assert reached(taken.handbook) is not TranslationState.REVIEWED


@pytest.mark.parametrize("form", FORMS)
def test_a_sign_that_turns_a_text_around_comes_in_by_no_file(form):
    for sign in TURNING:
        turned = translate(SPOKEN, MAIL, "en", {"zin": f"Look{sign}here"})
        taken = take(SPOKEN, "en", read(write(turned, "en", form), f"en.{form}").texts, TODAY)
        ((row, told),) = taken.refused
        assert (row.step, row.name) == (MAIL, "zin")
        assert "onzichtbaar teken" in told
        assert taken.handbook == SPOKEN


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("end", ["\v", "\u2028", "\u2029"])
def test_a_line_end_that_a_word_processor_made_is_one_and_cuts_nothing_off(form, end):
    made = translate(PLAIN, MAIL, "en", {"tekst": f"Look{end}here"})
    found = read(write(made, "en", form), f"en.{form}").texts
    text = next(one.text for one in found if (one.step, one.name) == (MAIL, "tekst"))
    assert text in {"Look\nhere", "Look here"}
    assert len(found) == len([*texts_of(made, ENGLISH)])


@pytest.mark.parametrize("form", FORMS)
def test_texts_that_would_be_markup_or_rows_are_cells_and_come_back_as_they_were(form):
    tries = [*ATTEMPTS, "=1+1", "+1", "-1", "@SUM(A1)", "a;b\nc;d", 'a"\nmsgid "b"', "\\", "#, fuzzy\n#~ x"]
    steps = [step for step in SPOKEN.steps if dutch_texts(step)]
    made = SPOKEN
    for step, text in zip(steps, tries, strict=False):
        made = translate(made, step.id, "en", {"tekst": text})
    found = read(write(made, "en", form), f"en.{form}").texts
    assert {(one.step, one.name, one.text) for one in found} == {
        (one.step, one.name, one.text) for one in texts_of(made, ENGLISH)
    }


def test_nothing_that_a_language_or_a_step_is_called_is_a_line_of_a_po_file():
    hostile = 'x"\nmsgctxt "mail-zoeken#zin"\nmsgid "y"\nmsgstr "z"\n# (ar)'
    named = ENGLISH.model_copy(update={"name": hostile})
    made = SPOKEN.model_copy(update={"languages": (named,)}).with_step(MAIL, title=hostile)
    found = read(write(made, "en", "po"), "en.po")
    assert found.language == "en"
    assert not {"y", "z"} & {text for one in found.texts for text in (one.dutch, one.text)}


def test_a_text_that_is_there_twice_is_taken_once():
    texts = filled(PLAIN, zin="Look")
    taken = take(PLAIN, "en", [*texts, *texts], TODAY)
    assert len(taken.changed) == 1
    assert len(taken.refused) == len(texts)


@pytest.mark.parametrize(
    "content", [b"a;b\n1;2\n", b"", b'msgid "x\nmsgstr', b"PK\x03\x04x", b"\xff\xfe", b"x" * 5_000_001]
)
def test_another_file_is_refused(content):
    with pytest.raises(HandbookError, match=r"^weg\.csv:\d+: .+\. .+\."):
        read(content, "weg.csv")


def test_a_language_that_the_handbook_does_not_have_is_refused():
    with pytest.raises(EhbiError, match="Taal ‘fr’ staat niet bij de talen"):
        write(PLAIN, "fr", "csv")
    with pytest.raises(EhbiError, match="Voeg eerst een taal toe"):
        take(PLAIN.model_copy(update={"languages": ()}), "en", (), TODAY)


def test_a_workbook_shows_texts_as_texts_below_headings_that_stay():
    book = openpyxl.load_workbook(BytesIO(write(translate(PLAIN, MAIL, "en", {"zin": "=1+1"}), "en", "xlsx")))
    assert book.active.freeze_panes == "A2"
    assert {cell.data_type for row in book.active.iter_rows() for cell in row if cell.value} == {"s"}


def test_every_form_has_a_writer():
    assert set(translations.BINARY) < set(FORMS)
