"""The presenter's notes on another device: for whoever has the key, and what the slides told last."""

from __future__ import annotations

import json

import pytest

from .managing import stage
from .visiting import ask, tell

NOTES = {
    "place": "1 van 3",
    "title": "Begin",
    "says": "Welkom.",
    "lines": [{"kind": "story", "text": "Een lener belt."}],
    "turn": None,
    "next": None,
    "since": 0,
}


@pytest.fixture(scope="module")
def presenter():
    with stage("--join", "workshop.example") as found:
        yield found


def read(presenter, key):
    return json.loads(ask(presenter.url, "/zaal/notities", Cookie=key).text)


def test_a_device_hears_what_the_slides_told_last_and_how_long_ago(presenter, key):
    assert read(presenter, key) == {}
    for title in ("Begin", "Einde"):
        assert tell(presenter.url, "/zaal/notities", NOTES | {"title": title}, Cookie=key).status == 200
    told = read(presenter, key)
    assert told.pop("age") >= 0
    assert told == NOTES | {"title": "Einde"}


@pytest.mark.parametrize("odd", [None, [], {}, {"title": "x"}, NOTES | {"more": 1}, NOTES | {"lines": "x"}])
def test_what_are_no_notes_is_refused(presenter, key, odd):
    assert tell(presenter.url, "/zaal/notities", odd, Cookie=key).status == 400


def test_a_stranger_logs_in_first_and_comes_back_to_the_notes(presenter, key):
    answer = ask(presenter.url, "/notities")
    assert (answer.status, answer.headers["Location"]) == (302, "/login?next=%2Fnotities")
    page = ask(presenter.url, f"/notities?token={presenter.token}")
    assert (page.status, page.headers["Location"]) == (302, "/notities")
    assert "Notities" in ask(presenter.url, "/notities", Cookie=key).text
    assert tell(presenter.url, "/zaal/notities", NOTES).status == 403


def test_the_address_that_was_chosen_is_told_at_the_start_and_on_the_slides_and_leads_here(presenter, key):
    port = presenter.url.rstrip("/").rpartition(":")[2]
    assert f"Telefoons doen mee op http://workshop.example:{port}/stem\n" in presenter.server.log
    slides = ask(presenter.url, "/", Cookie=key).text.replace("<wbr>", "")
    assert f'<p class="address">workshop.example:{port}/stem</p>' in slides
    assert ask(presenter.url, "/stem", Host=f"workshop.example:{port}").status == 200
