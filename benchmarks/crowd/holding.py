"""Hold a workshop at a server of its own, and look whether its votes are there, and gone when it is over."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

import ehbi
from ehbi.slides import deck, polls
from tests.serving import Server
from tests.votes import votes_kept

from .memory import settled, usage
from .notes import Notes
from .planning import RoomPlan
from .runs import Run
from .servers import our_workshop
from .trouble import VisitError
from .watch import OFTEN, watched
from .workshop import Workshop


def hold(plan: RoomPlan) -> Run:
    """Hold a workshop.

    Parameters
    ----------
    plan
        How many phones, and how long it takes.
    """
    notes = Notes()
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        database = f"sqlite:///{Path(folder) / 'ehbi.sqlite'}"
        with our_workshop(database) as server:
            workshop = Workshop(server.url, polls(deck(ehbi.load())), plan, notes)
            run = _hold(workshop, server, notes)
            with notes.told():
                expect_votes(database, workshop.taken, "other votes than were taken")
        with notes.told():
            expect_votes(database, 0, "votes left when the workshop is over")
    return run


def _hold(workshop: Workshop, server: Server, notes: Notes) -> Run:
    before = settled(server.pid)
    samples, driver = asyncio.run(watched(workshop.hold(), server.pid, OFTEN))
    return Run(notes, driver, [before, *samples, usage(server.pid)])


def expect_votes(database: str, votes: int, otherwise: str) -> None:
    """Go on only when there are so many votes in a database.

    Raises
    ------
    VisitError
        There are more, or fewer.
    """
    if votes_kept(database) != votes:
        raise VisitError("store", otherwise)
