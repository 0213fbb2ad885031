"""Come to a server that asks for a key, without a browser: as a stranger, or as somebody who has it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlencode

import ehbi
from ehbi.server.http.assets import Assets
from ehbi.server.managers import KeyServer
from ehbi.server.site import Site
from tests.serving import Server, running

from .visiting import Answer, ask

Made = TypeVar("Made", bound=KeyServer)

XSRF = "_xsrf_beheer"
XSRF_WORKSHOP = "_xsrf_workshop"


class Lodge:
    """A server that asks for a key, seen from outside."""

    def __init__(self, server: Server, xsrf: str) -> None:
        self.server, self.xsrf = server, xsrf
        self.url, _, query = server.url.partition("?")
        self.token = query.removeprefix("token=")

    def form(self) -> tuple[str, str]:
        """Return what the login form holds against forgery, and the cookie that goes with it."""
        page = ask(self.url, "/login")
        found = re.search(r'name="_xsrf" value="([^"]+)"', page.text)
        assert found, page.text
        return found[1], cookie(page, self.xsrf)

    def come(self) -> str:
        """Come in with the token, and return the cookie of the session."""
        return cookie(ask(self.url, f"/?token={self.token}"), "username")

    def log_out(self, key: str) -> Answer:
        """Press the button to log out that the first page has."""
        page = ask(self.url, "/", Cookie=key)
        found = re.search(r'action="/logout">\s*<input type="hidden" name="_xsrf" value="([^"]+)"', page.text)
        assert found, page.text
        given = f"{key}; {cookie(page, self.xsrf)}"
        kind = "application/x-www-form-urlencoded"
        return ask(self.url, "/logout", "POST", f"_xsrf={found[1]}".encode(), Cookie=given, Content_Type=kind)

    def log_in(self, password: str, path: str = "/login", xsrf: tuple[str, str] | None = None) -> Answer:
        """Send the login form."""
        value, given = xsrf or self.form()
        body = urlencode({"password": password, "_xsrf": value}).encode()
        kind = "application/x-www-form-urlencoded"
        return ask(self.url, path, "POST", body, Cookie=given, Content_Type=kind)


def cookie(answer: Answer, name: str) -> str:
    """Return a cookie that was set, as it is sent back; empty when it was not.

    Over HTTPS its name begins with what keeps other hosts from setting it.
    """
    jar = SimpleCookie()
    for line in answer.headers.get_all("Set-Cookie") or ():
        jar.load(line)
    ours = ((key, morsel) for key, morsel in jar.items() if key.removeprefix("__Host-").startswith(name))
    return next((f"{key}={morsel.coded_value}" for key, morsel in ours), "")


@contextmanager
def lodge(*arguments: str, real: bool = False, **environment: str) -> Iterator[Lodge]:
    """Run ``ehbi edit``."""
    with running(_command("edit", *arguments), environment, real=real) as server:
        yield Lodge(server, XSRF)


@contextmanager
def stage(*arguments: str, **environment: str) -> Iterator[Lodge]:
    """Run ``ehbi present``."""
    with running(_command("present", *arguments), environment) as server:
        yield Lodge(server, XSRF_WORKSHOP)


def unstarted(kind: type[Made]) -> Made:
    """Return a server that has nothing but what its addresses need."""
    app = object.__new__(kind)
    handbook = ehbi.load()
    nothing = dict.fromkeys(("guests", "stopping", "workshop", "database"))
    own = {"handbook": handbook, "title": handbook.title, "join": "", "assets": Assets({}), **nothing}
    app.__dict__.update(own, site=Site(Path("x"), ""), known={}, minutes=0)
    return app


def _command(name: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "ehbi.cli", name, "--port", "0", *arguments]
