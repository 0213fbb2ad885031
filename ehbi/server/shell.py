"""What stands around the managers' notebooks, on the screen before a kernel is there."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined
from markupsafe import Markup

from .. import book
from . import headers, places
from .assets import Assets
from .gate import LOGOUT, LeadsToLogin
from .pages import Page, Whole
from .welcome import Welcome

XSRF = secrets.token_hex(16)
"""Stands in a page where each visitor's own token comes; no text of a handbook can be the same."""
STYLE = Markup(book.CARD_CSS + (places.TEMPLATES / "shell.css").read_text(encoding="utf-8"))  # noqa: S704
PHONE_STYLE = Markup(book.CARD_CSS + (places.TEMPLATES / "phone.css").read_text(encoding="utf-8"))  # noqa: S704
_templates = Environment(
    loader=ChoiceLoader([FileSystemLoader(places.TEMPLATES), PackageLoader("ehbi.book")]),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Room:
    """A notebook as a page of the managers.

    Parameters
    ----------
    path
        Its address.
    label
        What it is called on the screen.
    notebook
        Name of the notebook.
    opening
        What is said while its kernel starts.
    kept
        What is said about the manager's work when the connection is lost.
    """

    path: str
    label: str
    notebook: str
    opening: str
    kept: str

    @property
    def source(self) -> str:
        """Where its script asks for the notebook's outputs."""
        return f"/guide{self.path}".rstrip("/")


ROOMS = (
    Room(
        "/",
        "Beheer",
        "beheer.ipynb",
        "Je concept wordt geopend…",
        "Je concept is bewaard tot en met je laatste wijziging.",
    ),
    Room("/verkennen", "Verkennen", "verkennen.ipynb", "De cijfers worden geteld…", ""),
)


class Shell(Whole, LeadsToLogin):
    """The page of a room; a token leaves the address as soon as it has let somebody in."""

    caching = "no-store"

    def initialize(self, page: Page) -> None:
        """Take the page."""
        self.page = page

    def get(self) -> None:
        """Answer with the page, with in its form to log out what shows that it comes from us."""
        if "token" in self.request.arguments:
            self.redirect(self.request.path)
            return
        headers.apply_to_page(self, self.page.policy, self.page.uses)
        headers.name_sender(self)
        self.set_header("Cache-Control", self.caching)
        self.finish(self.page.plain.replace(XSRF.encode(), self.xsrf_token))

    head = get

    def compute_etag(self) -> None:
        """Leave the etag out: no two pages are the same."""


def room_page(room: Room, title: str, assets: Assets) -> str:
    """Return the page of a room.

    Parameters
    ----------
    room
        Which.
    title
        Of the handbook.
    assets
        Has its scripts.
    """
    scripts = [assets.url("ehbi/shell.js"), *assets.boot]
    template = _templates.get_template("room.html.j2")
    own = {"room": room, "rooms": ROOMS, "title": title, "scripts": scripts, "style": STYLE}
    return template.render(own, leave=LOGOUT, xsrf=XSRF)


def phone_page(title: str, assets: Assets) -> str:
    """Return the page for the phones in a room.

    Parameters
    ----------
    title
        Of the handbook.
    assets
        Has its script.
    """
    template = _templates.get_template("phone.html.j2")
    return template.render(title=title, script=assets.url("ehbi/phone.js"), style=PHONE_STYLE)


def login_page(welcome: Welcome, xsrf: str, address: str, trouble: str = "", said: str = "") -> str:
    """Return the page to log in with.

    Parameters
    ----------
    welcome
        What it says on this server.
    xsrf
        Shows that the form comes from us.
    address
        Where the form goes.
    trouble, said
        What was wrong with what was filled in, and what else there is to say; both may be empty.
    """
    template = _templates.get_template("login.html.j2")
    return template.render(
        welcome=welcome, xsrf=xsrf, address=address, trouble=trouble, said=said, style=STYLE
    )


def logout_page(xsrf: str) -> str:
    """Return the page to log out with, for who came there by its address."""
    return _templates.get_template("logout.html.j2").render(xsrf=xsrf, address=LOGOUT, style=STYLE)
