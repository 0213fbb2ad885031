"""A visitor of the crowd does what a browser does: the same requests, and the same messages to the kernel."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

import ehbi
from benchmarks.crowd.cases import all_paths
from benchmarks.crowd.channels import Channels
from benchmarks.crowd.connection import Connection
from benchmarks.crowd.messages import unpack
from benchmarks.crowd.notes import Notes
from benchmarks.crowd.visitor import Place, Visitor

from .desk import Desk

SITUATION = 1
KERNEL = re.compile(r"/api/kernels/.*")


def told(kind, content):
    """What a message is about, without the ids in it."""
    data = content.get("data", {})
    return kind, content.get("target_name"), data.get("method"), data.get("state"), data.get("content")


def asked(address):
    return KERNEL.sub("/api/kernels/ID", urlsplit(address).path)


@pytest.fixture
def seen(page, server):
    """What a browser asks for and tells the kernel, in a visit that begins a case in the book or not."""

    def visiting(link):
        paths, messages = set(), []
        page.on("request", lambda one: one.url.startswith("http") and paths.add(asked(one.url)))

        def listen(socket):
            socket.on("framesent", lambda frame: messages.append(_told_by(frame)))

        page.on("websocket", listen)
        desk = Desk(page, server.url).visit(link).live()
        if not link:
            desk.situations.select_option(index=SITUATION)
            desk.at(ehbi.load().situations[SITUATION - 1].id)
        page.wait_for_load_state("networkidle")
        return paths, messages

    return visiting


def _told_by(frame):
    message = unpack(frame)
    return told(message.kind, message.content)


@pytest.fixture
def done(server, monkeypatch):
    """What a visitor of the crowd asks for and tells the kernel in the same visit."""
    paths, messages = set(), []
    ask, send = Connection.ask, Channels.send

    async def watched_ask(self, path, *arguments):
        paths.add(asked(path))
        return await ask(self, path, *arguments)

    async def watched_send(self, kind, content, **metadata):
        messages.append(told(kind, content))
        return await send(self, kind, content, **metadata)

    monkeypatch.setattr(Connection, "ask", watched_ask)
    monkeypatch.setattr(Channels, "send", watched_send)
    place = Place(server.url, ehbi.load())
    path = all_paths(place.handbook)[0]

    async def visit(link):
        visitor = Visitor(place, Notes())
        await visitor.open_book()
        await visitor.load_book()
        await visitor.load_front_end()
        await visitor.ask_guide()
        await visitor.go_live(path[: bool(link)])
        if not link:
            await visitor.choose(path, 0)
        visitor.leave()
        return paths, messages

    def visiting(link):
        with ThreadPoolExecutor(1) as pool:  # Playwright's event loop has this thread
            return pool.submit(asyncio.run, visit(link)).result()

    return visiting


@pytest.mark.parametrize("link", ["", ehbi.load().situations[0].id])
def test_they_ask_and_tell_the_same(seen, done, link):
    browser_paths, browser_messages = seen(link)
    crowd_paths, crowd_messages = done(link)
    assert crowd_paths == browser_paths
    assert crowd_messages == browser_messages
