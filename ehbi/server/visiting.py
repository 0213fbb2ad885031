"""Serve the staff page."""

from __future__ import annotations

from typing import Any

from .. import book
from ..handbook import Handbook
from ..store import retention
from . import launch, places, room
from .app import MakePage, Visitors, modules
from .assets import Assets
from .route import prefix
from .site import Site

ENVIRONMENT = {book.IN_PAGE: "1"}


def serve(database: str, **fields: Any) -> None:
    """Serve the staff page until the process is told to stop.

    Parameters
    ----------
    database
        Address of the database in which things are kept; the page works without it too.
    **fields
        What else there is to say of a :class:`~ehbi.server.site.Site`; above all ``host`` and ``port``.

    Raises
    ------
    ehbi.server.route.RouteError
        The name of the server cannot be one.
    ehbi.server.launch.PortError
        The port is taken.
    """
    retention.rules()  # what somebody wrote wrongly is told now, and not each hour
    own = {"visitors": room.visitors(room.memory()), "environment": ENVIRONMENT}
    run(_book, Site(places.notebook("handboek.ipynb"), database, **{**own, **fields}))


def run(page: MakePage, site: Site, on_ready: launch.Say = launch.say) -> None:
    """Serve any site with any page for the book; see :func:`serve`.

    Parameters
    ----------
    page
        Makes the book's page of a handbook; the scripts it loads are among these assets.
    site
        Where, and to how many; whoever comes after them has the book.
    on_ready
        Is told in one line where the page is, once it answers.
    """
    before = prefix(site.route)

    launch.run(lambda: Visitors(site, page, before), site, on_ready)


def _book(handbook: Handbook, assets: Assets) -> str:
    return book.page(handbook, assets.boot, modules(assets))
