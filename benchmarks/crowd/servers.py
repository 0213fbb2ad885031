"""Our own server for a crowd, with room for as many as the crowd needs where it can be told so."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ehbi.places import DATABASE
from tests.serving import Server, running, running_server

LIMIT = "--visitors"
PRESENT = [sys.executable, "-m", "ehbi.cli", "present", "--port", "0"]


@contextmanager
def our_server(visitors: int) -> Iterator[Server]:
    """Serve the staff page on a free port, with a database of its own.

    Parameters
    ----------
    visitors
        How many may have the guide at the same time; a server that has no such option keeps its own limit.
    """
    limit = [LIMIT, str(visitors)] if takes_limit() else []
    with running_server(*limit) as server:
        yield server


@contextmanager
def our_workshop(database: str) -> Iterator[Server]:
    """Serve the slides to a presenter on a free port; its address has the token in it.

    Parameters
    ----------
    database
        Address of the database in which the votes are.
    """
    with running(PRESENT, {DATABASE: database}) as server:
        yield server


def takes_limit() -> bool:
    """Return whether this server can be told how many visitors it may have."""
    told = subprocess.run(
        [sys.executable, "-m", "ehbi.cli", "serve", "--help"], capture_output=True, text=True, check=True
    )
    return LIMIT in told.stdout
