"""A log that cannot keep anything is never in anybody's way, and says so in one line."""

from __future__ import annotations

import json
from contextlib import contextmanager

import psutil
import pytest

from ehbi.store import Store, case_log
from tests.serving import running_server

from .visiting import ask, tell, wait_until

STEPS = ["reset-mail", "mail-zoeken"]


CANNOT = ("Casussen worden niet bewaard", "De database ")


def post(server, *back):
    answer = tell(server.url, "/log", {"steps": STEPS, "back": back})
    assert (answer.status, answer.body) == (204, b"")


def backs(store):
    return [list(one.back) for one in case_log.kept(store)]


def lines(server):
    return [line for line in server.log if line.startswith(CANNOT)]


@contextmanager
def full_disk(server, store):
    """Let the server write nothing: what was written ahead is in the database, and no room is left."""
    wait_until(store.sweep, "nothing is written ahead")
    process = psutil.Process(server.pid)
    before = process.rlimit(psutil.RLIMIT_FSIZE)
    process.rlimit(psutil.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        process.rlimit(psutil.RLIMIT_FSIZE, before)


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    return tmp_path_factory.mktemp("trouble") / "ehbi.sqlite"


@pytest.fixture(scope="module")
def troubled(database):
    with running_server(EHBI_DATABASE=f"sqlite:///{database}") as server:
        yield server


@pytest.fixture(scope="module")
def store(database):
    found = Store.open(f"sqlite:///{database}")
    yield found
    found.close()


def test_a_case_waits_while_the_database_is_busy_and_the_visitor_does_not(troubled, store):
    with store.writing():
        for _ in range(3):
            post(troubled)
        assert ask(troubled.url).status == 200
        assert backs(store) == []
    wait_until(lambda: len(backs(store)) == 3, "the cases are kept")
    assert lines(troubled) == []


def test_with_a_full_disk_cases_wait_and_are_kept_when_there_is_room_again(troubled, store):
    before = backs(store)
    with full_disk(troubled, store):
        post(troubled, "mail-zoeken")
        wait_until(lambda: lines(troubled), "the server says so")
        for _ in range(20):
            post(troubled, "mail-opnieuw")
        assert ask(troubled.url).status == 200
        assert ask(troubled.url, "/news").status == 200
        assert backs(store) == before
    post(troubled, "ander-adres")
    wait_until(lambda: len(backs(store)) == len(before) + 22, "all are kept")
    assert {("mail-zoeken",), ("ander-adres",)} <= {tuple(back) for back in backs(store)}
    assert len(lines(troubled)) == 1
    assert "Traceback" not in "".join(troubled.log)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("sqlite:///file:{database}?mode=ro&uri=true", "readonly"),
        ("sqlite:////dev/null/map/ehbi.sqlite", "Not a directory"),
    ],
    ids=["read-only", "nowhere"],
)
def test_a_database_that_cannot_be_written_keeps_no_case(store, database, address, words):
    before = backs(store)
    with running_server(EHBI_DATABASE=address.format(database=database)) as server:
        post(server)
        wait_until(lambda: lines(server), "the server says so")
        for _ in range(20):
            post(server)
        assert ask(server.url).status == 200
        assert json.loads(ask(server.url, "/news").text)["notices"] == []
    assert backs(store) == before
    assert len(lines(server)) == 1
    assert words in lines(server)[0]
