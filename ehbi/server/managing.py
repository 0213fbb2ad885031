"""Serve the managers' pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .. import places as own
from . import keys, launch, places, shell
from .manager import ManagersServer
from .site import Site

MANAGERS = 8
"""How many may be at work at the same time."""
AN_ANSWER = 120.0
"""Seconds in which an edit must be dealt with, also of a very large handbook."""
A_DAY, AN_HOUR = 86_400, 3_600
"""Seconds that a page may be left alone, and the same when another manager cannot get in."""


def edit(
    database: str,
    host: str = "127.0.0.1",
    port: int = 8867,
    on_ready: launch.Say = launch.say,
    **fields: Any,
) -> None:
    """Serve the managers' pages until the process is told to stop.

    Parameters
    ----------
    database
        Address of the database that they write to.
    host, port
        Where to answer; port 0 lets the system choose one that is free.
    on_ready
        Is told in one line where the page is, with a new token if that is what opens it.
    **fields
        What else there is to say of a :class:`~ehbi.server.site.Site`: ``proxies``, ``host_names``.

    Raises
    ------
    ehbi.server.keys.LockError
        Nobody could get in, or everybody could.
    ehbi.server.launch.PortError
        The port is taken.
    """
    key = keys.find_key(own.password())
    database = own.settled(database)
    environment = {own.DATABASE: database, own.SHARED: "1"}
    site = Site(
        places.notebook(shell.ROOMS[0].notebook),
        database,
        host,
        port,
        visitors=MANAGERS,
        idle=A_DAY,
        spare=AN_HOUR,
        environment=environment,
        alone=True,
        answers=AN_ANSWER,
        **fields,
    )

    launch.run(lambda: ManagersServer(site, key), site, on_ready)


def choose_password(password: str) -> Path:
    """Have a password open the managers' pages from now on, and return where it is kept.

    Raises
    ------
    ehbi.server.keys.LockError
        It is too short, or cannot be kept.
    """
    keys.keep_password(password, own.password())
    return own.password()
