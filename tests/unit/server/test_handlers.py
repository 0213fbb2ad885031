"""An address that does not work answers in Dutch and leads back to the book."""

from __future__ import annotations

import json

import pytest

from .visiting import ask


def test_an_unknown_page_says_so_and_leads_back(server):
    answer = ask(server.url, "/bestaat/niet")
    assert answer.status == 404
    assert '<html lang="nl">' in answer.text
    assert "Deze pagina bestaat niet" in answer.text
    assert '<a href="/">' in answer.text


def test_a_script_gets_the_message_as_json(server):
    answer = ask(server.url, "/api/onbekend")
    assert (answer.status, answer.headers["Content-Type"]) == (404, "application/json")
    assert json.loads(answer.text) == {"message": "Deze pagina bestaat niet"}


@pytest.mark.parametrize("path", ["/api/kernels/a-b-c-d-e", "/api/kernels/a-b-c-d-e/channels"])
def test_an_unknown_guide_is_not_there(server, path):
    answer = ask(server.url, path)
    assert answer.status in {400, 404}
    assert set(json.loads(answer.text)) == {"message"}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "BREW"])
def test_the_page_can_only_be_looked_at(server, method):
    answer = ask(server.url, method=method)
    assert answer.status == 405
    assert "Dit kan hier niet" in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/voila/static/voila.js",
        "/voila/files/handboek.ipynb",
        "/voila/tree",
        "/voila/api/shutdown/a-b-c-d-e",
        "/voila/render/handboek.ipynb",
        "/api/contents",
        "/api/kernels",
        "/login",
        "/handboek.ipynb",
    ],
)
def test_nothing_else_of_voila_or_jupyter_is_served(server, path):
    assert ask(server.url, path).status == 404
    assert ask(server.url, path, method="POST").status == 404


@pytest.mark.parametrize("path", ["/<script>alert(1)</script>", "/%3Cscript%3E", "/%ff%fe", "/" + "x" * 5000])
def test_an_odd_address_is_not_repeated_on_the_page(server, path):
    answer = ask(server.url, path)
    assert answer.status == 404
    assert "alert" not in answer.text
    assert "Traceback" not in answer.text
