"""Watching a run: what the server uses as time goes on, and what the crowd itself costs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import psutil

from .memory import Usage, usage

TICK = 0.05
OFTEN = 2
"""Seconds between two samples of a short run."""


@dataclass(slots=True)
class Driver:
    """What the crowd itself costs, so that nobody takes it for the server's.

    Parameters
    ----------
    seconds
        Its processor time.
    lasted
        How long the run took.
    machine
        Processor time of everything on this machine meanwhile.
    late
        How much later than it should its own clock ticked: what its times are too long by.
    """

    seconds: float = 0
    lasted: float = 0
    machine: float = 0
    late: list[float] = field(default_factory=list)


async def watched(
    work: Awaitable[None], server: int | None, every: float, tell: Callable[[Usage], object] = lambda _: None
) -> tuple[list[Usage], Driver]:
    """Do work, and return what a server used meanwhile and what the work cost here.

    Parameters
    ----------
    work
        What to do.
    server
        Id of the server's process; None for one on another machine.
    every
        Seconds between two samples.
    tell
        Is told each sample as it is taken.
    """
    driver, found = Driver(), list[Usage]()
    began, used, machine = time.monotonic(), time.process_time(), machine_seconds()
    watchers = [asyncio.create_task(_feel(driver))]
    if server is not None:
        watchers.append(asyncio.create_task(_sample(server, every, found, tell)))
    try:
        await work
    finally:
        for watcher in watchers:
            watcher.cancel()
        await asyncio.gather(*watchers, return_exceptions=True)
    driver.lasted, driver.seconds = time.monotonic() - began, time.process_time() - used
    driver.machine = machine_seconds() - machine
    return found, driver


def machine_seconds() -> float:
    """Return the processor time of everything on this machine since it started."""
    times = psutil.cpu_times()
    return float(times.user + times.system)


async def _sample(server: int, every: float, found: list[Usage], tell: Callable[[Usage], object]) -> None:
    while True:
        found.append(await asyncio.to_thread(usage, server))
        tell(found[-1])
        await asyncio.sleep(every)


async def _feel(driver: Driver) -> None:
    while True:
        began = time.perf_counter()
        await asyncio.sleep(TICK)
        driver.late.append(time.perf_counter() - began - TICK)
