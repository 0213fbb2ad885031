"""The pages that a stranger may see: where to log in, and where one logs out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler

from ..http import headers
from ..http.handlers import OTHERWISE, Handler, style, templates
from .identity import LOGIN, LOGOUT


@dataclass(frozen=True, slots=True)
class LoginText:
    """What the page to log in with says: each server has its own people."""

    title: str
    starter: str  # who started the server, and so can tell the token
    command: str  # in whose window the token stands
    left: str  # said to who has logged out
    others: str = ""  # where somebody belongs who needs no key


MANAGERS = LoginText(
    title="Inloggen voor beheer",
    starter="wie dit beheer heeft gestart",
    command="ehbi edit",
    left="Je bent uitgelogd. Je concept is bewaard.",
)
PHONES = "/stem"
PRESENTERS = LoginText(
    title="Inloggen voor de dia’s",
    starter="wie deze workshop heeft gestart",
    command="ehbi present",
    left="Je bent uitgelogd. Wat de zaal koos, blijft tot de workshop stopt.",
    others=PHONES,
)


TROUBLE = {
    HTTPStatus.UNAUTHORIZED: "Dit token of wachtwoord klopt niet. Probeer het nog eens.",
    HTTPStatus.FORBIDDEN: "Dit formulier was verlopen. Probeer het nog eens.",
    HTTPStatus.TOO_MANY_REQUESTS: "Er is te vaak iets verkeerds ingevuld. Wacht een minuut.",
}
_PATH = re.compile(r"/(?!/)[!-\[\]-~]*")
"""A path here: visible ASCII but for the backslash, which browsers take for another slash."""


class LoginForm(Handler, JupyterHandler):
    """Shows the form to log in with, and what is wrong with what was filled in."""

    text: LoginText

    def get_current_user(self) -> None:  # type: ignore[override]  # Jupyter says that it is text
        """Know nobody, where something was refused before it was looked up who asks."""

    def set_default_headers(self) -> None:
        """Set the headers of a page that is for one person, at one moment."""
        super().set_default_headers()
        headers.name_sender(self)
        self.set_header("Cache-Control", "no-store")

    @property
    def after(self) -> str:
        """Where to go once somebody is logged in."""
        # What Tornado refuses to read would be refused here too, while showing that it was.
        return safe_path(self.request.arguments.get("next", [b""])[-1].decode(errors="replace"))

    def show(self, trouble: str = "", said: str = "") -> None:
        """Finish with the form."""
        address = f"{LOGIN}?{urlencode({'next': self.after})}"
        self.show_page("login", welcome=self.text, address=address, trouble=trouble, said=said)

    def show_page(self, name: str, **given: Any) -> None:
        """Finish with a page that has a form, which shows that it comes from us."""
        template = templates.get_template(f"{name}.html.j2")
        headers.apply_to_page(self, headers.content_policy(forms="'self'"))
        self.finish(template.render(given, xsrf=self.xsrf_token.decode(), style=style("shell.css")))

    def write_error(self, status_code: int, **_: Any) -> None:
        """Show the form once more, with what was wrong."""
        self.show(trouble=TROUBLE.get(HTTPStatus(status_code), ". ".join(OTHERWISE)))


class Login(LoginForm):
    """Lets in who fills in the token or password."""

    @allow_unauthenticated
    def get(self) -> None:
        """Show the form, or go on when that is not needed."""
        if self.current_user:
            self.redirect(self.after)
        else:
            self.show()

    @allow_unauthenticated
    def post(self) -> None:
        """Begin a session and go on; or show what was wrong."""
        user = self.identity_provider.process_login_form(self)
        if user is None:
            self.set_status(HTTPStatus.UNAUTHORIZED)
            self.show(trouble=TROUBLE[HTTPStatus.UNAUTHORIZED])
            return
        self.identity_provider.set_login_cookie(self, user)
        self.redirect(self.after)


class Logout(LoginForm):
    """Ends a session; only who presses a button of ours logs out."""

    @allow_unauthenticated
    def get(self) -> None:
        """Show the button, or to who is logged out where to log in again."""
        if self.current_user:
            self.show_page("logout", address=LOGOUT)
        else:
            self.show(said=self.text.left)

    @allow_unauthenticated
    def post(self) -> None:
        """End the session, here and in the browser."""
        self.identity_provider.clear_login_cookie(self)
        self.redirect(LOGOUT, status=HTTPStatus.SEE_OTHER)


def safe_path(text: str) -> str:
    """Return a path on this server as it was asked for; for anything else, where the server begins."""
    return text if _PATH.fullmatch(text) else "/"
