"""A visitor of the crowd does what a browser does: the same requests, and the same messages to the kernel."""

import re
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

import ehbi
from benchmarks.cases import all_paths
from benchmarks.crowd import Crowd, Plan
from benchmarks.guide import Guide
from benchmarks.visitors import Guest
from tests.unit.server.visiting import unpacked

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
    return told(*unpacked(frame))


@pytest.fixture
def done(server, monkeypatch):
    """What a guest of the crowd asks for and tells the kernel in the same visit."""
    messages = []
    tell = Guide.tell

    def watched(self, kind, content):
        messages.append(told(kind, content))
        tell(self, kind, content)

    monkeypatch.setattr(Guide, "tell", watched)

    def visit(link):
        crowd = Crowd(server.url, Plan(returning=0))
        paths, path = set(), all_paths()[0]
        crowd.events.request.add_listener(lambda url="", **_: url and paths.add(asked(url)))
        guest = Guest(crowd)
        guest.begin(60)
        guest.come_in()
        guest.go_live(path[: bool(link)])
        if not link:
            guest.choose(path, 0)
        guest.leave()
        return paths, messages

    def visiting(link):
        with ThreadPoolExecutor(1) as pool:  # Playwright's event loop has this thread
            return pool.submit(visit, link).result()

    return visiting


@pytest.mark.parametrize("link", ["", ehbi.load().situations[0].id])
def test_they_ask_and_tell_the_same(seen, done, link):
    browser_paths, browser_messages = seen(link)
    crowd_paths, crowd_messages = done(link)
    assert crowd_paths == browser_paths
    assert crowd_messages == browser_messages
