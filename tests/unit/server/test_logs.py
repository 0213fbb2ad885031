"""An error is one line in the log, with nothing of who asked for what."""

from __future__ import annotations

import asyncio
import logging

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPClientError
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError

from ehbi.server.http.handlers import ErrorsAsJson, ErrorsAsPage
from ehbi.server.http.limits import Connections
from ehbi.server.logs import OneLine, where

NAME = "mevrouw-jansen"


class Wrong(ErrorsAsJson):
    def get(self):
        raise ValueError(self.get_argument("text"))


class WrongPage(ErrorsAsPage):
    def get(self):
        raise ValueError(self.get_argument("text"))


class TheirMistake(ErrorsAsJson):
    def get(self):
        raise HTTPError(400, self.get_argument("text"))


@pytest.fixture
def printed(caplog):
    """What the process prints of what is told."""
    caplog.set_level(logging.INFO)
    return lambda: [OneLine().format(record) for record in caplog.records if record.levelno > logging.INFO]


def ask(path):
    async def asking():
        (socket,) = bind_sockets(0, "127.0.0.1")
        server = Connections(
            Application(
                [("/wrong", Wrong), ("/page", WrongPage), ("/their", TheirMistake)], log_function=print
            )
        )
        server.add_sockets([socket])
        url = f"http://127.0.0.1:{socket.getsockname()[1]}{path}?text={NAME}"
        with pytest.raises(HTTPClientError) as caught:
            await AsyncHTTPClient().fetch(url)
        server.stop()
        return caught.value

    return asyncio.run(asking())


@pytest.mark.parametrize("path", ["/wrong", "/page"])
def test_an_error_of_ours_says_what_and_where_but_not_who_and_why(path, printed):
    assert ask(path).code == 500
    (line,) = printed()
    assert "ValueError" in line
    assert "regel" in line
    assert "\n" not in line
    assert not any(word in line for word in (NAME, "127.0.0.1", path, "Traceback"))


def test_what_a_visitor_did_wrong_is_nobody_elses_business(printed):
    assert ask("/their").code == 400
    assert [line for line in printed() if NAME in line] == []


def test_what_others_tell_is_one_line_too():
    error = ValueError(NAME)
    told = (type(error), error, None)
    record = logging.LogRecord("asyncio", logging.ERROR, "", 0, f"Task failed\nfuture: {NAME}", (), told)
    assert OneLine().format(record) == "Task failed (ValueError)"


def test_an_error_is_told_by_its_kind_and_place_without_what_it_says():
    assert where(ValueError(NAME)) == "ValueError"
    with pytest.raises(KeyError) as caught:
        dict[str, str]()[NAME]
    assert where(caught.value).startswith("KeyError in test_logs.py, regel ")
