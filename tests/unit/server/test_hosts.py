"""A page of another site that gives its own name to our address is refused, at every door."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.netutil import bind_sockets
from tornado.websocket import WebSocketHandler, websocket_connect

from ehbi.server import metrics
from ehbi.server.http.limits import Connections
from ehbi.server.http.requests import NamedApplication, is_ours, names_of, own_names
from ehbi.server.metrics import Metrics
from ehbi.server.site import Site
from tests.serving import running_server

from .visiting import ask, connect, new_kernel

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


def test_a_websocket_is_refused_too_and_the_kernel_stays(server):
    kernel = new_kernel(server.url)
    origin = "http://elders.example"
    with pytest.raises(HTTPClientError, match="421"):
        asyncio.run(connect(server.url, kernel, origin, Host="elders.example"))
    assert ask(server.url, f"/api/kernels/{kernel}").status == 200


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
