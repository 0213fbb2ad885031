"""A crowd goes through its visits, and what goes wrong in them is counted."""

import asyncio
from dataclasses import replace

import pytest

import ehbi
from benchmarks.crowd import comings
from benchmarks.crowd.cases import all_paths
from benchmarks.crowd.comings import Crowd, Plan
from benchmarks.crowd.notes import Notes
from benchmarks.crowd.trouble import VisitError
from benchmarks.crowd.visitor import Place, Visitor
from ehbi.store import Store, case_log
from tests.unit.server.visiting import ask, end_workers, is_there, wait_until

from .refusing import answer, serving

FEW = Plan(readers=4, live=2, seconds=0.5, stay=1, think=0.05)


def crowd(url, plan=FEW):
    notes = Notes()
    asyncio.run(Crowd(Place(url, ehbi.load()), plan, notes).come())
    return notes


def crowd_at(answers, plan=FEW):
    """Send a crowd to a server that goes wrong."""
    notes = Notes()

    async def come():
        async with serving(answers) as url:
            await Crowd(Place(url, ehbi.load()), plan, notes).come()

    asyncio.run(come())
    return notes


@pytest.fixture(scope="module")
def book(_serving):
    return ask(_serving.url, Accept_Encoding="gzip")


def test_a_few_visitors_meet_no_error(server):
    notes = crowd(server.url)
    assert not notes.errors
    assert notes.counts["readers"] == FEW.readers
    assert len(notes.times["guide live"]) == notes.counts["visitors for the guide"] >= FEW.live
    assert notes.times["answer"]


def test_their_cases_are_kept(server):
    store = Store.open(server.database)
    before = len(case_log.kept(store))
    told = len(crowd(server.url).times["log"])
    assert told >= FEW.readers
    wait_until(lambda: len(case_log.kept(store)) == before + told, "all their cases are kept")
    store.close()


def test_when_they_have_gone_their_guides_end(server, monkeypatch):
    guides = []

    class Watched(Visitor):
        async def go_live(self, begun=()):
            await super().go_live(begun)
            guides.append(self.guide.kernel)

    monkeypatch.setattr(comings, "Visitor", Watched)
    crowd(server.url)
    assert guides
    wait_until(lambda: not any(is_there(server.url, one) for one in guides), "their guides have ended")


def test_when_the_last_has_come_all_leave():
    """However long they would have stayed, so that a run lasts as long as it was told to."""
    plan = Plan(live=1, seconds=30, stay=3_000)
    at_once = Crowd(Place("", ehbi.load()), plan, Notes())._time(plan.chance("place 1"))
    assert at_once.left <= comings.LEAVING


def test_a_server_that_is_not_there_is_counted_at_each_visit():
    notes = crowd("http://127.0.0.1:9/")
    assert set(notes.errors) == {"book: ConnectionRefusedError"}
    assert notes.errors.total() > FEW.readers


def test_a_server_that_refuses_is_counted_by_its_status():
    assert set(crowd_at(lambda _: answer(500)).errors) == {"book: status 500"}


def test_a_book_that_is_not_whole_is_an_error():
    half = answer(200, b"<!DOCTYPE html><p>naslag", {"Etag": '"a"'})
    assert set(crowd_at(lambda _: half).errors) == {"book: not whole"}


def _with_book(book, guide):
    """A server with a book and all that belongs to it, and this for a guide."""
    whole = answer(200, book.body, {"Etag": book.headers["Etag"], "Content-Encoding": "gzip"})

    def answers(path):
        return {"/": whole, "/guide": guide, "/log": answer(204)}.get(path, answer(200, b"{}"))

    return answers


def test_a_server_that_is_full_is_no_error(book):
    notes = crowd_at(_with_book(book, answer(503)))
    assert not notes.errors
    assert notes.counts["told that all places are taken"] == notes.counts["visitors for the guide"]


def test_who_is_told_when_to_ask_again_does_so(book):
    notes = crowd_at(_with_book(book, answer(503, headers={"Retry-After": "0.2"})))
    assert not notes.errors
    assert notes.counts["told that all places are taken"] > notes.counts["visitors for the guide"]


@pytest.mark.parametrize(
    ("guide", "error"),
    [(answer(500), "guide: status 500"), (answer(200, b"<p>niets"), "guide: no widgets")],
)
def test_a_guide_that_fails_is_an_error(book, guide, error):
    assert set(crowd_at(_with_book(book, guide)).errors) == {error}


def test_a_worker_that_ends_in_the_middle_is_an_error(server):
    visitor = Visitor(Place(server.url, ehbi.load()), Notes())

    async def come():
        await visitor.open_book()
        await visitor.ask_guide()
        await visitor.go_live()
        end_workers(server.pid)
        await visitor.choose(all_paths(visitor.place.handbook)[0], 0)

    with pytest.raises(VisitError, match=r"answer: closed \(4001\)"):
        asyncio.run(come())


def test_the_same_seed_is_the_same_crowd():
    one, same, other = (Plan(seed=seed).chance("reader 1").random() for seed in (1, 1, 2))
    assert one == same != other


def test_a_crowd_that_gets_no_answer_is_sent_home(monkeypatch):
    monkeypatch.setattr(comings, "GRACE", 0.1)
    notes = crowd_at(lambda _: b"", Plan(readers=2, live=1, seconds=0.1, stay=0.1))
    assert dict(notes.errors) == {"crowd: did not end in time": 1}


def test_who_has_been_here_before_gets_the_book_only_when_it_has_changed(server):
    place = Place(server.url, ehbi.load())

    async def come():
        first = Visitor(place, Notes())
        again = Visitor(place, Notes(), await first.open_book())
        older = Visitor(place, Notes(), replace(again.known, etag="older"))
        for visitor in (again, older):
            await visitor.open_book()
            await visitor.load_book()
        return first.book is again.book, older.book == first.book

    assert asyncio.run(come()) == (True, True)
