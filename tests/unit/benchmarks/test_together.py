"""Visitors who come in the same second, and what stands where Panel cannot be had."""

import subprocess
from contextlib import contextmanager
from http import HTTPStatus

import gevent
import pytest

from benchmarks import others, together
from benchmarks.crowd import Run
from benchmarks.together import Together, measure_ours
from benchmarks.usage import Usage, usage
from tests.serving import running_server
from tests.unit.server.visiting import ask
from tests.waiting import PATIENCE

NOWHERE = "http://127.0.0.1:9/"


@pytest.fixture(autouse=True)
def hasty(monkeypatch):
    """Wait for no server to be quiet: on a busy machine that may never be."""
    monkeypatch.setattr(together, "settled", usage)


@pytest.mark.slow
def test_all_get_the_book_and_the_guide_and_can_use_it():
    found = measure_ours(2)
    assert not found.run.errors
    assert [found.run.times(what) for what in ("book", "guide live")] == [2, 2]
    assert found.run.times("answer")
    assert len(found.looks) == 3


@pytest.mark.slow
def test_those_for_whom_there_is_no_place_are_told_apart(monkeypatch):
    @contextmanager
    def small(*_):
        with running_server("--visitors", "1") as server:

            def settled(pid):
                """Wait the first time: whoever came before has to be gone."""
                monkeypatch.setattr(together, "settled", usage)
                with gevent.Timeout(PATIENCE):
                    while ask(server.url, "/ready").status != HTTPStatus.OK:
                        gevent.sleep(0.05)  # which lets them say goodbye
                return usage(pid)

            monkeypatch.setattr(together, "settled", settled)
            yield server

    monkeypatch.setattr(together, "running_server", small)
    monkeypatch.setattr(together, "STAYS", 0)
    found = measure_ours(3)
    assert found.last("guide live") == "only 1 of 3: 2 × guide: full"
    assert not found.last("book").startswith("only")


def test_memory_is_shared_among_those_who_came_in():
    run = Run(NOWHERE)
    run.stats.log_request("", "guide live", 1000, 0)
    looks = [Usage(1, {1: 100.0, 2: 40.0}), Usage(1, {1: 100.25, 2: 30.0, 3: 10.5})]
    assert Together(2, run, looks).memory(1) == "0.75 MB, 0.25 of it in the server"


@pytest.mark.parametrize(
    ("goes_wrong", "why"),
    [
        (subprocess.CalledProcessError(1, "pip"), "no Panel: pip cannot install it"),
        (OSError("no room"), "no Panel: pip cannot install it"),
        (subprocess.TimeoutExpired("pip", 1), f"no Panel: {others.PATIENCE} s waited for pip to install it"),
    ],
)
def test_where_panel_cannot_be_had_its_column_says_why(monkeypatch, tmp_path, goes_wrong, why):
    def fail(*_, **__):
        raise goes_wrong

    monkeypatch.setattr(others.venv, "create", fail)
    found = Together(2, Run(NOWHERE), [Usage(1, {1: 60.0})] * 3)
    for name in ("measure_ours", "measure_stock"):
        monkeypatch.setattr(together, name, lambda _: found)
    assert {row[3] for row in together.rows(others.python_or_why(tmp_path), 2)} == {"–", why}
