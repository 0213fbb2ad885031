"""A server with the addresses of patrons' screens alone, and a desk and a patron who ask it."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from urllib.parse import urlsplit

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application

from ehbi.server.database import Database
from ehbi.server.metrics import Metrics
from ehbi.server.patron.addresses import addresses
from ehbi.server.patron.screens import PatronScreens

NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)
OVER = '{"message": "Dit is afgelopen."}'


class Clock:
    """The time of all servers of a test."""

    def __init__(self) -> None:
        self.passed = 0.0

    def now(self) -> datetime:
        return NOW + timedelta(seconds=self.passed)

    def tick(self) -> float:
        return 1000 + self.passed


class Desk:
    """A server with the addresses alone, and what asks it."""

    def __init__(self, url: str, screens: PatronScreens, numbers: Metrics) -> None:
        self.url, self.screens, self.metrics = url, screens, numbers

    async def ask(self, path, method="GET", body=None, **headers):
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        if isinstance(body, dict):
            named, body = {"Content-Type": "application/json", **named}, json.dumps(body)
        how = {"follow_redirects": False, "request_timeout": 60, "allow_nonstandard_methods": True}
        asked = HTTPRequest(self.url + path, method, named, body, **how)
        return await AsyncHTTPClient().fetch(asked, raise_error=False)

    async def opens(self, **body):
        answer = await self.ask("/mee", "POST", body)
        assert answer.code == 200, answer.body
        return Link(self, json.loads(answer.body))


class Link:
    """A screen that a desk opened."""

    def __init__(self, desk: Desk, told) -> None:
        self.desk, self.told = desk, told
        self.key, self.path = told["key"], urlsplit(told["address"]).path
        self.token = self.path.removeprefix("/mee/")

    def at(self, desk):
        """The same screen, asked for at another server."""
        return Link(desk, self.told)

    async def moves(self, step, key=None, **more):
        return await self.desk.ask(self.path, "POST", {"step": step, **more}, EHBI_Key=key or self.key)

    async def tells(self, **body):
        return await self.desk.ask(self.path, "POST", body)

    async def shows(self):
        answer = await self.desk.ask(f"{self.path}/nu")
        return answer.body.decode() if answer.code == 200 else answer.code

    async def heard(self):
        answer = await self.desk.ask(f"{self.path}/gezegd", EHBI_Key=self.key)
        return json.loads(answer.body) if answer.code == 200 else answer.code

    async def ends(self, key=None):
        return await self.desk.ask(self.path, "DELETE", EHBI_Key=key or self.key)


@asynccontextmanager
async def serving_screens(address, time, handbook):
    """Serve the addresses from a store, by a clock of the test's own."""
    database, numbers = Database(address), Metrics()
    screens = PatronScreens(database, time.now, time.tick)
    editions = SimpleNamespace(
        now=SimpleNamespace(handbook=handbook), with_step=lambda step: handbook if step in handbook else None
    )
    given = addresses(screens, editions, numbers, "127.0.0.1", "../patron_screen.js")
    quiet = {"cross_origin_protection": True, "log_function": lambda _: None}
    server = HTTPServer(Application(given, **quiet))
    (socket,) = bind_sockets(0, "127.0.0.1")
    server.add_sockets([socket])
    try:
        yield Desk(f"http://127.0.0.1:{socket.getsockname()[1]}", screens, numbers)
    finally:
        server.stop()
        database.close()
