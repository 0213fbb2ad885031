"""Patrons' screens of a whole library at once: what is read and written for all of them together."""

from __future__ import annotations

import asyncio
import threading

import pytest

from ehbi.server.patron import screens as module
from ehbi.server.patron.screens import FRESH, SlowError
from ehbi.store import patron_screens
from tests.waiting import PATIENCE


def held(monkeypatch, name, *, has_read=False):
    """Have a function of the store wait, when it has read or before; return that it does, and its way out."""
    loop, waits, goes_on = asyncio.get_running_loop(), asyncio.Event(), threading.Event()
    usual = getattr(patron_screens, name)

    def slow(*given):
        found = usual(*given) if has_read else None
        loop.call_soon_threadsafe(waits.set)
        goes_on.wait(PATIENCE)
        return found if has_read else usual(*given)

    monkeypatch.setattr(patron_screens, name, slow)
    return waits, goes_on


def test_what_sides_move_and_say_reads_one_screen_and_not_all_of_them(visit, monkeypatch):
    reads = []
    read = patron_screens.current

    async def work(desk):
        link = await desk.opens(step="mail-zoeken", language="en")
        await link.heard()
        monkeypatch.setattr(patron_screens, "current", lambda *given: reads.append(1) or read(*given))
        await link.moves("mail-opnieuw")
        await link.tells(said="unclear", step="mail-opnieuw")
        assert (await link.heard())["said"] == "unclear"
        return reads

    assert visit(work) == []


def test_all_desks_of_a_large_library_can_open_and_move_a_screen_at_the_same_moment(visit):
    async def work(desk):
        screens = desk.screens
        opened = await asyncio.gather(*(screens.open("mail-zoeken", "en") for _ in range(60)))
        found = [await screens.find(one.token) for one in opened]
        assert all(await asyncio.gather(*(screens.move(one, "mail-opnieuw") for one in found)))
        assert {(await screens.find(one.token)).step for one in opened} == {"mail-opnieuw"}

    visit(work)


def test_who_waits_for_a_reading_hears_its_end_though_the_next_one_has_begun(visit, monkeypatch, time):
    async def work(desk):
        screens = desk.screens
        link = await desk.opens(step="mail-zoeken")
        await link.heard()
        reads, goes_on = held(monkeypatch, "current")
        guessing = [asyncio.ensure_future(screens.find("geraden"))]
        await reads.wait()
        guessing.append(asyncio.ensure_future(screens.find("ook-geraden")))  # waits for the next reading
        await asyncio.sleep(0)
        time.passed += 2 * FRESH
        looking = asyncio.ensure_future(screens.find(link.token))
        await asyncio.sleep(0)
        goes_on.set()
        assert (await looking).step == "mail-zoeken"
        assert await asyncio.gather(*guessing) == [None, None]

    visit(work)


def test_what_was_written_while_the_store_was_read_is_as_it_was_written(visit, monkeypatch, time):
    async def work(desk):
        screens = desk.screens
        link = await desk.opens(step="mail-zoeken")
        screen = await screens.find(link.token)
        reads, goes_on = held(monkeypatch, "current", has_read=True)
        time.passed += 2 * FRESH
        looking = asyncio.ensure_future(screens.find(link.token))
        await reads.wait()
        await screens.move(screen, "mail-opnieuw")
        goes_on.set()
        assert (await looking).step == "mail-opnieuw"

    visit(work)


def test_what_waits_too_long_for_the_store_is_refused_and_not_done(visit, monkeypatch):
    async def work(desk):
        screens = desk.screens
        link = await desk.opens(step="mail-zoeken")
        screen = await screens.find(link.token)
        moves, goes_on = held(monkeypatch, "move")
        first = asyncio.ensure_future(screens.move(screen, "mail-opnieuw"))
        await moves.wait()
        with monkeypatch.context() as hasty:
            hasty.setattr(module, "PATIENCE", 0.01)
            with pytest.raises(SlowError):
                await screens.speak(screen, "ar")
        goes_on.set()
        assert await first
        assert await screens.move(screen, "mail-zoeken")
        assert (await link.heard())["language"] == ""

    visit(work)
