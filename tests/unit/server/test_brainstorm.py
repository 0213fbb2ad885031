"""What a room says goes wrong: a few words without personal data, in memory until they are cleared."""

import json

import pytest

from ehbi.server.brainstorm import AT_ONCE, LONGEST, MOST, Brainstorm, FullError, NoIdeaError, writes_at

from .managing import stage
from .visiting import ask, tell

WRITING = {"window": "w", "place": "brainstorm.1", "takes": True, "minutes": 45}


def texts(brainstorm):
    return [text for _, text in brainstorm.texts]


def test_the_newest_text_comes_first_and_the_same_one_once():
    brainstorm = Brainstorm()
    for text in ("Geen mail", "  Oude   pas ", "Geen mail"):
        brainstorm.add(text)
    assert texts(brainstorm) == ["Oude pas", "Geen mail"]


@pytest.mark.parametrize("text", ["", "   ", "x" * (LONGEST + 1), "regel\x07", "\ud800"])
def test_what_are_no_few_words_is_refused(text):
    brainstorm = Brainstorm()
    with pytest.raises(NoIdeaError):
        brainstorm.add(text)
    assert texts(brainstorm) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("jan@example.org kreeg niets", "e-mailadres"),
        ("pas 2106 1234 5678 werkt niet", "lang nummer"),
        ("geboren op 3 mei 1961", "datum"),
    ],
)
def test_personal_data_is_refused_with_the_reason(text, why):
    with pytest.raises(NoIdeaError) as refused:
        Brainstorm().add(text)
    assert why in refused.value.text


def test_a_slide_has_room_for_so_many_and_one_that_is_cleared_makes_room():
    brainstorm = Brainstorm()
    for number in range(MOST):
        brainstorm.add(f"Idee {'a' * number}")
    with pytest.raises(FullError):
        brainstorm.add("Nog een")
    brainstorm.clear(1)
    brainstorm.clear(1)
    brainstorm.add("Nog een")
    assert len(texts(brainstorm)) == MOST < AT_ONCE
    brainstorm.clear_all()
    assert texts(brainstorm) == []


def test_phones_write_only_at_that_slide():
    assert writes_at("brainstorm.1")["writes"] == LONGEST
    assert writes_at("begin.1") == writes_at("") == writes_at("brainstormen.1") == {}


@pytest.fixture(scope="module")
def presenter():
    with stage("--join", "workshop.example") as found:
        yield found


def at(presenter, key, place):
    assert tell(presenter.url, "/zaal", WRITING | {"place": place}, Cookie=key).status == 200


def ideas(presenter, key):
    return json.loads(ask(presenter.url, "/zaal/ideeen", Cookie=key).text)["ideas"]


def test_a_phone_writes_and_the_presenter_clears(presenter, key):
    at(presenter, key, "brainstorm.1")
    assert json.loads(ask(presenter.url, "/stem/vraag").text) == writes_at("brainstorm.1")
    for text in ("Geen mail", "<b>Oude pas</b>"):
        assert tell(presenter.url, "/stem/idee", {"text": text}).status == 200
    first, second = ideas(presenter, key)
    assert (first["text"], second["text"]) == ("<b>Oude pas</b>", "Geen mail")
    left = tell(presenter.url, "/zaal/ideeen", {"clear": first["number"]}, Cookie=key)
    assert json.loads(left.text) == {"ideas": [second]}
    refused = tell(presenter.url, "/stem/idee", {"text": "bel 06 12345678"})
    assert (refused.status, "lang nummer" in json.loads(refused.text)["message"]) == (422, True)
    assert tell(presenter.url, "/zaal/ideeen", {"clear": "all"}, Cookie=key).status == 200
    assert ideas(presenter, key) == []


def test_what_comes_when_the_slides_went_on_is_refused(presenter, key):
    at(presenter, key, "begin.1")
    assert "writes" not in ask(presenter.url, "/stem/vraag").text
    assert tell(presenter.url, "/stem/idee", {"text": "Geen mail"}).status == 409
    assert ideas(presenter, key) == []


@pytest.mark.parametrize("odd", [None, [], {}, {"text": 1}, {"text": "x", "naam": "Jan"}, {"clear": "x"}])
def test_what_is_no_text_and_clears_nothing_is_refused(presenter, key, odd):
    at(presenter, key, "brainstorm.1")
    assert tell(presenter.url, "/stem/idee", odd).status == 400
    assert tell(presenter.url, "/zaal/ideeen", odd, Cookie=key).status == 400


def test_only_the_presenter_reads_and_clears_the_list(presenter):
    assert ask(presenter.url, "/zaal/ideeen").status in {302, 403}
    assert tell(presenter.url, "/zaal/ideeen", {"clear": "all"}).status == 403
