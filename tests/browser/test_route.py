"""A page of a server with a name finds its kernel under that name, and asks for all else without it."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tests.serving import running_server

from .desk import Desk


@pytest.fixture(scope="module")
def server():
    with running_server("--route", "noord") as found:
        yield found


def test_its_websocket_is_under_the_name_and_carries_the_guide(page, server):
    sockets, asked = [], []
    page.on("websocket", lambda socket: sockets.append(urlsplit(socket.url).path))
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    desk = Desk(page, server.url).visit().live()
    desk.situations.select_option(index=4)
    desk.choose("reset-mail", 0)
    (socket,) = sockets
    assert socket.startswith("/at/noord/api/kernels/")
    assert {path.split("/api/")[0] for path in asked if path.startswith("/at/")} <= {"/at/noord"}
    assert [path for path in asked if path.startswith(("/api/", "/at/noord/assets"))] == []
