"""What installs the desk's page: asked for by name, looked at anew each time, and ended from here."""

from __future__ import annotations

import json

import pytest

from ehbi.server.installing import SERVICE_WORKER, parts

from .visiting import ask


@pytest.fixture(scope="module")
def manifest(_serving):
    return json.loads(ask(_serving.url, "/manifest.webmanifest").text)


def test_a_browser_asks_each_time_whether_the_service_worker_is_still_the_same(server):
    answer = ask(server.url, "/service-worker.js")
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-cache")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    again = ask(server.url, "/service-worker.js", If_None_Match=answer.headers["Etag"])
    assert (again.status, again.body) == (304, b"")


def test_it_may_ask_this_server_alone(server):
    policy = ask(server.url, "/service-worker.js").headers["Content-Security-Policy"]
    assert policy == "default-src 'none'; connect-src 'self'; frame-ancestors 'none'"


def test_the_manifest_stays_under_whatever_path_the_page_has(manifest):
    assert {manifest[name] for name in ("id", "start_url", "scope")} == {"./"}
    assert not any(icon["src"].startswith(("/", "http")) for icon in manifest["icons"])


def test_the_icons_are_there_and_as_large_as_is_said(server, manifest):
    for icon in manifest["icons"]:
        answer = ask(server.url, f"/{icon['src']}")
        assert (answer.status, answer.headers["Content-Type"]) == (200, icon["type"])
        if icon["type"] == "image/png":
            size = "x".join(str(int.from_bytes(answer.body[at : at + 4])) for at in (16, 20))
            assert size == icon["sizes"]


def test_where_no_page_may_be_kept_the_service_worker_is_one_that_ends_itself():
    ends, works = (parts(offline=offline)[SERVICE_WORKER] for offline in (False, True))
    assert b"unregister" in ends.content
    assert b"fetch(" not in ends.content
    assert b"unregister" not in works.content


def test_its_page_is_told_where_all_of_it_is_from_where_the_page_is(server):
    html = ask(server.url).text
    assert '"/assets/' not in html
    assert '"./assets/' in html
