"""What a request says of itself is read in one way, whatever is said."""

from __future__ import annotations

import asyncio
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tornado.httputil import HTTPHeaders
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from ehbi.server.http.limits import Connections
from ehbi.server.http.requests import NamedApplication, own_names, scheme, sender, takes_gzip

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
            head = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 30)).decode()
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
