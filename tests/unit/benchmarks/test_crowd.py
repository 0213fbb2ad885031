"""A crowd goes through its visits, and what goes wrong in them is counted."""

from dataclasses import replace

import pytest

from benchmarks import crowd as crowds
from benchmarks.cases import all_paths
from benchmarks.crowd import Crowd, Plan
from benchmarks.sockets import VisitError
from benchmarks.visitors import Guest, Reader
from ehbi.store import Store, case_log
from tests.unit.server.visiting import ask, end_workers, is_there, wait_until

from .refusing import answer, serving

FEW = Plan(readers=4, live=2, seconds=0.5, stay=1, think=0.05)


@pytest.fixture(autouse=True)
def hasty(monkeypatch):
    """Have all leave soon."""
    monkeypatch.setattr(crowds, "LEAVING", 0.5)


def crowd(url, plan=FEW):
    found = Crowd(url, plan)
    found.visit()
    return found


def crowd_at(answers, plan=FEW):
    """Send a crowd to a server that goes wrong."""
    with serving(answers) as url:
        return crowd(url, plan)


@pytest.fixture(scope="module")
def book(_serving):
    return ask(_serving.url, Accept_Encoding="gzip")


def test_a_few_visitors_meet_no_error(server):
    found = crowd(server.url)
    assert not found.errors
    assert found.counts["readers"] == FEW.readers
    assert found.times("guide live") == found.counts["visitors for the guide"] >= FEW.live
    assert found.times("answer")


def test_their_cases_are_kept(server):
    store = Store.open(server.database)
    before = len(case_log.kept(store))
    told = crowd(server.url).times("log")
    assert told >= FEW.readers
    wait_until(lambda: len(case_log.kept(store)) == before + told, "all their cases are kept")
    store.close()


def test_when_they_have_gone_their_guides_end(server, monkeypatch):
    guides = []
    monkeypatch.setattr(crowds.Crowd, "gone", lambda _, one: guides.append(getattr(one, "page", None)))
    crowd(server.url, replace(FEW, readers=0))
    assert len(guides) == FEW.live
    wait_until(lambda: not any(is_there(server.url, one.kernel) for one in guides), "their guides have ended")


def test_when_the_last_has_come_all_leave():
    """However long they would have stayed, so that a run lasts as long as it was told to."""
    found = Crowd("http://127.0.0.1:9/", Plan(live=1, seconds=30, stay=3_000))
    assert found.closing(Guest(found).chance) <= found.began + 30 + crowds.LEAVING


def test_a_server_that_is_not_there_is_counted_at_each_visit():
    found = crowd("http://127.0.0.1:9/")
    assert set(found.errors) == {"book: ConnectionRefusedError"}
    assert found.errors.total() > FEW.readers


def test_a_server_that_refuses_is_counted_by_its_status():
    assert set(crowd_at(lambda _: answer(500)).errors) == {"book: status 500"}


@pytest.mark.parametrize("odd", [b"hallo\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nkort"])
def test_what_is_no_answer_is_an_error(odd, monkeypatch):
    monkeypatch.setattr(Reader, "network_timeout", 0.2)
    assert crowd_at(lambda _: odd, replace(FEW, live=0)).errors


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
    found = crowd_at(_with_book(book, answer(503)))
    assert not found.errors
    assert found.counts["told that all places are taken"] == found.counts["visitors for the guide"]


def test_who_is_told_when_to_ask_again_does_so(book):
    found = crowd_at(_with_book(book, answer(503, headers={"Retry-After": "0.2"})))
    assert not found.errors
    assert found.counts["told that all places are taken"] > found.counts["visitors for the guide"]


@pytest.mark.parametrize(
    ("guide", "error"),
    [(answer(500), "guide page: status 500"), (answer(200, b"<p>niets"), "guide page: no widgets")],
)
def test_a_guide_that_fails_is_an_error(book, guide, error):
    assert set(crowd_at(_with_book(book, guide)).errors) == {error}


def test_a_worker_that_ends_in_the_middle_is_an_error(server):
    found = Crowd(server.url, FEW)
    guest = Guest(found)
    guest.begin(60)
    guest.come_in()
    guest.go_live()
    end_workers(server.pid)
    with pytest.raises(VisitError, match=r"closed \(4001\)"):
        guest.choose(all_paths()[0], 0)
    assert set(found.errors) == {"answer: closed (4001)"}


def test_the_same_seed_is_the_same_crowd():
    one, same, other = (Plan(seed=seed).chance("reader 1").random() for seed in (1, 1, 2))
    assert one == same != other


def test_a_crowd_that_gets_no_answer_is_sent_home(monkeypatch):
    monkeypatch.setattr(crowds, "GRACE", 0.1)
    monkeypatch.setattr(crowds.Crowd, "first_look", lambda _: None)
    found = crowd_at(lambda _: b"", Plan(readers=2, live=1, seconds=0.1, stay=0.1))
    assert dict(found.errors) == {"crowd: did not end in time": 1}


def test_a_fault_of_the_crowd_itself_is_counted(server, monkeypatch, capfd):
    monkeypatch.setattr(Reader, "use", lambda _: 1 / 0)
    assert crowd(server.url, replace(FEW, live=0)).errors["crowd: ZeroDivisionError"] == FEW.readers
    capfd.readouterr()


def test_who_has_been_here_before_gets_the_book_only_when_it_has_changed(server):
    found = Crowd(server.url, replace(FEW, returning=1))
    first = Reader(found)
    found.known = first.open_book()
    again, older = Reader(found), Reader(found)
    older.known = found.known._replace(etag="older")
    for visitor in (again, older):
        visitor.open_book()
        visitor.load_book()
    assert (again.book is first.book, older.book == first.book) == (True, True)
    assert not found.errors


def test_what_a_server_wants_to_be_told_is_told_by_all_connections_of_a_visitor():
    heard = []
    cookie = answer(200, b"{}", {"Set-Cookie": "place=a; Path=/"})
    with serving(lambda _: cookie) as url:
        guest = Guest(Crowd(url, FEW))
        for _ in range(2):
            guest.ask("news", "/news", read=lambda one: heard.append(one.request.headers.get("cookie")))
    assert (heard, guest.cookie) == ([None, "place=a"], "place=a")
