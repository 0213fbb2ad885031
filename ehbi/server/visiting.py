"""Serve the staff page."""

from __future__ import annotations

from typing import Any

from .. import book
from ..handbook import Handbook
from ..store import retention
from . import launch, places, room, warmer
from .app import MakePage, Visitors, modules
from .assets import Assets
from .config import voila_config
from .keeper import Keeper
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
    each = room.FORKED if warmer.CAN_FORK else room.ORDINARY
    own = {"visitors": room.visitors(room.memory(), each), "environment": ENVIRONMENT}
    site = Site(places.notebook("handboek.ipynb"), database, **{**own, **fields})
    run(_book, site.with_forks() if warmer.CAN_FORK else site)


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

    def app() -> Visitors:
        # As the instance, its log is also that of the parts of Voilà that have no other.
        made: Visitors = Visitors.instance(
            page,
            Keeper(site.database),
            before,
            config=voila_config(site),
            notebook_path=str(site.notebook),
        )
        return made

    launch.run(app, site, on_ready)


def _book(handbook: Handbook, assets: Assets) -> str:
    return book.page(handbook, assets.boot, modules(assets))
