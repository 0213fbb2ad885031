"""Voilà's pool of kernels that are warmed up for visitors to come: a task for each, done when it is warm."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Collection, Mapping
from itertools import chain
from typing import Any

Task = asyncio.Task[Any]
Pools = Mapping[str, list[Task]]


def drop_failed(pools: Pools) -> None:
    """Take out what did not start: Voilà itself stumbles over it."""
    for pool in pools.values():
        pool[:] = [task for task in pool if not task.done() or not (task.cancelled() or task.exception())]


def drop_sleeping(pools: Pools, starting: Collection[Task]) -> None:
    """Take out what waits before it starts, where nothing is ahead of it: a visitor needs one now."""
    for pool in pools.values():
        if not any(task.done() or task in starting for task in pool):
            _cancel(pool)
            pool.clear()


def drop_unstarted(pools: Pools, starting: Collection[Task]) -> None:
    """Take out all but what is just starting: that must have started before it can be ended."""
    for pool in pools.values():
        _cancel([task for task in pool if task not in starting])
        pool[:] = [task for task in pool if task in starting]


def stop_rendering(pools: Pools) -> None:
    """Stop the notebooks that still run on warm kernels."""
    for pool in pools.values():
        _cancel([task.result()["task"] for task in pool if task.done()])


def count_warm(pools: Pools) -> int:
    """Return how many are warm."""
    done = [task for task in chain(*pools.values()) if task.done() and not task.cancelled()]
    return len([task for task in done if not task.exception()])


async def whole(rendering: Task) -> str:
    """Return a notebook as HTML: what was rendered before the visitor came, and the rest."""
    rendered, rest = await rendering
    return "".join([*rendered, *[html async for html, _ in rest]])


def _cancel(tasks: list[Task]) -> None:
    for task in tasks:
        _put_away(task)
        task.cancel()


def _put_away(sleeping: Task) -> None:
    """Close what a task would have awaited once it had slept; Python tells of what is never awaited."""
    work = sleeping.get_coro()
    later = inspect.getcoroutinelocals(work).get("aw") if inspect.iscoroutine(work) else None
    if inspect.iscoroutine(later) and inspect.getcoroutinestate(later) == inspect.CORO_CREATED:
        later.close()
