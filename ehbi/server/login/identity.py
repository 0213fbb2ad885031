"""Who comes in at the managers' server: whoever has its key, and nobody else at any address.

Who is logged in is known here and nowhere else, so that logging out ends it, and so does a restart.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from http import HTTPStatus
from ipaddress import ip_address, ip_network
from typing import Any
from urllib.parse import urlencode

from jupyter_server.auth.identity import PasswordIdentityProvider, User
from jupyter_server.base.handlers import JupyterHandler
from tornado.web import HTTPError, RequestHandler

from ..http.headers import from_elsewhere
from ..http.limits import RateLimits

Close = Callable[[], object]

IDLE = 8 * 3600.0
"""Seconds without a sign of whoever is logged in, after which they are not any more: a working day."""
LONGEST = 24 * 3600.0
"""Seconds after which they must log in again in any case."""
MOST = 256
"""Sessions at the same time; one more ends the one that was not used for longest."""
BYTES = 32
"""Of what a session is known by."""
LOGIN, LOGOUT = "/login", "/logout"
KEPT_TO_US: dict[str, Any] = {"path": "/", "httponly": True, "samesite": "Lax"}
"""How a cookie is set that no script reads, and that no page of another site has sent along."""
MOST_WRONG, WITHIN = 10, 60.0
"""Wrong tokens and passwords from one address, and the seconds in which it may have so many again."""
REMEMBERED = 1_000
"""Addresses; who comes from more than that is not stopped by counting."""
NEIGHBOURS = 64
"""Bits of an IPv6 address that one subscriber has; the rest they choose as they like."""


class Session:
    """Somebody who is logged in, with what is open for as long as they are."""

    def __init__(self, who: User, clock: Callable[[], float] = time.monotonic) -> None:
        self.who, self._clock = who, clock
        self._began = self.heard = clock()
        self._open: set[Close] = set()
        self._ended = False

    @property
    def is_over(self) -> bool:
        """Whether it has ended, or should have."""
        now = self._clock()
        return self._ended or now - self.heard >= IDLE or now - self._began >= LONGEST

    def hear(self) -> bool:
        """Know that it is used, and return whether it still may be; if not, end it."""
        if self.is_over:
            self.end()
            return False
        self.heard = self._clock()
        return True

    def hold(self, close: Close) -> None:
        """Close this too when the session ends; at once when it has."""
        if self.is_over:
            close()
        else:
            self._open.add(close)

    def release(self, close: Close) -> None:
        """Forget what has closed by itself."""
        self._open.discard(close)

    def end(self) -> None:
        """End it, and close what is open; this may be said twice."""
        self._ended = True
        while self._open:
            self._open.pop()()


class Sessions:
    """All who are logged in, by a secret that only their browser has."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._sessions: dict[bytes, Session] = {}

    def __len__(self) -> int:
        return len(self._sessions)

    def begin(self, who: User) -> str:
        """Let somebody be logged in, and return the secret by which they are known."""
        self._clear()
        secret = secrets.token_urlsafe(BYTES)
        self._sessions[_known_by(secret)] = Session(who, self._clock)
        return secret

    def find(self, secret: str) -> Session | None:
        """Return the session with this secret, now that it is used; None when there is none any more."""
        session = self._sessions.get(_known_by(secret))
        if session is None or session.hear():
            return session
        self.end(secret)
        return None

    def end(self, secret: str) -> None:
        """End a session, if there is one with this secret."""
        session = self._sessions.pop(_known_by(secret), None)
        if session:
            session.end()

    def _clear(self) -> None:
        """End what is over, and make room for one more."""
        by_use = sorted(self._sessions.items(), key=lambda pair: pair[1].heard)
        spare = len(by_use) - MOST + 1
        for place, (key, session) in enumerate(by_use):
            if session.is_over or place < spare:
                session.end()
                del self._sessions[key]


def _known_by(secret: str) -> bytes:
    """Return the key of a session: how long it takes to look this up tells nothing of a secret."""
    return hashlib.sha256(secret.encode(errors="replace")).digest()


class KeyIdentity(PasswordIdentityProvider):
    """Jupyter's own login, which cannot be switched off or guessed here; with sessions of our own."""

    auth_enabled = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.wrong = RateLimits(MOST_WRONG / WITHIN, MOST_WRONG, REMEMBERED)
        self.sessions = Sessions()

    async def get_user(self, handler: RequestHandler) -> User | None:
        """Return who asks: by their session, and else by a token in the address or a header.

        Who is logged in is never kept out because of what others try from the same address.
        """
        secret = self._secret(handler)
        if session := self.sessions.find(secret):
            handler.session = session  # type: ignore[attr-defined]  # a websocket lives no longer
            return session.who
        if secret:
            self.clear_login_cookie(handler)
        return self._user_with_token(handler)

    def _secret(self, handler: RequestHandler) -> str:
        return handler.get_cookie(self.get_cookie_name(handler)) or ""

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
        if self.wrong.left(who) < 1:
            raise HTTPError(HTTPStatus.TOO_MANY_REQUESTS)
        if is_right():
            return self.generate_anonymous_user(handler)
        self.wrong.take(who)
        return None

    def _is_token(self, key: str) -> bool:
        same = secrets.compare_digest(key.encode(errors="replace"), self.token.encode())
        return same and bool(self.token)

    def _is_password(self, key: str) -> bool:
        return bool(self.hashed_password) and bool(self.passwd_check(key))  # type: ignore[no-untyped-call]

    def set_login_cookie(self, handler: RequestHandler, user: User) -> None:
        """Begin a session, in place of the one that there was; its cookie is gone with the browser."""
        self.sessions.end(self._secret(handler))
        handler.set_cookie(self.get_cookie_name(handler), self.sessions.begin(user), **KEPT_TO_US)

    def clear_login_cookie(self, handler: RequestHandler) -> None:
        """End the session, if there is one, and have the browser forget it."""
        self.sessions.end(self._secret(handler))
        handler.clear_cookie(self.get_cookie_name(handler), **KEPT_TO_US)

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


class LoginRequired(JupyterHandler):
    """Base of what scripts ask for: a stranger gets 403."""

    async def prepare(self) -> None:  # type: ignore[override]
        """Go on only for who is logged in."""
        await super().prepare(_redirect_to_login=False)

    def set_cors_headers(self) -> None:
        """Let no page of another site read along, also when it knows the token."""


class LoginRedirect(LoginRequired):
    """Base of pages: a stranger is led to the login, and from there back to the page."""

    def send_error(self, status_code: int = 500, **kwargs: Any) -> None:
        """Lead to the login instead of refusing."""
        if status_code == HTTPStatus.FORBIDDEN and not self.current_user:
            self.redirect(f"{LOGIN}?{urlencode({'next': self.request.path})}")
        else:
            super().send_error(status_code, **kwargs)
