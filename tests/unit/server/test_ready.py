"""An operator hears whether the server can do all that it should, and the desk does not depend on it."""

from __future__ import annotations

import json

import psutil

from ehbi import load
from tests.serving import running_server

from .visiting import ask, new_kernel, wait_until


def report(server):
    answer = ask(server.url, "/ready")
    return answer.status, json.loads(answer.text)


def test_it_tells_what_is_served_from_where_and_what_runs():
    with running_server() as server:
        wait_until(lambda: report(server)[1]["guide"] == "ready", "a guide can be had at once")
        status, found = report(server)
        assert status == 200
        assert found["ready"] is True
        assert found["database"] is True
        assert found["edition"].pop("seconds") >= 0
        assert found["edition"] == {"revision": load().revision, "newest": True}
        assert found["workers"] >= 1
        assert set(found["tasks"].values()) == {"running"}
        assert {"revisions", "workers", "hanging workers", "idle guides"} <= set(found["tasks"])


def test_without_a_guide_to_be_had_it_says_so_and_the_book_goes_on():
    with running_server("--visitors", "1") as server:
        new_kernel(server.url)
        status, found = report(server)
        assert (status, found["ready"], found["guide"]) == (503, False, "full")
        assert ask(server.url).status == ask(server.url, "/health").status == 200


def test_a_database_that_cannot_be_used_is_no_reason_not_to_be_ready(tmp_path):
    (tmp_path / "map").touch()
    with running_server("--database", f"sqlite:///{tmp_path}/map/ehbi.sqlite") as server:
        status, found = report(server)
        assert (status, found["database"]) == (200, False)


def test_a_server_that_stops_is_not_ready():
    with running_server("--drain", "600") as server:
        psutil.Process(server.pid).terminate()
        wait_until(lambda: report(server)[0] == 503, "it says so")
