"""Coming in at the presenter's server and going: in its own words, with its own cookies."""

from __future__ import annotations

from http.cookies import SimpleCookie

import pytest

from .managing import XSRF, XSRF_WORKSHOP, cookie, lodge
from .visiting import ask

NAME = "username"


OF_MANAGERS = ("beheer", "concept", "ehbi edit")


@pytest.fixture(scope="module")
def gate():
    with lodge() as found:
        yield found


@pytest.fixture
def key(presenter):
    return cookie(ask(presenter.url, f"/?token={presenter.token}"), NAME)


class Jar:
    """The cookies of one browser; it sends them to every port of a machine."""

    def __init__(self):
        self.cookies = SimpleCookie()

    def ask(self, url, path, **asked):
        return self.keep(ask(url, path, Cookie=self.sent(), **asked))

    def sent(self):
        return "; ".join(f"{name}={morsel.coded_value}" for name, morsel in self.cookies.items())

    def keep(self, answer):
        for line in answer.headers.get_all("Set-Cookie") or ():
            self.cookies.load(line)
        return answer


def test_the_login_speaks_to_a_presenter_and_shows_the_room_its_way(presenter):
    page = ask(presenter.url, "/login").text
    assert "<h1>Inloggen voor de dia’s</h1>" in page
    assert "<code>ehbi present</code>" in page
    assert '<a href="/stem">' in page
    assert not [word for word in OF_MANAGERS if word in page]


def test_the_managers_login_still_speaks_to_managers_and_knows_no_room(gate):
    page = ask(gate.url, "/login").text
    left = ask(gate.url, "/logout").text
    assert "<h1>Inloggen voor beheer</h1>" in page
    assert "<code>ehbi edit</code>" in page
    assert "/stem" not in page
    assert "Je concept is bewaard." in left


def test_a_wrong_token_is_told_and_the_right_one_leads_to_the_slides(presenter):
    wrong = presenter.log_in("fout")
    assert (wrong.status, "klopt niet" in wrong.text, cookie(wrong, NAME)) == (401, True, "")
    right = presenter.log_in(presenter.token)
    assert (right.status, right.headers["Location"]) == (302, "/")
    assert "<section" in ask(presenter.url, "/", Cookie=cookie(right, NAME)).text


def test_whoever_logs_out_is_out_and_hears_what_becomes_of_the_votes(presenter, key):
    answer = presenter.log_out(key)
    assert (answer.status, answer.headers["Location"]) == (303, "/logout")
    assert cookie(answer, NAME) == f'{key.partition("=")[0]}=""'
    left = ask(presenter.url, "/logout").text
    assert "Je bent uitgelogd. Wat de zaal koos" in left
    assert not [word for word in OF_MANAGERS if word in left]
    assert ask(presenter.url, "/", Cookie=key).status == 302
    assert ask(presenter.url, "/zaal", Cookie=key).status == 403


def test_in_one_browser_managers_and_presenter_do_not_log_each_other_out(gate, presenter):
    browser = Jar()
    for server in (gate, presenter):
        browser.ask(server.url, f"/?token={server.token}")
        browser.ask(server.url, "/login")
    assert [browser.ask(server.url, "/").status for server in (gate, presenter)] == [200, 200]
    browser.keep(presenter.log_out(browser.sent()))
    assert [browser.ask(server.url, "/").status for server in (gate, presenter)] == [200, 302]


def test_the_login_forms_of_both_work_although_the_other_one_set_a_cookie_for_https_only(gate, presenter):
    """A browser lets nobody write over such a cookie from a page without HTTPS."""
    names = [cookie(ask(server.url, "/login"), "_xsrf") for server in (gate, presenter)]
    assert [name.partition("=")[0] for name in names] == [XSRF, XSRF_WORKSHOP]
