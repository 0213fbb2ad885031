"""The address of the case log, at the real server: what is a case is kept, whatever else is sent is not."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from ehbi.store import LoggedCase as Walk
from ehbi.store import Store
from ehbi.store import case_log as walks
from ehbi.store.case_log import hour

from .visiting import ask, tell, wait_until

STEPS = ["reset-mail", "mail-zoeken"]
CASE = {"steps": STEPS, "back": []}
MANY = 50


class Log:
    """The log of the shared server, from the start of a test on."""

    def __init__(self, server, store):
        self.server, self.store = server, store
        self.before = len(walks.kept(store))

    def post(self, data, **headers):
        return tell(self.server.url, "/log", data, **headers).status

    def kept(self):
        return walks.kept(self.store)[self.before :]

    def waits_for(self, number):
        wait_until(lambda: len(self.kept()) >= number, f"{number} cases are kept")
        return self.kept()


@pytest.fixture
def log(server):
    store = Store.open(server.database)
    yield Log(server, store)
    store.close()


def test_a_case_is_kept_with_its_outcome_and_the_hour(log):
    steps = [*STEPS, "mail-opnieuw", "kb-tijdelijk-wachtwoord"]
    before = hour()
    assert log.post({"steps": steps, "back": ["ander-adres"]}) == 204
    (kept,) = log.waits_for(1)
    assert kept in {
        Walk(at, tuple(steps), ("ander-adres",), "kb-tijdelijk-wachtwoord") for at in (before, hour())
    }


def test_a_case_that_was_left_has_no_outcome(log):
    assert log.post(CASE) == 204
    assert log.waits_for(1)[0].outcome is None


def test_fifty_cases_at_once_are_all_kept(log):
    together = Barrier(MANY)

    def post(number):
        together.wait()
        return log.post({"steps": STEPS, "back": ["mail-zoeken"] * number})

    with ThreadPoolExecutor(MANY) as pool:
        assert list(pool.map(post, range(MANY))) == [204] * MANY
    assert sorted(len(one.back) for one in log.waits_for(MANY)) == list(range(MANY))


def test_nothing_of_whoever_sent_it_is_kept_or_told(log):
    said = len(log.server.log)
    marks = {name: f"merkteken-{name}" for name in ("User_Agent", "Referer", "Cookie", "X_Forwarded_For")}
    answer = tell(log.server.url, "/log", CASE, **marks)
    log.waits_for(1)
    folder = Path(log.server.database.removeprefix("sqlite:///")).parent
    raw = b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())
    assert b"mail-zoeken" in raw
    assert b"merkteken" not in raw
    assert b"127.0.0.1" not in raw
    assert "Set-Cookie" not in answer.headers
    assert (answer.body, log.server.log[said:]) == (b"", [])


REFUSED = {
    "nothing": b"",
    "no JSON": b"{steps: [",
    "no text": b"\xff\xfe\x00",
    "deep": b"[" * 10_000,
    "long number": b"1" * 10_000,
    "large": json.dumps(CASE | {"steps": STEPS * 1000}).encode(),
    "null": b"null",
    "a text": b'"reset-mail"',
    "a list": b'["reset-mail"]',
    "nothing said": b"{}",
    "no way back": b'{"steps": ["reset-mail"]}',
    "steps in one text": b'{"steps": "reset-mail", "back": []}',
    "steps by name": b'{"steps": {"0": "reset-mail"}, "back": []}',
    "numbers": b'{"steps": [1, 2], "back": []}',
    "lists": b'{"steps": [["reset-mail"]], "back": []}',
    "half a character": b'{"steps": ["reset-mail"], "back": ["\\ud800"]}',
    "something more": b'{"steps": ["reset-mail"], "back": [], "name": "Jan"}',
    "no steps": b'{"steps": [], "back": []}',
    "unknown step": b'{"steps": ["reset-mail", "nergens"], "back": []}',
    "unknown step back": b'{"steps": ["reset-mail"], "back": ["nergens"]}',
    "no start": b'{"steps": ["mail-zoeken"], "back": []}',
    "the wrong way": b'{"steps": ["reset-mail", "reset-mail"], "back": []}',
    "a step left out": b'{"steps": ["reset-mail", "mail-opnieuw"], "back": []}',
    "past the outcome": b'{"steps": ["geen-rechten", "geen-toegang", "kb-navragen"], "back": []}',
    "too often back": json.dumps(CASE | {"back": ["mail-zoeken"] * 101}).encode(),
}


def assert_nothing_is_kept(log):
    """What is kept is kept in order: once this case is there, none before it was taken."""
    assert log.post(CASE | {"back": STEPS}) == 204
    assert [list(one.back) for one in log.waits_for(1)] == [STEPS]


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED)
def test_what_is_no_case_is_refused_and_not_kept(log, body):
    said = len(log.server.log)
    answer = ask(log.server.url, "/log", "POST", body, Content_Type="application/json")
    assert answer.status == 400
    assert set(json.loads(answer.body)) == {"message"}
    assert_nothing_is_kept(log)
    assert log.server.log[said:] == []


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_what_a_page_elsewhere_could_send_is_refused_and_not_kept(log, kind):
    body = json.dumps(CASE).encode()
    assert ask(log.server.url, "/log", "POST", body, Content_Type=kind).status == 415
    assert_nothing_is_kept(log)


def test_the_log_cannot_be_read_by_visitors(server):
    assert ask(server.url, "/log").status == 405
