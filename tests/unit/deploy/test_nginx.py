"""What nginx does before the servers: it goes on with whoever is there, and passes on what they must know."""

from __future__ import annotations

import gzip
import re

import pytest
from jupyter_server.base.websocket import WS_PING_INTERVAL

from deploy.config import Front, nginx_config
from ehbi.server.site import RouteError
from tests.serving import free_port
from tests.unit.server.visiting import ask, tell

from .fakes import fronted, running_fake

FULL = (503, {}, b"{}")
GONE = (404, {}, b"")
FOREVER = "public, max-age=31536000, immutable"
SCRIPT = (200, {"Cache-Control": FOREVER, "Vary": "Accept-Encoding"}, b"1")

pytestmark = pytest.mark.usefixtures("nginx")


@pytest.fixture
def front(tmp_path):
    with fronted(tmp_path, "a", "b") as found:
        yield found


def told(url, path="/", times=10):
    """Who answered; each of them must have."""
    answers = [ask(url, path) for _ in range(times)]
    assert {answer.status for answer in answers} == {200}
    return {answer.text for answer in answers}


@pytest.mark.parametrize("path", ["/", "/guide", "/news"])
def test_visitors_are_divided(front, path):
    assert told(front[0], path) == {"a", "b"}


def test_a_guide_is_looked_for_only_where_it_was_started(front):
    url, fakes = front
    for fake in fakes:
        path = f"/at/{fake.name}/api/kernels/x-y/channels?session_id=1%2F2"
        assert told(url, path, times=4) == {fake.name}
        assert set(fake.paths) == {path}


@pytest.mark.parametrize("path", ["/", "/guide", "/news", "/assets/1/x.js"])
def test_when_one_stops_the_other_answers_at_once_and_when_it_is_back_it_is_used(front, path):
    url, (one, _) = front
    one.stop()
    assert told(url, path) == {"b"}
    one.start()
    if path == "/guide":
        assert told(url, path) == {"a", "b"}


def test_a_full_server_hands_its_visitor_on_and_its_book_is_still_used(front):
    url, (one, other) = front
    one.answers["/guide"] = FULL
    assert told(url, "/guide") == {"b"}
    assert told(url) == {"a", "b"}
    other.answers["/guide"] = FULL
    answers = [ask(url, "/guide") for _ in range(4)]
    assert [(answer.status, answer.body) for answer in answers] == [(503, b"{}")] * 4


def test_a_script_of_another_version_comes_from_whoever_has_it(front):
    url, (one, other) = front
    one.answers["/assets/2/x.js"] = GONE
    assert told(url, "/assets/2/x.js") == {"b"}
    for fake in (one, other):
        fake.answers["/assets/3/x.js"] = GONE
    assert ask(url, "/assets/3/x.js").status == 404


def test_a_script_is_asked_for_once_in_each_form_and_kept(front):
    url, fakes = front
    for fake in fakes:
        fake.answers["/assets/1/x.js"] = SCRIPT
    for accepted in ("gzip", "identity"):
        for _ in range(3):
            assert ask(url, "/assets/1/x.js", Accept_Encoding=accepted).status == 200
    assert sum(len(fake.paths) for fake in fakes) == 2
    for fake in fakes:
        fake.stop()
    answer = ask(url, "/assets/1/x.js", Accept_Encoding="gzip")
    assert (answer.status, answer.headers["Cache-Control"]) == (200, FOREVER)


def test_what_is_packed_is_not_packed_again_and_what_is_not_stays_so(front):
    url, fakes = front
    html = {"Content-Type": "text/html"}
    packed = (200, {**html, "Content-Encoding": "gzip"}, gzip.compress(b"x" * 5000))
    for fake in fakes:
        fake.answers |= {"/": packed, "/plain": (200, html, b"x" * 5000)}
    answer = ask(url, Accept_Encoding="gzip")
    assert (answer.body, answer.headers.get_all("Content-Encoding")) == (packed[2], ["gzip"])
    assert len(ask(url, "/plain", Accept_Encoding="gzip").body) == 5000


def test_a_server_hears_who_came_and_not_what_they_say_to_be(front):
    url, fakes = front
    lies = {"X_Real_IP": "192.0.2.1", "X_Forwarded_For": "192.0.2.1", "X_Forwarded_Proto": "https"}
    ask(url, Host="ehbi.example:8443", X_Scheme="https", **lies)
    ((_, headers),) = [one for fake in fakes for one in fake.asked]
    assert headers.get_all("X-Real-IP") == headers.get_all("X-Forwarded-For") == ["127.0.0.1"]
    assert headers.get_all("X-Forwarded-Proto") == headers.get_all("X-Scheme") == ["http"]
    assert headers["Host"] == "ehbi.example:8443"


def test_what_is_sent_has_a_limit(front):
    assert tell(front[0], "/feedback", "x" * 60_000).status == 200
    assert tell(front[0], "/feedback", "x" * 70_000).status == 413


def test_without_any_server_there_is_the_book_alone(tmp_path):
    book = tmp_path / "boek.html"
    book.write_text("<h1>Naslag</h1>", encoding="utf-8")
    with fronted(tmp_path, "a", book=book) as (url, (one,)):
        assert ask(url).text == "a"
        assert ask(url, "/boek.html").status == 404
        one.stop()
        answer = ask(url)
        assert (answer.status, answer.text) == (200, "<h1>Naslag</h1>")
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert answer.headers["Cache-Control"] == "no-store"
        assert ask(url, "/guide").status == 502


def test_the_managers_have_a_site_of_their_own(tmp_path):
    with running_fake("beheer") as managers:
        site = f"127.0.0.1:{free_port()}"
        own = {"managers": f"127.0.0.1:{managers.port}", "listen_managers": site}
        with fronted(tmp_path, "a", **own) as (url, _):
            assert told(url) == {"a"}
            assert told(f"http://{site}/", times=2) == {"beheer"}


def test_no_log_tells_who_came_also_when_a_server_is_gone(tmp_path, capfd):
    with fronted(tmp_path, "a", "b") as (url, (one, _)):
        one.stop()
        assert told(url, "/search") == {"b"}
    assert not list(tmp_path.rglob("*access*"))
    said = capfd.readouterr()
    assert "/search" not in said.out + said.err


def test_a_quiet_websocket_outlives_several_pings():
    seconds = re.findall(r"proxy_(?:read|send)_timeout (\d+)s;", nginx_config(Front({"a": "127.0.0.1:1"})))
    assert int(seconds[0]) > 3 * WS_PING_INTERVAL / 1000


def test_a_name_that_cannot_be_one_is_refused():
    with pytest.raises(RouteError):
        nginx_config(Front({"a;": "127.0.0.1:1"}))
