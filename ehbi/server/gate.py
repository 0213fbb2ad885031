"""Who comes in at the managers' server: whoever has its key, and nobody else at any address."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from http import HTTPStatus
from ipaddress import ip_address, ip_network
from typing import Any
from urllib.parse import urlencode

from jupyter_server.auth.identity import PasswordIdentityProvider, User
from jupyter_server.base.handlers import JupyterHandler
from tornado.web import HTTPError, RequestHandler

from .attempts import Attempts
from .incoming import from_elsewhere
from .sessions import Session, Sessions

LOGIN, LOGOUT = "/login", "/logout"
KEPT_TO_US: dict[str, Any] = {"path": "/", "httponly": True, "samesite": "Lax"}
"""How a cookie is set that no script reads, and that no page of another site has sent along."""
NEIGHBOURS = 64
"""Bits of an IPv6 address that one subscriber has; the rest they choose as they like."""


class Managers(PasswordIdentityProvider):
    """Jupyter's own login, which cannot be switched off or guessed here; with sessions of our own."""

    auth_enabled = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.attempts = Attempts()
        self.sessions: Sessions[User] = Sessions()

    async def get_user(self, handler: RequestHandler) -> User | None:
        """Return who asks: by their session, and else by a token in the address or a header.

        Who is logged in is never kept out because of what others try from the same address.
        """
        session = self.session(handler)
        if session:
            handler.session = session  # type: ignore[attr-defined]  # a websocket lives no longer
            return session.who
        if handler.get_cookie(self.get_cookie_name(handler)):
            self.clear_login_cookie(handler)
        return self._user_with_token(handler)

    def session(self, handler: RequestHandler) -> Session[User] | None:
        """Return the session that somebody who asks has, if any."""
        return self.sessions.find(handler.get_cookie(self.get_cookie_name(handler)) or "")

    def process_login_form(self, handler: RequestHandler) -> User | None:
        """Return who the form lets in; None for a wrong token or password."""
        key = handler.get_argument("password", "")
        return self._tried(handler, lambda: self._is_token(key) or self._is_password(key))

    def _user_with_token(self, handler: RequestHandler) -> User | None:
        # A picture on any site makes a browser ask for any address: that is nobody's attempt.
        token = "" if from_elsewhere(handler.request) else self.get_token(handler)
        user = self._tried(handler, lambda: self._is_token(token)) if token else None
        if user and "token" in handler.request.arguments:
            self.set_login_cookie(handler, user)
        elif user:
            # A script, which has no cookie that a page could borrow.
            handler._token_authenticated = True  # type: ignore[attr-defined]
        return user

    def _tried(self, handler: RequestHandler, is_right: Callable[[], bool]) -> User | None:
        who = _who(handler)
        if self.attempts.are_too_many(who):
            raise HTTPError(HTTPStatus.TOO_MANY_REQUESTS)
        if is_right():
            return self.generate_anonymous_user(handler)
        self.attempts.was_wrong(who)
        return None

    def _is_token(self, key: str) -> bool:
        same = secrets.compare_digest(key.encode(errors="replace"), self.token.encode())
        return same and bool(self.token)

    def _is_password(self, key: str) -> bool:
        return bool(self.hashed_password) and bool(self.passwd_check(key))  # type: ignore[no-untyped-call]

    def set_login_cookie(self, handler: RequestHandler, user: User) -> None:
        """Begin a session, in place of the one that there was; its cookie is gone with the browser."""
        name = self.get_cookie_name(handler)
        self.sessions.end(handler.get_cookie(name) or "")
        handler.set_cookie(name, self.sessions.begin(user), **KEPT_TO_US)

    def clear_login_cookie(self, handler: RequestHandler) -> None:
        """End the session, if there is one, and have the browser forget it."""
        name = self.get_cookie_name(handler)
        self.sessions.end(handler.get_cookie(name) or "")
        handler.clear_cookie(name, **KEPT_TO_US)

    def get_cookie_name(self, handler: RequestHandler) -> str:
        """Return the name of the cookie: one for each server; over HTTPS only this host can set it."""
        name = super().get_cookie_name(handler)
        return f"__Host-{name}" if handler.request.protocol == "https" else name


def _who(handler: RequestHandler) -> str:
    """Return the address of who tries, or the network of one who has many."""
    address = str(handler.request.remote_ip)
    if ":" not in address:
        return address
    plain = ip_address(address.partition("%")[0])
    return str(ip_network((plain, NEIGHBOURS), strict=False))


class RefusesStrangers(JupyterHandler):
    """Base of what scripts ask for: a stranger gets 403."""

    async def prepare(self) -> None:  # type: ignore[override]
        """Go on only for who is logged in."""
        await super().prepare(_redirect_to_login=False)

    def set_cors_headers(self) -> None:
        """Let no page of another site read along, also when it knows the token."""


class LeadsToLogin(RefusesStrangers):
    """Base of pages: a stranger is led to the login, and from there back to the page."""

    def send_error(self, status_code: int = 500, **kwargs: Any) -> None:
        """Lead to the login instead of refusing."""
        if status_code == HTTPStatus.FORBIDDEN and not self.current_user:
            self.redirect(f"{LOGIN}?{urlencode({'next': self.request.path})}")
        else:
            super().send_error(status_code, **kwargs)
