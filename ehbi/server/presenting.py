"""Serve the slides for a workshop."""

from __future__ import annotations

from typing import Any

from .. import book, profiles
from .. import places as own
from ..published import published
from . import keys, launch, places
from .presenter import NOTEBOOK, PresenterServer
from .site import Site

GUIDES = 12
"""How many guides may run at the same time: one for each page with the slides, also those just closed."""
PATIENCE = 10
"""Seconds within which a page must connect to its guide: who loads the slides anew leaves one behind."""
A_DAY = 86_400


def present(
    database: str,
    host: str = "127.0.0.1",
    port: int = 8870,
    on_ready: launch.Say = launch.say,
    **fields: Any,
) -> None:
    """Serve the slides until the process is told to stop; then what the room chose is forgotten.

    Parameters
    ----------
    database
        Address of the database with the handbook; votes are kept there as long as the workshop lasts.
    host, port
        Where to answer; phones in the room must be able to reach it. Port 0 lets the system choose.
    on_ready
        Is told in one line where the slides are, with a new token.
    **fields
        What else there is to say of a :class:`~ehbi.server.site.Site`: ``host_names``.

    Raises
    ------
    ehbi.server.keys.LockError
        Nobody could get in, or everybody could.
    ehbi.server.launch.PortError
        The port is taken.
    ehbi.store.StoreError
        The database is there, but cannot be used.
    """
    key = keys.find_key(own.password())
    database = own.settled(database)
    handbook = profiles.local(published(database))
    site = Site(
        places.notebook(NOTEBOOK),
        database,
        host,
        port,
        visitors=GUIDES,
        patience=PATIENCE,
        idle=A_DAY,
        environment={own.DATABASE: database, book.IN_PAGE: "1"},
        **fields,
    )

    launch.run(lambda: PresenterServer(site, key, handbook), site, on_ready)
