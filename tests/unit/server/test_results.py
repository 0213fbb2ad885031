"""The addresses for after the exercises, as a script with the presenter's token finds them."""

from __future__ import annotations

import json
import sys

import pytest

import ehbi
from ehbi.server import results
from ehbi.server.results import FILES
from ehbi.store import Store, revisions
from tests.serving import running

from ..handbook.large import chain
from .visiting import ask, tell

COMMAND = [sys.executable, "-m", "ehbi.cli", "present", "--port", "0"]


def address(server, path):
    """A path with the token that opens it."""
    return f"{path}?{server.url.partition('?')[2]}"


@pytest.fixture(scope="module")
def workshop():
    with running(COMMAND) as server:
        yield server


def test_what_is_no_file_of_it_is_not_there(workshop):
    for path in ("/zaal/uitslag-a5.pdf", "/zaal/uitslag.svg", "/zaal/uitslag/../x", "/zaal/mee/kaart"):
        assert ask(workshop.url, address(workshop, path)).status == 404


@pytest.mark.parametrize("body", [[], {"step": "reset-mail"}, "alles"])
def test_what_is_sent_follows_from_the_votes_and_not_from_what_is_asked(workshop, body):
    assert tell(workshop.url, address(workshop, "/zaal/uitslag"), body).status == 400


def test_a_room_that_chose_nothing_sends_nothing(workshop):
    answer = tell(workshop.url, address(workshop, "/zaal/uitslag"), {})
    assert (answer.status, json.loads(answer.text)) == (200, {"sent": 0})


def test_what_another_site_asks_a_browser_to_send_is_refused(workshop):
    path = address(workshop, "/zaal/uitslag")
    answer = ask(workshop.url, path, "POST", b"{}", Content_Type="text/plain")
    assert answer.status in {403, 415}


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A workshop with a handbook that goes on no A4."""
    folder = tmp_path_factory.mktemp("large")
    database = f"sqlite:///{folder}/ehbi.sqlite"
    store = Store.open(database, publishes=True)
    revisions.publish(store, 1, chain(60), "Noor", "")
    store.close()
    with running([*COMMAND, "--database", database]) as server:
        yield server


@pytest.mark.parametrize("path", ["/zaal/uitslag-a4.pdf", "/zaal/mee/poster-a4.pdf"])
def test_a_flowchart_that_does_not_go_on_the_paper_is_told_in_words(large, path):
    answer = ask(large.url, address(large, path))
    assert answer.status == 422
    assert "Kies groter papier" in json.loads(answer.text)["message"]


def test_what_is_taken_home_is_what_is_exported(monkeypatch):
    monkeypatch.setattr(results, "export", lambda _, *what: what)
    handbook = ehbi.load()
    assert {path: make(handbook, ()) for path, make in FILES.items() if "mee/" in path} == {
        "mee/poster-a3.pdf": ("poster", "a3"),
        "mee/poster-a4.pdf": ("poster", "a4"),
        "mee/kaart.pdf": ("card", "a4"),
        "mee/dias.html": ("slides", ""),
    }


@pytest.mark.parametrize(("path", "begin"), [("mee/kaart.pdf", b"%PDF-"), ("mee/dias.html", b"<!DOC")])
def test_paper_and_slides_can_be_taken_home(workshop, path, begin):
    answer = ask(workshop.url, address(workshop, f"/zaal/{path}"))
    assert (answer.status, answer.body[:5]) == (200, begin)
    assert path.removeprefix("mee/") in answer.headers["Content-Disposition"]


def go(workshop, place):
    """Have the slides be at a place."""
    told = {"window": "w", "place": place, "takes": True, "minutes": 0}
    assert tell(workshop.url, address(workshop, "/zaal"), told).status == 200


def test_the_practice_set_is_there_for_the_room_after_the_exercises_and_runs_its_own_scripts_alone(workshop):
    assert ask(workshop.url, "/stem/oefenset.html").status == 404
    go(workshop, "uitslag.1")
    opened = ask(workshop.url, "/stem/oefenset.html")
    assert opened.status == 200
    assert opened.headers["Content-Type"] == "text/html; charset=utf-8"
    policy = opened.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'strict-dynamic' 'sha256-")
    assert "frame-ancestors 'none'" in policy
    saved = ask(workshop.url, address(workshop, "/zaal/oefenset.html"))
    assert (saved.status, saved.body) == (200, opened.body)
    assert "oefenset.html" in saved.headers["Content-Disposition"]
    go(workshop, "begin.1")
    assert ask(workshop.url, "/stem/oefenset.html").status == 404
