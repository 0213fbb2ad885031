"""Who comes in at the managers' server: whoever has its key, and nobody else at any address."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from jupyter_server.auth.identity import PasswordIdentityProvider, User
from jupyter_server.base.handlers import JupyterHandler
from tornado.web import HTTPError, RequestHandler

from .attempts import Attempts

LOGIN, LOGOUT = "/login", "/logout"


class Managers(PasswordIdentityProvider):
    """Jupyter's own login, which cannot be switched off here, and not be guessed."""

    auth_enabled = True
    allow_password_change = False

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.attempts = Attempts()

    def process_login_form(self, handler: RequestHandler) -> User | None:
        """Return who the form lets in; None for a wrong token or password."""
        self._stop_guessing(handler)
        user: User | None = super().process_login_form(handler)
        if user is None:
            self.attempts.was_wrong(_who(handler))
        return user

    async def get_user_token(self, handler: RequestHandler) -> User | None:
        """Return who a token in the address or header lets in."""
        if not self.get_token(handler) or self.get_user_cookie(handler):
            return await super().get_user_token(handler)
        self._stop_guessing(handler)
        user: User | None = await super().get_user_token(handler)
        if user is None:
            self.attempts.was_wrong(_who(handler))
        return user

    def _stop_guessing(self, handler: RequestHandler) -> None:
        if self.attempts.are_too_many(_who(handler)):
            raise HTTPError(HTTPStatus.TOO_MANY_REQUESTS)


def _who(handler: RequestHandler) -> str:
    return str(handler.request.remote_ip)


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
