"""The pages that a stranger may see: where to log in, and where one has logged out."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.login import LoginFormHandler
from jupyter_server.auth.logout import LogoutHandler
from jupyter_server.base.handlers import JupyterHandler

from . import headers, shell
from .discreet import Discreet
from .errors import OTHERWISE
from .gate import LOGIN
from .welcome import Welcome

TROUBLE = {
    HTTPStatus.UNAUTHORIZED: "Dit token of wachtwoord klopt niet. Probeer het nog eens.",
    HTTPStatus.FORBIDDEN: "Dit formulier was verlopen. Probeer het nog eens.",
    HTTPStatus.TOO_MANY_REQUESTS: "Er is te vaak iets verkeerds ingevuld. Wacht een minuut.",
}


class LoginForm(Discreet, JupyterHandler):
    """Shows the form to log in with, and what is wrong with what was filled in."""

    def initialize(self, welcome: Welcome) -> None:
        """Take what the page says."""
        self.welcome = welcome

    def get_current_user(self) -> None:  # type: ignore[override]  # Jupyter says that it is text
        """Know nobody, where something was refused before it was looked up who asks."""

    def set_default_headers(self) -> None:
        """Set the headers of a page that is for one person, at one moment."""
        super().set_default_headers()
        # Without any referrer, a browser does not say either that the form comes from us.
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("Cache-Control", "no-store")

    def set_cookie(self, name: str, value: str | bytes, *given: Any, **options: Any) -> None:
        """Set a cookie; over HTTPS one that no browser sends without it."""
        if self.request.protocol == "https":
            options["secure"] = True
        super().set_cookie(name, value, *given, **options)

    def show(self, trouble: str = "", said: str = "") -> None:
        """Finish with the form."""
        # What Tornado refuses to read would be refused here too, while showing that it was.
        after = self.request.arguments.get("next", [b""])[-1].decode(errors="replace")
        address = f"{LOGIN}?{urlencode({'next': after})}" if after else LOGIN
        html = shell.login_page(self.welcome, self.xsrf_token.decode(), address, trouble, said)
        headers.apply_to_page(self, headers.content_policy(html, forms="'self'"))
        self.finish(html)

    def write_error(self, status_code: int, **_: Any) -> None:
        """Show the form once more, with what was wrong."""
        self.show(trouble=TROUBLE.get(HTTPStatus(status_code), ". ".join(OTHERWISE)))


class Login(LoginForm, LoginFormHandler):
    """Jupyter's login, with a page of our own."""

    def _render(self, message: dict[str, str] | None = None) -> None:
        self.show(trouble=TROUBLE[HTTPStatus.UNAUTHORIZED] if message else "")


class Logout(LoginForm, LogoutHandler):
    """Jupyter's logout, which leaves the form to log in again."""

    @allow_unauthenticated
    def get(self) -> None:
        """Log out."""
        self.identity_provider.clear_login_cookie(self)
        self.show(said=self.welcome.left)
