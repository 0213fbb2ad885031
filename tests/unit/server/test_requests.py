"""What a request says of itself is read in one way, and asked by another's name the server refuses."""

from __future__ import annotations

import asyncio
import socket
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.httputil import HTTPHeaders
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketHandler, websocket_connect

from ehbi.server import metrics
from ehbi.server.http.limits import Connections
from ehbi.server.http.requests import (
    NamedApplication,
    is_ours,
    names_of,
    own_names,
    scheme,
    sender,
    takes_gzip,
)
from ehbi.server.login.identity import MOST_WRONG
from ehbi.server.metrics import Metrics
from ehbi.server.site import Site
from tests.serving import running_server
from tests.waiting import PATIENCE

from .managing import XSRF, cookie, lodge
from .visiting import ask, config, connect, new_guide

ADDRESSES = st.ip_addresses().map(str)


_PRINTED = st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f")


ANYTHING = st.text(_PRINTED, max_size=40).map(str.strip)


@given(ANYTHING, st.lists(ADDRESSES, min_size=1, max_size=4))
def test_nobody_can_say_to_be_another_than_the_nearest_trusted_proxy_saw(forged, trusted):
    proxies = len(trusted)
    told = HTTPHeaders({"X-Forwarded-For": ", ".join([forged, *trusted]), "X-Real-Ip": "192.0.2.66"})
    assert sender(told, proxies) == trusted[0]


@given(st.lists(ANYTHING, max_size=5), st.integers(1, 6))
def test_garbage_is_nobody(said, proxies):
    headers = HTTPHeaders()
    for one in said:
        headers.add("X-Forwarded-For", one)
        headers.add("X-Forwarded-Proto", one)
    found = sender(headers, proxies)
    assert found is None or ip_address(found)
    assert scheme(headers, proxies) in {None, "http", "https"}


@pytest.mark.parametrize(
    ("said", "proxies", "found"),
    [
        ("https", 1, "https"),
        ("https", 3, "https"),
        ("https, http", 1, "http"),
        ("ftp", 1, None),
        ("", 1, None),
    ],
)
def test_it_is_told_whether_somebody_came_over_https(said, proxies, found):
    assert scheme(HTTPHeaders({"X-Forwarded-Proto": said}), proxies) == found


@pytest.mark.parametrize(
    ("said", "takes"),
    [
        ("gzip", True),
        ("GZIP", True),
        ("x-gzip", True),
        ("br, gzip;q=0.1", True),
        ("gzip ; q=1.000", True),
        ("*", True),
        ("*;q=0.5", True),
        ("identity;q=0, *", True),
        ("gzip;q=0", False),
        ("gzip;q=0.000", False),
        ("*;q=0", False),
        ("gzip;q=0, *", False),
        ("*, gzip; Q=0", False),
        ("identity", False),
        ("identity, gzip;q=0.5", False),
        ("", False),
        ("br", False),
        ("gzipped", False),
        ("gzip;q=2", False),
        ("gzip;q=x", False),
        ("gzip;x=1", False),
        (";;;,,,q=q", False),
    ],
)
def test_packed_is_only_for_who_takes_it(said, takes):
    assert takes_gzip(said) is takes


@given(ANYTHING)
def test_any_wish_can_be_read(said):
    assert takes_gzip(said) in {True, False}


class Echo(RequestHandler):
    """Says what was asked of it, long enough to be packed."""

    def get(self):
        request = self.request
        self.set_header("X-Seen", f"{request.remote_ip} {request.protocol} {request.host} {request.uri}")
        self.set_header("Content-Type", "text/plain")
        self.finish("x" * 5000)


async def _said(*requests, proxies=0, application=None):
    """What is answered to each of these on one connection: status and headers."""
    (bound,) = bind_sockets(0, "127.0.0.1")
    app = application or Application([(r"/.*", Echo)], compress_response=True)
    server = Connections(app, proxies=proxies)
    server.add_sockets([bound])
    reader, writer = await asyncio.open_connection(*bound.getsockname())
    answers = []
    try:
        for request in requests:
            writer.write(request.encode() + b"\r\n\r\n")
            head = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), PATIENCE)).decode()
            first, _, rest = head.partition("\r\n")
            headers = HTTPHeaders.parse(rest)
            await reader.readexactly(int(headers.get("Content-Length", "0")))
            answers.append((int(first.split()[1]), headers))
    finally:
        server.stop()
        writer.close()
    return answers


def said(*requests, **how):
    return asyncio.run(_said(*requests, **how))


@pytest.mark.parametrize(
    ("target", "host", "path"),
    [
        ("http://localhost:8866/verkennen?a=1", "localhost:8866", "/verkennen?a=1"),
        ("HTTP://localhost", "localhost", "/"),
        ("https://localhost?a=1", "localhost", "/?a=1"),
        ("http://iemand@localhost/", "localhost", "/"),
        ("/verkennen", "x", "/verkennen"),
        ("//localhost/x", "x", "//localhost/x"),
    ],
)
def test_a_target_with_its_host_is_answered_as_one_without(target, host, path):
    ((status, headers),) = said(f"GET {target} HTTP/1.1\r\nHost: x")
    assert status == 200
    assert headers["X-Seen"].endswith(f" {host} {path}")


@pytest.mark.parametrize(
    "target", ["http://", "http:///x", "ftp://localhost/", "http://[/", "http://a b/", "http://a<b/"]
)
def test_a_target_that_makes_no_sense_is_an_error_of_who_asks(target):
    app = NamedApplication([(r"/weg", Echo)], names=own_names(""))
    ((status, _),) = said(f"GET {target} HTTP/1.1\r\nHost: localhost", application=app)
    assert status in {400, 404, 421}


def test_a_target_with_its_host_is_looked_at_by_that_host():
    app = NamedApplication([(r"/", Echo)], names=own_names(""))
    answers = said(
        "GET http://elders.example/ HTTP/1.1\r\nHost: localhost",
        "GET http://localhost/ HTTP/1.1\r\nHost: elders.example",
        application=app,
    )
    assert [status for status, _ in answers] == [421, 200]


@pytest.mark.parametrize(
    ("wish", "packed"), [("gzip", "gzip"), ("gzip;q=0", None), ("*;q=0", None), ("x", None)]
)
def test_what_is_packed_on_the_way_keeps_to_the_same_wish(wish, packed):
    ((_, headers),) = said(f"GET / HTTP/1.1\r\nHost: x\r\nAccept-Encoding: {wish}")
    assert headers.get("Content-Encoding") == packed
    assert headers["Vary"] == "Accept-Encoding"


def test_who_comes_next_on_the_connection_of_a_proxy_is_somebody_else():
    ask = "GET / HTTP/1.1\r\nHost: x"
    first = f"{ask}\r\nX-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Proto: https"
    answers = said(first, ask, f"{ask}\r\nX-Forwarded-For: onzin", proxies=1)
    seen = [headers["X-Seen"].split()[:2] for _, headers in answers]
    assert seen == [["192.0.2.1", "https"], ["127.0.0.1", "http"], ["127.0.0.1", "http"]]


def test_without_a_proxy_nobody_is_believed():
    ask = "GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 192.0.2.1\r\nX-Real-IP: 192.0.2.1\r\nX-Scheme: https"
    ((_, headers),) = said(ask)
    assert headers["X-Seen"].startswith("127.0.0.1 http ")


ELSEWHERE = [
    "elders.example",
    "localhost.elders.example",
    "127.0.0.1.elders.example",
    "notlocalhost",
    "1.2.3",
    "_",
]


HERE = ["localhost", "LOCALHOST", "localhost.", "ehbi.localhost", "127.0.0.1", "192.0.2.1", "[::1]", "::1"]


@pytest.mark.parametrize("name", [*HERE, socket.gethostname(), f"{socket.gethostname()}.local".upper()])
def test_addresses_and_names_of_this_machine_are_ours(name):
    assert is_ours(name, own_names("127.0.0.1"))


@pytest.mark.parametrize("name", ELSEWHERE)
def test_no_other_name_is(name):
    assert not is_ours(name, own_names("127.0.0.1"))


def test_so_are_the_name_that_it_listens_on_and_those_that_it_was_told():
    names = own_names("pc7.bieb.example", ["EHBI.example", "ehbi.example."])
    assert is_ours("pc7.bieb.example", names)
    assert is_ours("ehbi.example", names)


@pytest.mark.parametrize(
    ("fields", "any_name"),
    [
        ({}, False),
        ({"route": "a"}, True),
        ({"proxies": 1}, True),
        ({"route": "a", "host_names": ("ehbi.example",)}, False),
    ],
)
def test_behind_a_proxy_that_one_decides_unless_a_name_is_given(fields, any_name):
    names = names_of(Site(Path("x"), "", **fields))
    assert (names is None) is any_name
    assert any_name or is_ours("ehbi.example", names) is ("host_names" in fields)


@pytest.fixture(scope="module")
def server():
    with running_server("--host-name", "ehbi.example") as found:
        yield found


@pytest.mark.parametrize(
    "path", ["/", "/guide", "/news", "/health", "/nergens", "/assets/x/ehbi/boot.js", "/api/x"]
)
@pytest.mark.parametrize("method", ["GET", "POST", "HEAD"])
def test_every_address_refuses_another_name(server, path, method):
    answer = ask(server.url, path, method, Host="elders.example")
    assert answer.status == 421
    assert method == "HEAD" or "Zo heet EHBI hier niet" in answer.text
    assert 'href="/"' not in answer.text


def test_the_name_that_was_given_is_answered_to_also_with_a_port(server):
    assert [ask(server.url, Host=host).status for host in ("ehbi.example", "EHBI.example:443")] == [200, 200]


def test_a_websocket_is_refused_too_and_the_guide_stays(server):
    guide = new_guide(server.url)
    origin = "http://elders.example"
    with pytest.raises(HTTPClientError, match="421"):
        asyncio.run(connect(server.url, guide, origin, Host="elders.example"))
    assert ask(server.url, f"/api/kernels/{guide}").status == 200


class Socket(WebSocketHandler):
    def open(self):
        self.close()


async def _asked(application, host, path):
    (bound,) = bind_sockets(0, "127.0.0.1")
    server = application if isinstance(application, Connections) else Connections(application)
    server.add_sockets([bound])
    url = f"127.0.0.1:{bound.getsockname()[1]}{path}"
    try:
        if path == "/socket":
            await websocket_connect(HTTPRequest(f"ws://{url}", headers={"Host": host}))
            return 101
        return (
            await AsyncHTTPClient().fetch(f"http://{url}", headers={"Host": host}, raise_error=False)
        ).code
    except HTTPClientError as error:
        return error.code
    finally:
        server.stop()


@pytest.mark.parametrize(("host", "status"), [("localhost", 101), ("elders.example", 421)])
def test_a_websocket_is_looked_at_by_its_host(host, status):
    application = NamedApplication([("/socket", Socket)], names=own_names(""))
    assert asyncio.run(_asked(application, host, "/socket")) == status


@pytest.mark.parametrize(
    ("host", "status"), [("localhost:9866", 200), ("10.0.0.1", 200), ("elders.example", 421)]
)
def test_so_is_who_asks_for_figures(host, status):
    async def asked():
        return await _asked(metrics.serve(Metrics(), [], own_names("127.0.0.1")), host, "/metrics")

    assert asyncio.run(asked()) == status


HTTPS = {"X_Forwarded_Proto": "https", "X_Forwarded_For": "192.0.2.1"}


NAME = "username"


@pytest.fixture(scope="module")
def behind():
    with lodge("--behind-proxy") as found:
        yield found


@pytest.fixture(scope="module")
def open_to_all():
    with lodge() as found:
        yield found


def guess(gate, address):
    return ask(gate.url, "/guide", Authorization="token fout", X_Forwarded_For=address).status


def cookies(gate, **headers):
    """The cookies of the form and of who comes in, as they are set."""
    came, form = ask(gate.url, f"/?token={gate.token}", **headers), ask(gate.url, "/login", **headers)
    assert (cookie(came, NAME) != "", cookie(form, XSRF) != "") == (True, True)
    page = ask(gate.url, Cookie=cookie(came, NAME), **headers)
    return [line for answer in (came, form, page) for line in answer.headers.get_all("Set-Cookie")]


def test_who_keeps_guessing_must_wait_and_nobody_else_behind_the_same_proxy(behind):
    assert [guess(behind, "192.0.2.9") for _ in range(MOST_WRONG + 1)] == [403] * MOST_WRONG + [429]
    assert guess(behind, "192.0.2.10") == 403


def test_who_only_says_to_be_somebody_else_must_wait_all_the_same(open_to_all):
    statuses = [guess(open_to_all, f"192.0.2.{number}") for number in range(MOST_WRONG + 1)]
    assert statuses == [403] * MOST_WRONG + [429]


@pytest.mark.parametrize(
    ("name", "seen"),
    [("X_Real_IP", "203.0.113.1"), ("Forwarded", "203.0.113.2"), ("X_Client_IP", "203.0.113.3")],
)
def test_who_says_to_be_somebody_else_before_the_proxy_must_wait_all_the_same(behind, name, seen):
    """A proxy adds who came to it to what stood there, and passes on other headers as they are."""

    def guess_as(number):
        forged = f"198.51.100.{number}"
        told = {name: forged, "X_Forwarded_For": f"{forged}, {seen}"}
        return ask(behind.url, "/guide", Authorization="token fout", **told).status

    assert [guess_as(number) for number in range(MOST_WRONG + 1)] == [403] * MOST_WRONG + [429]


@pytest.mark.parametrize(
    "garbage", ["x", ",", "1.2.3", "::1::", "a" * 5000, "\xff", "1.2.3.4:5", "unknown, "]
)
def test_garbage_of_a_proxy_is_no_error_of_ours(behind, garbage):
    said = len(behind.server.log)
    answer = ask(behind.url, "/login", X_Forwarded_For=garbage, X_Forwarded_Proto=garbage)
    assert answer.status == 200
    assert behind.server.log[said:] == []


def test_cookies_are_for_https_only_when_that_is_how_somebody_came(behind):
    assert all("; Secure" in line for line in cookies(behind, **HTTPS))
    assert not any("; Secure" in line for line in cookies(behind, X_Forwarded_Proto="http"))


def test_over_https_no_other_host_can_set_the_cookie(behind):
    came = ask(behind.url, f"/?token={behind.token}", **HTTPS)
    (line,) = came.headers.get_all("Set-Cookie")
    assert line.startswith("__Host-username-")
    assert ("; Secure" in line, "; Path=/" in line, "domain" in line.lower()) == (True, True, False)
    left = ask(behind.url, "/guide", Cookie=line.partition("=")[0] + "=x", **HTTPS)
    (line,) = left.headers.get_all("Set-Cookie")  # a browser forgets it only when asked in the same way
    assert line.startswith("__Host-username-")
    assert ("; Secure" in line, "; Path=/" in line) == (True, True)


def test_a_visitor_cannot_say_to_have_come_by_https():
    with lodge() as gate:
        assert not any("; Secure" in line for line in cookies(gate, **HTTPS))


def test_the_form_leads_on_over_https(behind):
    value, given = behind.form()
    body = f"password={behind.token}&_xsrf={value}".encode()
    kind = "application/x-www-form-urlencoded"
    answer = ask(
        behind.url, "/login?next=%2Fverkennen", "POST", body, Cookie=given, Content_Type=kind, **HTTPS
    )
    assert (answer.status, answer.headers["Location"]) == (302, "/verkennen")


def test_a_page_under_the_proxys_name_can_connect_and_another_site_cannot(behind):
    through = {**HTTPS, "Host": "beheer.example"}
    through["Cookie"] = cookie(ask(behind.url, f"/?token={behind.token}", **through), NAME)
    guide = config(ask(behind.url, "/guide", **through))["kernelId"]

    async def visit(origin):
        (await connect(behind.url, guide, origin, **through)).close()

    for origin in ("https://elders.example", f"http://{urlsplit(behind.url).netloc}"):
        with pytest.raises(HTTPClientError, match="403"):
            asyncio.run(visit(origin))
    asyncio.run(visit("https://beheer.example"))
