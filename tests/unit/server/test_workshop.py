"""Each door of the presenter's server, tried: the room gets its question and its vote, nothing else."""

from __future__ import annotations

import asyncio
import json
import re
import socket
from contextlib import suppress

import pytest
from jupyter_server.base.handlers import JupyterHandler
from tornado.httpclient import HTTPClientError

import ehbi
from ehbi.server.brainstorm import Idea, Ideas
from ehbi.server.guides.addresses import Channels, Kernel
from ehbi.server.http.assets import Script
from ehbi.server.http.handlers import LARGEST, Handler, PageHandler
from ehbi.server.http.headers import EVERY, permissions
from ehbi.server.joining import reachable
from ehbi.server.login.form import Login, Logout
from ehbi.server.managers import PrivateGuide, PrivatePage, PrivatePicture
from ehbi.server.notes import Notes
from ehbi.server.plain_phone import PlainPhone
from ehbi.server.results import Files, PracticeSet, Recap, Results
from ehbi.server.room import Question, Room
from ehbi.server.teams import Teams
from ehbi.server.workshop import PresenterServer
from ehbi.slides import deck, polls
from tests.tried import note

from .managing import cookie, unstarted
from .visiting import ask, config, connect, is_there, tell

NAME = "username"


POLL = next(iter(polls(deck(ehbi.load())).values()))


VOTE = {"place": POLL.place, "voter": "0" * 32, "option": POLL.choice.options[0].id}


SHOWN = {"window": "w", "place": POLL.place, "takes": False, "minutes": 0}


CLOSED = [
    "/guide",
    "/guide/",
    "/zaal",
    "/zaal/",
    "/zaal/uitslag",
    "/zaal/terugblik",
    "/zaal/vergelijking",
    "/zaal/ideeen",
    "/zaal/tafels",
    "/zaal/notities",
    "/zaal/uitslag.png",
    "/zaal/uitslag-a3.pdf",
    "/zaal/uitslag-a4.pdf",
    "/zaal/mee/kaart.pdf",
    "/zaal/mee/dias.html",
    "/zaal/oefenset.html",
    "/zaal/terugblik",
    "/zaal/vergelijking",
    "/zaal/ideeen",
    f"/pictures/{'0' * 32}.webp",
    "/stem/",
    "/stem/vraag/",
    "/stem/zaal",
    "/stem/../zaal",
    "/stem/../guide",
    "/stem%2f..%2fzaal",
    "/STEM",
    "/login/../zaal",
    "/verkennen",
    "/beheer.ipynb",
    "/handboek.ipynb",
    "/api",
    "/api/me",
    "/api/kernels",
    "/api/kernels/{guide}",
    "/api/kernels/{guide}/channels",
    "/api/contents",
    "/voila/files/handboek.ipynb",
    "/voila/render/handboek.ipynb",
    "/files/handboek.ipynb",
    "/static/style.css",
    "/metrics",
    "/health",
    "/favicon.ico",
    "/news",
    "/log",
    "/feedback",
    "/../../etc/passwd",
    "//",
]


ELSEWHERE = [{"Origin": "https://elders.example"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"}]


@pytest.fixture(scope="module")
def guide(presenter, key):
    """A guide on the presenter's slides."""
    found = config(ask(presenter.url, "/guide", Cookie=key))["kernelId"]
    with asyncio.Runner() as runner:
        socket = runner.run(connect(presenter.url, found, Cookie=key))
        yield found
        del socket


@pytest.fixture
def asked(presenter, key):
    """The slides are where the room is asked something."""
    assert tell(presenter.url, "/zaal", SHOWN, Cookie=key).status == 200
    yield POLL
    tell(presenter.url, "/zaal", SHOWN | {"place": "begin.1"}, Cookie=key)


def votes(presenter, key):
    """How many chose, all in all."""
    standings = json.loads(ask(presenter.url, "/zaal", Cookie=key).text)
    return sum(told["voted"] for told in standings.values())


def bare(answer):
    """The headers that every answer has which are not on this one; a page has a policy of its own."""
    own = {"Content-Security-Policy"} if answer.headers["Permissions-Policy"] else set()
    return {name for name, text in EVERY.items() if name not in own and answer.headers[name] != text} | (
        {"Server"} & {*answer.headers}
    )


@pytest.mark.parametrize("query", ["", "?token=fout", "?token=", "?token"])
def test_the_slides_lead_a_stranger_to_the_login(presenter, query):
    answer = ask(presenter.url, f"/{query}")
    assert (answer.status, answer.headers["Location"], answer.body) == (302, "/login?next=%2F", b"")


@pytest.mark.parametrize("path", CLOSED)
def test_a_stranger_gets_nothing_at_any_other_address(presenter, key, guide, path):
    for method in ("GET", "HEAD", "POST"):
        note("closed", f"{method} {path}")
        answer = ask(presenter.url, path.format(guide=guide), method)
        assert answer.status in {403, 405}
        assert cookie(answer, NAME) == ""
        assert not re.search(r"<section|kernelId|nbformat|root:|ehbi_", answer.text)
    assert is_there(presenter.url, guide, Cookie=key)


@pytest.mark.parametrize(("path", "body"), [("/zaal", SHOWN), ("/zaal/uitslag", {})])
def test_a_phone_can_neither_say_what_the_room_is_asked_nor_send_the_managers_anything(presenter, path, body):
    assert tell(presenter.url, path, body).status == 403


@pytest.mark.parametrize("path", ["/stem", "/stem/vraag", "/login"])
def test_the_room_comes_in_by_its_own_doors_and_is_given_no_key(presenter, path):
    answer = ask(presenter.url, path)
    assert (answer.status, cookie(answer, NAME)) == (200, "")
    assert "token=" not in answer.text
    assert presenter.token not in answer.text


def test_the_phones_page_gets_its_scripts_and_what_hears_comes_before_what_tells(presenter):
    scripts = re.findall(r'src="([^"]+)"', ask(presenter.url, "/stem").text)
    assert [script.rpartition("/")[2] for script in scripts] == [
        "phone_write.js",
        "phone_team.js",
        "phone.js",
    ]
    assert {ask(presenter.url, script).status for script in scripts} == {200}


def test_a_phone_is_not_told_what_is_right_nor_what_others_chose(presenter, asked):
    told = json.loads(ask(presenter.url, "/stem/vraag", EHBI_Phone=VOTE["voter"]).text)
    assert {*told} == {"place", "story", "asks", "options"}
    assert (told["place"], told["story"]) == (asked.place, asked.story)
    assert told["story"]
    assert [{*option} for option in told["options"]] == [{"id", "label"}] * len(asked.choice.options)


def test_the_slides_are_told_how_many_phones_are_there_and_not_what_they_chose(presenter, key, asked):
    for phone in ("a" * 32, "b" * 32, "geen telefoon"):
        ask(presenter.url, "/stem/vraag", EHBI_Phone=phone)
    told = json.loads(ask(presenter.url, "/zaal", Cookie=key).text)[asked.place]
    assert told["present"] >= 2
    assert (told["voted"], told["times"], told["left"]) == (0, {}, None)


@pytest.mark.parametrize("path", ["/stem/vraag", "/zaal", "/zaal/uitslag"])
@pytest.mark.parametrize("headers", ELSEWHERE[:2], ids=["another site", "a file"])
@pytest.mark.usefixtures("asked")
def test_a_page_of_another_site_can_neither_vote_nor_ask_the_room(presenter, key, path, headers):
    before = votes(presenter, key)
    body = VOTE if path == "/stem/vraag" else SHOWN
    assert tell(presenter.url, path, body, Cookie=key, **headers).status == 403
    assert votes(presenter, key) == before


@pytest.mark.usefixtures("asked")
def test_a_browser_that_says_another_site_asks_is_believed(presenter, key):
    assert tell(presenter.url, "/stem/vraag", VOTE, **ELSEWHERE[2]).status == 403
    assert votes(presenter, key) == 0


@pytest.mark.usefixtures("asked")
def test_a_form_of_another_site_needs_no_leave_to_send_text_and_gets_nowhere(presenter, key):
    body = json.dumps(VOTE).encode()
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        assert ask(presenter.url, "/stem/vraag", "POST", body, Content_Type=kind).status == 415
    assert votes(presenter, key) == 0


@pytest.mark.parametrize("path", ["/stem/vraag", "/zaal"])
def test_what_is_no_vote_is_refused(presenter, key, path):
    odd = [None, [], "x", 1, {}, {"place": 1}, VOTE | {"naam": "Jan"}, {"place": "x", "more": 1}]
    odd += [{"place": "x"}, {"window": ""}, {"window": "x y"}, {"window": "w" * 33}, {"window": 1}]
    odd += [
        SHOWN | {"place": "x" * 201},
        SHOWN | {"more": 1},
        SHOWN | {"takes": 1},
        {"window": "w", "left": 1},
        *({"place": POLL.place, "stage": one} for one in (4, -1, "1", None)),
        {"place": POLL.place, "stage": 1, "more": 1},
        {"place": POLL.place, "counts": 1},
    ]
    assert [tell(presenter.url, path, one, Cookie=key).status for one in odd] == [400] * len(odd)
    for body in (b"", b"{", b"[" * 10_000, b"\xff"):
        answer = ask(presenter.url, path, "POST", body, Cookie=key, Content_Type="application/json")
        assert (answer.status, bare(answer)) == (400, set())


@pytest.mark.parametrize("path", ["/stem/vraag", "/zaal", "/login"])
@pytest.mark.parametrize("size", [LARGEST + 1, 20 * LARGEST])
def test_a_body_that_is_too_large_is_refused_and_the_server_goes_on(presenter, key, path, size):
    with suppress(ConnectionError):  # hung up on before all of it was sent
        assert tell(presenter.url, path, "x" * size, Cookie=key).status in {400, 403}
    assert ask(presenter.url, "/stem").status == 200


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
@pytest.mark.parametrize("path", ["/", "/zaal", "/zaal/uitslag", "/guide", "/stem", "/stem/vraag", "/login"])
def test_no_other_method_does_anything(presenter, key, path, method):
    for headers in ({}, {"Cookie": key}):
        assert ask(presenter.url, path, method, **headers).status in {302, 400, 403, 405}


@pytest.mark.parametrize("headers", [{}, {"Cookie": "username=x"}, {"Authorization": "token fout"}])
def test_a_stranger_cannot_talk_to_a_guide_that_runs(presenter, key, guide, headers):
    with pytest.raises(HTTPClientError, match="403"):
        asyncio.run(connect(presenter.url, guide, **headers))
    assert is_there(presenter.url, guide, Cookie=key)


def test_a_page_of_another_site_cannot_borrow_the_presenters_cookie(presenter, key, guide):
    for origin in ("https://elders.example", f"{presenter.url[:-1].rsplit(':', 1)[0]}:1", "null"):
        with pytest.raises(HTTPClientError, match="403"):
            asyncio.run(connect(presenter.url, guide, origin=origin, Cookie=key))


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("elders.example", [421] * 4),
        ("x" * 300, [421] * 4),
        ("127.0.0.1:1", [302, 403, 200, 200]),
        ("[2001:db8::9]:8870", [302, 403, 200, 200]),
    ],
)
def test_whatever_host_a_page_was_asked_of_stands_nowhere_and_opens_nothing(presenter, host, expected):
    statuses = {path: ask(presenter.url, path, Host=host) for path in ("/", "/zaal", "/stem", "/login")}
    assert [answer.status for answer in statuses.values()] == expected
    told = "".join(answer.text + str(answer.headers["Location"]) for answer in statuses.values())
    assert host not in told


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/", "GET", 302),
        ("/stem", "GET", 200),
        ("/stem", "HEAD", 200),
        ("/stem", "DELETE", 405),
        ("/stem/vraag", "GET", 200),
        ("/stem/vraag", "POST", 415),
        ("/zaal", "GET", 403),
        ("/zaal/uitslag", "POST", 403),
        ("/zaal/uitslag-a3.pdf", "GET", 403),
        ("/zaal/mee/kaart.pdf", "GET", 403),
        ("/guide", "GET", 403),
        ("/login", "GET", 200),
        ("/logout", "GET", 200),
        ("/nergens", "GET", 403),
        ("/api/nergens", "GET", 403),
        ("/assets/oud/ehbi/phone.js", "GET", 404),
    ],
)
def test_every_answer_tells_a_strangers_browser_to_keep_to_it(presenter, path, method, status):
    answer = ask(presenter.url, path, method)
    # The login form says where it is sent from, which shows that it is ours.
    own = {"Referrer-Policy"} if path in {"/login", "/logout"} else set()
    assert (answer.status, bare(answer) - own) == (status, set())
    if answer.body.startswith(b"<!"):
        assert answer.headers["Permissions-Policy"] == permissions()
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; ")


def test_so_do_the_slides_which_only_may_fill_the_screen(presenter, key):
    slides = ask(presenter.url, "/", Cookie=key)
    assert (slides.status, slides.headers["Cache-Control"]) == (200, "no-store")
    # The form to log out says where it is sent from, which shows that it is ours.
    assert (bare(slides), slides.headers["Referrer-Policy"]) == ({"Referrer-Policy"}, "same-origin")
    assert slides.headers["Permissions-Policy"] == permissions(["fullscreen"])
    assert "default-src 'none'" in slides.headers["Content-Security-Policy"]
    room = ask(presenter.url, "/zaal", Cookie=key)
    assert (room.status, bare(room), room.headers["Cache-Control"]) == (200, set(), "no-store")


def test_who_has_the_key_is_told_that_there_is_nothing_more(presenter, key):
    statuses = {ask(presenter.url, path, Cookie=key).status for path in ("/nergens", "/metrics", "/health")}
    assert statuses == {404}


def test_every_address_is_in_the_lists_above_so_that_a_new_one_is_tried_too():
    handlers = {handler for _, handler, *_ in unstarted(PresenterServer).handlers()}
    asking = {one for one in handlers if issubclass(one, JupyterHandler)} - {Login, Logout}
    of_room = {PageHandler, Question, Idea, PlainPhone, PracticeSet}
    assert handlers - asking == {*of_room, Script, Login, Logout}
    of_slides = {Room, Results, Files, Notes, Recap, Ideas, Teams}
    assert asking == {*of_slides, PrivatePage, PrivateGuide, PrivatePicture, Kernel, Channels}
    assert all(issubclass(handler, Handler) for handler in handlers)


def test_nothing_of_all_that_is_an_error_of_ours(presenter):
    assert ask(presenter.url, "/stem").status == 200
    assert [line for line in presenter.server.log if "Uncaught" in line or "Traceback" in line] == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.9"])
def test_no_phone_comes_to_a_server_that_answers_on_its_own_machine_only(host):
    assert reachable(host, 8870) == ""


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("192.0.2.7", "http://192.0.2.7:8870/"),
        ("2001:db8::7", "http://[2001:db8::7]:8870/"),
        ("workshop.example", "http://workshop.example:8870/"),
    ],
)
def test_a_server_with_an_address_is_found_there(host, address):
    assert reachable(host, 8870) == address


def test_a_server_that_answers_everywhere_is_found_by_the_address_of_its_machine(monkeypatch):
    class Asking(socket.socket):
        def connect(self, _):
            pass

        def getsockname(self):
            return ("192.0.2.8", 1)

    monkeypatch.setattr(socket, "socket", Asking)
    assert reachable("0.0.0.0", 8870) == "http://192.0.2.8:8870/"  # noqa: S104  # nothing is bound


def test_a_machine_without_a_network_has_no_address_for_phones(monkeypatch):
    class Asking(socket.socket):
        def connect(self, _):
            raise OSError

    monkeypatch.setattr(socket, "socket", Asking)
    assert reachable("", 8870) == ""
