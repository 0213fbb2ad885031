"""How many have a guide at the same time: those who have one and those who wait for it, and no more."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from ehbi.server.guides.guests import WIDGET, Guests, Supply
from ehbi.server.guides.worker import NoGuideError, Shown
from ehbi.server.metrics import Metrics
from ehbi.server.site import Site

GUIDE = Shown([{"data": {WIDGET: {}}}], "")
NOTEBOOK = Path("handboek.ipynb")


class Workers:
    """Workers that show something once they are let."""

    is_ready = True

    def __init__(self, shows=GUIDE):
        self.shows, self.left, self.goes_on = shows, [], asyncio.Event()

    async def come(self, guest, _notebook):
        guest.worker = self
        await self.goes_on.wait()
        if isinstance(self.shows, Exception):
            raise self.shows
        return self.shows

    def leave(self, guest):
        self.left.append(guest)


def guests(workers, **numbers):
    return Guests(workers, Site(NOTEBOOK, "sqlite://", **numbers), Metrics())


async def coming(room):
    """Somebody who comes, and waits by now."""
    task = asyncio.ensure_future(room.come(NOTEBOOK))
    await asyncio.sleep(0)
    return task


def test_whoever_waits_for_a_guide_counts_for_the_limit():
    async def visit():
        workers = Workers()
        room = guests(workers, visitors=2)
        waiting = [await coming(room) for _ in range(2)]
        assert room.supply is Supply.FULL
        with pytest.raises(NoGuideError, match="al 2 bezoekers"):
            await room.come(NOTEBOOK)
        workers.goes_on.set()
        found = await asyncio.gather(*waiting)
        assert all(room.get(guest.id) is guest for guest, _ in found)
        with pytest.raises(NoGuideError, match="al 2 bezoekers"):
            await room.come(NOTEBOOK)

    asyncio.run(visit())


@pytest.mark.parametrize("shows", [NoGuideError("het proces start niet"), Shown([{"data": {}}, {}], "")])
def test_whoever_gets_none_leaves_the_room_as_it_was(shows):
    async def visit():
        workers = Workers(shows)
        workers.goes_on.set()
        room = guests(workers, visitors=1)
        for _ in range(2):
            with pytest.raises(NoGuideError, match=r"start niet|toont geen hulp"):
                await room.come(NOTEBOOK)
        reason = {"reason": "start" if isinstance(shows, Exception) else "notebook"}
        assert room.metrics.registry.get_sample_value("ehbi_guides_failed_total", reason) == 2
        workers.shows = GUIDE
        guest, _ = await room.come(NOTEBOOK)
        assert room.get(guest.id) is guest

    asyncio.run(visit())


def test_a_guide_that_is_not_used_ends_and_one_that_is_goes_on(monkeypatch):
    async def visit():
        workers = Workers()
        workers.goes_on.set()
        room = guests(workers, idle=100)
        (first, _), (second, _) = [await room.come(NOTEBOOK) for _ in range(2)]
        first.seen -= 100
        second.seen -= 99
        waits = []

        async def sleep(seconds):
            waits.append(seconds)
            if len(waits) > 1:
                raise asyncio.CancelledError

        with monkeypatch.context() as patched:
            patched.setattr(asyncio, "sleep", sleep)
            with pytest.raises(asyncio.CancelledError):
                await room.keep_leaving_idle()
        assert waits == [10, 10]
        assert [room.get(one.id) for one in (first, second)] == [None, second]
        ended = room.metrics.registry.get_sample_value("ehbi_guides_ended_total", {"reason": "idle"})
        assert (ended, workers.left) == (1, [first])

    asyncio.run(visit())


def test_a_guide_that_is_no_guide_is_taken_from_its_worker():
    async def visit():
        workers = Workers(Shown([], ""))
        workers.goes_on.set()
        with pytest.raises(NoGuideError, match="toont geen hulp"):
            await guests(workers, visitors=1).come(NOTEBOOK)
        assert len(workers.left) == 1

    asyncio.run(visit())


def test_the_guide_that_was_not_used_for_longest_goes_first_and_one_in_use_never():
    async def visit():
        workers = Workers()
        workers.goes_on.set()
        room = guests(workers, visitors=2, spare=60)
        (first, _), (second, _) = [await room.come(NOTEBOOK) for _ in range(2)]
        with pytest.raises(NoGuideError):
            await room.come(NOTEBOOK)
        first.seen -= 60
        second.seen -= 61
        assert room.supply is Supply.READY
        third, _ = await room.come(NOTEBOOK)
        assert [room.get(one.id) for one in (first, second, third)] == [first, None, third]
        assert workers.left == [second]

    asyncio.run(visit())


def test_what_somebody_would_get_is_told():
    async def visit():
        workers = Workers()
        room = guests(workers, visitors=1)
        assert room.supply is Supply.READY
        workers.is_ready = False
        assert room.supply is Supply.STARTING
        workers.shows = NoGuideError("er is nu geen proces voor")
        workers.goes_on.set()
        with pytest.raises(NoGuideError):
            await room.come(NOTEBOOK)
        assert room.supply is Supply.FAILING
        workers.shows = GUIDE
        await room.come(NOTEBOOK)
        assert room.supply is Supply.FULL

    asyncio.run(visit())
