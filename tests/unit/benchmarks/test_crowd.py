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
NOWHERE = "http://127.0.0.1:9/"


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
def with_book(_serving):
    """A server with a book and all that belongs to it, and this for a guide."""
    book = ask(_serving.url, Accept_Encoding="gzip")
    whole = answer(200, book.body, Etag=book.headers["Etag"], Content_Encoding="gzip")

    def serves(guide):
        return lambda path: {"/": whole, "/guide": guide, "/log": answer(204)}.get(path, answer(200, b"{}"))

    return serves


def test_a_few_visitors_meet_no_error_and_their_cases_are_kept(server):
    store = Store.open(server.database)
    before = len(case_log.kept(store))
    found = crowd(server.url)
    assert not found.errors
    assert found.counts["readers"] == FEW.readers
    assert found.times("guide live") == found.counts["visitors for the guide"] >= FEW.live
    assert found.times("answer")
    assert found.times("log") >= FEW.readers
    wait_until(lambda: len(case_log.kept(store)) == before + found.times("log"), "all their cases are kept")
    store.close()


def test_when_they_have_gone_their_guides_end(server, monkeypatch):
    guides = []
    monkeypatch.setattr(Crowd, "gone", lambda _, one: guides.append(one.page))
    crowd(server.url, replace(FEW, readers=0))
    assert len(guides) == FEW.live
    wait_until(lambda: not any(is_there(server.url, one.kernel) for one in guides), "their guides have ended")


def test_when_the_last_has_come_all_leave_however_long_they_would_have_stayed():
    found = Crowd(NOWHERE, Plan(live=1, seconds=30, stay=3_000))
    assert found.closing(Guest(found).chance) <= found.began + 30 + crowds.LEAVING


def test_a_server_that_is_not_there_is_counted_at_each_visit():
    found = crowd(NOWHERE)
    assert set(found.errors) == {"book: ConnectionRefusedError"}
    assert found.errors.total() > FEW.readers


@pytest.mark.parametrize(
    ("odd", "error"),
    [
        (answer(500), "book: status 500"),
        (None, "book: "),
        (b"", "book: "),
        (b"hallo\r\n\r\n", "book: "),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nkort", "book: "),
        (answer(200, b"<!DOCTYPE html><p>naslag", Etag='"a"'), "book: not whole"),
    ],
)
def test_what_is_no_book_is_an_error(odd, error, monkeypatch):
    monkeypatch.setattr(Reader, "network_timeout", 0.2)
    errors = crowd_at(lambda _: odd, replace(FEW, live=0)).errors
    assert errors
    assert all(one.startswith(error) for one in errors)


@pytest.mark.parametrize("headers", [{}, {"Retry_After": "0.2"}])
def test_a_server_that_is_full_is_no_error_and_who_is_told_when_asks_again(with_book, headers):
    found = crowd_at(with_book(answer(503, **headers)))
    again = found.counts["told that all places are taken"] - found.counts["visitors for the guide"]
    assert not found.errors
    assert again > 0 if headers else again == 0


@pytest.mark.parametrize(
    ("guide", "error"),
    [(answer(500), "guide page: status 500"), (answer(200, b"<p>niets"), "guide page: no widgets")],
)
def test_a_guide_that_fails_is_an_error(with_book, guide, error):
    assert set(crowd_at(with_book(guide)).errors) == {error}


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
    one, same, other = (Guest(Crowd(NOWHERE, Plan(seed=seed))).chance.random() for seed in (1, 1, 2))
    assert one == same != other


def test_a_crowd_that_gets_no_answer_is_sent_home(monkeypatch):
    monkeypatch.setattr(crowds, "GRACE", 0.1)
    monkeypatch.setattr(Crowd, "first_look", lambda _: None)
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
    cookie = answer(200, b"{}", Set_Cookie="place=a; Path=/")
    with serving(lambda _: cookie) as url:
        guest = Guest(Crowd(url, FEW))
        for _ in range(2):
            guest.ask("news", "/news", read=lambda one: heard.append(one.request.headers.get("cookie")))
    assert (heard, guest.cookie) == ([None, "place=a"], "place=a")
