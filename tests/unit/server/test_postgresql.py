"""A PostgreSQL that hangs or stops is in no visitor's way; what waits for it goes on when it does."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import count

import pytest

from ehbi.store import Store, case_log, revisions
from tests.postgresql import database, hanging, running_postgresql, stopped
from tests.serving import running_server
from tests.waiting import PATIENCE

from .visiting import ask, tell, wait_until

STEPS = ["reset-mail", "mail-zoeken"]
_numbers = count()
REMARK = {"step": "reset-mail", "doubt": "anders", "text": "De knop heet anders"}


@pytest.fixture(scope="module")
def postgresql():
    with running_postgresql() as server:
        yield server


@pytest.fixture
def address(postgresql):
    return database(postgresql, f"proef_{next(_numbers)}")


@pytest.fixture
def server(address):
    with running_server(EHBI_DATABASE=address) as found:
        wait_until(lambda: walked(found), "the store is open")
        yield found


def walked(server):
    tell(server.url, "/log", {"steps": STEPS, "back": []})
    store = Store.open(server.database)
    try:
        return case_log.kept(store)
    finally:
        store.close()


def assert_usable(server):
    """Whatever the database does, a visitor gets the book, the news, hits and the guide."""
    assert ask(server.url).status == 200
    assert json.loads(ask(server.url, "/news").text)["notices"] == []
    assert tell(server.url, "/search", {"text": "geen mail"}).status == 200
    assert tell(server.url, "/log", {"steps": STEPS, "back": []}).status == 204
    assert ask(server.url, "/guide").status == 200


def publish(address, title):
    store = Store.open(address, publishes=True)
    newest = revisions.newest_of(store)
    handbook = revisions.content(store, newest.number).model_copy(update={"title": title})
    revisions.publish(store, newest.number, handbook, "Noor", "")
    store.close()
    return handbook.revision


def serves(server, revision):
    return json.loads(ask(server.url, "/news").text)["revision"] == revision


def test_visitors_go_on_without_it_and_it_is_used_again_when_it_is_back(server, postgresql):
    def goes_on(trouble):
        said = len(server.log)
        with trouble(postgresql):
            wait_until(lambda: "Nieuwe versies" in "".join(server.log[said:]), "the server says so")
            assert_usable(server)
            assert tell(server.url, "/feedback", REMARK).status == 503
        newer = publish(server.database, f"Weer terug: {trouble.__name__}")
        wait_until(lambda: serves(server, newer), "what is published is seen")
        assert tell(server.url, "/feedback", REMARK).status == 201

    goes_on(hanging)
    goes_on(stopped)
    assert "Traceback" not in "".join(server.log)


def test_a_server_can_start_and_stop_while_it_hangs(address, postgresql):
    with hanging(postgresql), running_server(EHBI_DATABASE=address) as server:
        assert_usable(server)
        server.process.terminate()
        assert server.process.wait(PATIENCE) == 0
    assert "Traceback" not in "".join(server.log)


def test_two_servers_start_at_once_on_an_empty_database(address):
    with ExitStack() as stack, ThreadPoolExecutor(2) as together:
        starting = [running_server(EHBI_DATABASE=address) for _ in range(2)]
        servers = list(together.map(stack.enter_context, starting))
        newer = publish(address, "Voor allebei")
        for server in servers:
            wait_until(lambda server=server: serves(server, newer), "what is published is seen")
            assert "De database" not in "".join(server.log)
