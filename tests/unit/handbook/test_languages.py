"""Translations: what a patron reads in a language, and that exactly what changed in Dutch is out of date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehbi.files.documents import to_data, to_json, to_yaml
from ehbi.handbook import Handbook, Severity, languages
from ehbi.handbook.checks import check
from ehbi.handbook.compare.diff import sentences
from ehbi.handbook.edits import remove_part, rename_answer, rename_part
from ehbi.handbook.languages import (
    DUTCH,
    Language,
    PatronWords,
    TranslationState,
    digest,
    dutch,
    in_language,
    language,
    patron_html,
    state,
    translation,
)
from ehbi.handbook.pictures import Picture

from .drafts import examine
from .edits import edited
from .strategies import LANGUAGES, TURNING, handbooks, many, translated, with_translations

ENGLISH, ARABIC, _ = (Language.model_validate(one) for one in LANGUAGES)
MAIL = "mail-zoeken"


@pytest.fixture
def spoken(handbook):
    """The packaged handbook with every step translated into English, and looked at."""
    steps = tuple(
        step.model_copy(update={"translations": (translated(step, "en"),)}) for step in handbook.steps
    )
    return handbook.model_copy(update={"languages": (ENGLISH,), "steps": steps})


def changed(handbook, step_id, **fields):
    """The handbook with other fields in the English translation of a step."""
    step = handbook.step(step_id)
    made = step.translations[0].model_copy(update=fields)
    return handbook.with_step(step_id, translations=(made,))


def told(handbook):
    return [one.told for one in check(handbook) if one.path[0] in ("languages", "steps")]


def states(handbook):
    return {
        (step.id, made.language): state(step, made) for step in handbook.steps for made in step.translations
    }


def read(step):
    """What a patron reads of a step, whatever the order of answers and pictures."""
    ours = dutch(step)
    pictures = frozenset((one.file, one.alt, one.marks) for one in ours.pictures)
    return ours.text, ours.say, ours.asks, frozenset(ours.answers), pictures


@many
@given(handbooks().flatmap(with_translations), st.data())
def test_any_edit_makes_exactly_the_translations_of_what_a_patron_reads_out_of_date(before, data):
    after = data.draw(edited(before.model_copy(update={"languages": ()}), "steps"))
    if len({step.id for step in after.steps}) < len(after.steps):
        return
    for step in after.steps:
        was = before.step(step.id) if step.id in before else None
        for made in step.translations if was else ():
            if made in was.translations:
                outdated = state(step, made) is TranslationState.OUTDATED
                assert outdated == (read(step) != read(was))


@pytest.mark.parametrize(
    ("field", "value"),
    [("patron", "1. Kijk in je **inbox**."), ("say", "Kijk je even?"), ("prompt", "Is de mail er nu?")],
)
def test_another_dutch_text_makes_the_translation_of_that_step_out_of_date(spoken, field, value):
    after = states(spoken.with_step(MAIL, **{field: value}))
    assert {key for key, one in after.items() if one is TranslationState.OUTDATED} == {(MAIL, "en")}


@pytest.mark.parametrize(
    ("field", "value"),
    [("text", "Iets anders."), ("why", "Daarom."), ("words", ["post"]), ("own", True), ("contact", None)],
)
def test_what_only_the_desk_reads_makes_nothing_out_of_date(spoken, field, value):
    assert set(states(spoken.with_step(MAIL, **{field: value})).values()) == {TranslationState.REVIEWED}


def test_a_title_is_read_only_where_it_is_the_question(spoken):
    asked = next(step for step in spoken.steps if step.answers and not step.prompt)
    ended = next(step for step in spoken.steps if not step.answers)
    for step, expected in ((asked, TranslationState.OUTDATED), (ended, TranslationState.REVIEWED)):
        after = spoken.with_step(step.id, title="Anders")
        assert states(after)[step.id, "en"] is expected


def test_a_picture_for_the_desk_is_not_read_by_the_patron(spoken):
    picture = Picture(file="0" * 32, width=2, height=2, alt="Een scherm", shown="desk")
    pictures = (*spoken.step(MAIL).pictures, picture)
    for_desk = spoken.with_step(MAIL, pictures=pictures)
    assert states(for_desk)[MAIL, "en"] is TranslationState.REVIEWED
    for_both = spoken.with_step(MAIL, pictures=(*pictures[:-1], picture.model_copy(update={"shown": "both"})))
    assert states(for_both)[MAIL, "en"] is TranslationState.OUTDATED


def test_a_translation_is_read_in_its_language_and_an_outdated_one_in_dutch(spoken):
    step = spoken.step(MAIL)
    text = in_language(spoken, step, "en")
    assert (text.language, text.state) == ("en", TranslationState.REVIEWED)
    assert text.text == f"{step.patron} (en)"
    assert text.asks == f"{step.asks} (en)"
    assert [name for name, _ in text.answers] == [answer.id for answer in step.answers]
    later = spoken.with_step(MAIL, patron="Kijk in je mail.")
    now = in_language(later, later.step(MAIL), "en")
    assert (now.language, now.text, now.state) == ("nl", "Kijk in je mail.", TranslationState.OUTDATED)


def test_what_is_not_there_is_read_in_dutch(handbook, spoken):
    step = spoken.step(MAIL).model_copy(update={"translations": ()})
    assert in_language(spoken, step, "en").state is TranslationState.MISSING
    assert in_language(spoken, step, "ar") == dutch(step)
    assert language(handbook, "xx") == DUTCH


def test_a_text_that_is_left_out_is_read_in_dutch(spoken):
    answers = spoken.step(MAIL).translations[0].answers[:1]
    partly = changed(spoken, MAIL, answers=answers, say="", asks="", pictures=())
    step = partly.step(MAIL)
    text = in_language(partly, step, "en")
    assert text.answers == ((answers[0].id, answers[0].label), *dutch(step).answers[1:])
    assert (text.say, text.asks, text.pictures) == (step.say, step.asks, dutch(step).pictures)


def test_terms_of_the_dutch_screen_stay_dutch_and_left_to_right(spoken):
    html = patron_html(spoken.step(MAIL), "افتح **inbox** ثم **البريد** <b>x</b>")
    assert '<strong><bdi lang="nl" dir="ltr">inbox</bdi></strong>' in html
    assert "<strong>البريد</strong>" in html
    assert "&lt;b&gt;" in html


def test_an_answer_with_another_id_keeps_its_translation(spoken):
    first = spoken.step(MAIL).answers[0].id
    after = rename_answer(spoken, MAIL, first, "anders-genoemd")
    made = after.step(MAIL).translations[0]
    assert made.answer("anders-genoemd") == spoken.step(MAIL).translations[0].answer(first)
    assert state(after.step(MAIL), made) is TranslationState.REVIEWED


def test_translations_go_with_their_language(spoken):
    renamed = rename_part(spoken, "languages", "en", "en-gb")
    assert {made.language for step in renamed.steps for made in step.translations} == {"en-gb"}
    assert not any(step.translations for step in remove_part(spoken, "languages", "en").steps)


def test_a_whole_translation_has_nothing_wrong(spoken):
    assert told(spoken) == []


def test_what_is_missing_or_not_reviewed_is_known_and_is_no_problem(spoken):
    rest = spoken.with_step(MAIL, translations=())
    rest = changed(rest, "ander-adres", reviewed_by="")
    assert not check(rest)
    reached = languages.states(rest, "en")
    assert reached.pop(MAIL) is TranslationState.MISSING
    assert reached.pop("ander-adres") is TranslationState.MADE
    assert set(reached.values()) == {TranslationState.REVIEWED}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": "1. Look in your **inbox**.\n2. Look.\n3. Look."}, "mist ‘spammap’"),
        (
            {"text": "Look in your **inbox** and **spammap**."},
            "heeft een lijst van 0, en het Nederlands van 3",
        ),
        ({"asks": " "}, "is de vraag leeg"),
        ({"answers": ()}, "heeft andere antwoorden dan de stap"),
        ({"pictures": ()}, "past de tekst niet bij de plaatjes"),
    ],
)
def test_what_a_translation_lost_is_a_warning(spoken, fields, said):
    (problem,) = check(changed(spoken, MAIL, **fields))
    assert said in problem.message
    assert problem.severity is Severity.WARNING
    assert problem.path[:1] == ("steps",)
    assert "Engels" in problem.message


def test_an_outdated_translation_is_one_warning(spoken):
    (problem,) = check(spoken.with_step(MAIL, patron="Kijk in je **post**."))
    assert "is het Nederlands veranderd na de vertaling (Engels)" in problem.message
    assert problem.severity is Severity.WARNING


@pytest.mark.parametrize("sign", TURNING)
def test_a_sign_that_turns_or_hides_a_text_is_an_error_wherever_it_stands(spoken, sign):
    text = f"Look{sign} here"
    made = spoken.step(MAIL).translations[0]
    (picture,), answer = made.pictures, made.answers[0]
    words = dict.fromkeys(PatronWords.model_fields, text)
    languages = tuple(
        ENGLISH.model_copy(update=update)
        for update in ({"name": text}, {"own_name": text}, {"words": PatronWords(**words)})
    )
    fields = (
        {"text": f"{made.text}{sign}"},
        {"say": text},
        {"asks": text},
        {"answers": (answer.model_copy(update={"label": text}), *made.answers[1:])},
        {"pictures": (picture.model_copy(update={"alt": text}),)},
        {"pictures": (picture.model_copy(update={"marks": (text, *picture.marks[1:])}),)},
        {"reviewed_by": text},
    )
    everywhere = [changed(spoken, MAIL, **one) for one in fields]
    everywhere += [spoken.model_copy(update={"languages": (one,)}) for one in languages]
    for handbook in everywhere:
        found = {one.message for one in check(handbook) if one.is_error}
        assert found == {"In deze tekst staat een onzichtbaar teken"}
        _, problems = examine(to_json(handbook))
        assert any(one.is_error for one in problems)


def test_html_and_unsafe_links_in_a_translation_are_errors(spoken):
    text = spoken.step(MAIL).translations[0].text
    for bad in ("<script>alert(1)</script>", "[x](javascript:alert(1))"):
        assert any(one.is_error for one in check(changed(spoken, MAIL, text=f"{text} {bad}")))


def test_a_language_has_a_real_code_and_all_its_words(spoken):
    words = ENGLISH.words.model_copy(update={"done": " "})
    for update, path in (
        ({"id": "nieuwe-taal"}, ("languages", 1, "id")),
        ({"id": "nl"}, ("languages", 1, "id")),
        ({"words": words}, ("languages", 1, "words", "done")),
    ):
        more = (ENGLISH, ARABIC.model_copy(update=update))
        errors = check(spoken.model_copy(update={"languages": more})).errors
        assert [one.path for one in errors] == [path]


def test_a_language_that_is_not_there_and_one_twice_are_errors(spoken):
    made = spoken.step(MAIL).translations[0]
    other = made.model_copy(update={"language": "fr"})
    assert len(check(spoken.with_step(MAIL, translations=(made, other))).errors) == 1
    assert len(check(spoken.with_step(MAIL, translations=(made, made))).errors) == 1


def test_a_changed_translation_is_told_in_a_sentence(spoken):
    title = spoken.step(MAIL).title
    for fields, said in (
        ({"say": "Look there."}, "wat je tegen de lener zegt was"),
        ({"reviewed_by": ""}, "wie het heeft nagekeken was ‘Oksana’ en wordt leeg"),
        ({"pictures": ()}, "de teksten bij plaatjes waren"),
    ):
        ((_, sentence),) = sentences(spoken, changed(spoken, MAIL, **fields))
        assert sentence.startswith(f"Vertaling ‘Engels’ van stap ‘{title}’: {said}")
    ((_, sentence),) = sentences(spoken, spoken.with_step(MAIL, translations=()))
    assert sentence == f"Vertaling ‘Engels’ van stap ‘{title}’ vervalt"
    other = ENGLISH.model_copy(update={"words": ENGLISH.words.model_copy(update={"done": "It works"})})
    ((_, sentence),) = sentences(spoken, spoken.model_copy(update={"languages": (other,)}))
    assert sentence == "De tekst voor ‘Gelukt’ was ‘Gelukt’ en wordt ‘It works’"


def test_files_hold_translations_and_a_handbook_without_says_nothing_of_them(handbook, spoken):
    assert "languages" not in to_data(handbook.model_copy(update={"languages": ()}))
    for text in (to_yaml(spoken), to_json(spoken)):
        again, problems = examine(text)
        assert again == spoken
        assert problems == ()


def test_what_a_patron_reads_is_known_by_twelve_digits(spoken):
    made = translation(spoken.step(MAIL), "en")
    assert made.of == digest(spoken.step(MAIL))
    assert Handbook.model_validate(to_data(spoken)).revision == spoken.revision
