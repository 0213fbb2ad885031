"""Come to the managers' server without a browser: as a stranger, or as somebody who has the key."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from tests.serving import Server, running

from .visiting import Answer, ask

COMMAND = [sys.executable, "-m", "ehbi.cli", "edit", "--port", "0"]
XSRF = "_xsrf_beheer"


class Lodge:
    """The managers' server, seen from outside."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.url, _, query = server.url.partition("?")
        self.token = query.removeprefix("token=")

    def form(self) -> tuple[str, str]:
        """Return what the login form holds against forgery, and the cookie that goes with it."""
        page = ask(self.url, "/login")
        found = re.search(r'name="_xsrf" value="([^"]+)"', page.text)
        assert found, page.text
        return found[1], cookie(page, XSRF)

    def log_in(self, password: str, path: str = "/login", xsrf: tuple[str, str] | None = None) -> Answer:
        """Send the login form."""
        value, given = xsrf or self.form()
        body = urlencode({"password": password, "_xsrf": value}).encode()
        kind = "application/x-www-form-urlencoded"
        return ask(self.url, path, "POST", body, Cookie=given, Content_Type=kind)


def cookie(answer: Answer, name: str) -> str:
    """Return a cookie that was set, as it is sent back; empty when it was not."""
    jar = SimpleCookie()
    for line in answer.headers.get_all("Set-Cookie") or ():
        jar.load(line)
    return next((f"{key}={morsel.coded_value}" for key, morsel in jar.items() if key.startswith(name)), "")


@contextmanager
def lodge(*arguments: str, **environment: str) -> Iterator[Lodge]:
    """Run ``ehbi edit``."""
    with running([*COMMAND, *arguments], environment) as server:
        yield Lodge(server)
