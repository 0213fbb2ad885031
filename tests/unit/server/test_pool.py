"""What is in the pool, and what is taken out of it."""

import asyncio
import inspect

import pytest

from ehbi.server import pool


async def _forever():
    await asyncio.Event().wait()


async def _now():
    return {"kernel_id": "warm"}


async def _never():
    raise OSError


@pytest.fixture
def tasks():
    """A warm, a failed, a starting and a sleeping task, and the means to run them."""
    with asyncio.Runner() as runner:

        async def make():
            made = [asyncio.create_task(work) for work in (_now(), _never(), _forever(), _forever())]
            await asyncio.sleep(0)
            return made

        yield runner.run(make()), runner


def test_what_failed_is_taken_out(tasks):
    (warm, failed, starting, sleeping), _ = tasks
    pools = {"handboek.ipynb": [warm, failed, starting, sleeping]}
    pool.drop_failed(pools)
    assert pools["handboek.ipynb"] == [warm, starting, sleeping]


def test_what_sleeps_stays_while_another_is_warm_or_starting(tasks):
    (warm, _, starting, sleeping), _ = tasks
    pools = {"een": [sleeping, warm], "twee": [sleeping, starting]}
    pool.drop_sleeping(pools, {starting})
    assert pools == {"een": [sleeping, warm], "twee": [sleeping, starting]}


def test_what_sleeps_is_taken_out_when_there_is_nothing_else(tasks):
    (_, _, starting, sleeping), runner = tasks
    pools = {"een": [sleeping]}
    pool.drop_sleeping(pools, {starting})
    runner.run(asyncio.sleep(0))
    assert pools == {"een": []}
    assert sleeping.cancelled()


def test_only_what_is_starting_is_left_to_end(tasks):
    (warm, failed, starting, sleeping), runner = tasks
    pools = {"een": [warm, failed, starting, sleeping]}
    pool.drop_unstarted(pools, {starting})
    runner.run(asyncio.sleep(0))
    assert pools == {"een": [starting]}
    assert sleeping.cancelled()
    assert not starting.cancelled()


def test_a_notebook_is_what_was_rendered_and_the_rest():
    async def rest():
        for part in ("c", "d"):
            yield part, {}

    async def rendering():
        return ["a", "b"], rest()

    async def whole():
        return await pool.whole(asyncio.create_task(rendering()))

    assert asyncio.run(whole()) == "abcd"


def test_what_would_have_been_done_after_sleeping_is_put_away():
    """Python tells in the log of a coroutine that nobody awaits."""

    async def wait_before(delay, aw):
        await asyncio.sleep(delay)
        return await aw

    async def drop():
        later = [_forever(), _forever()]
        sleeping = [asyncio.create_task(wait_before(60, aw)) for aw in later]
        await asyncio.sleep(0)
        unborn = asyncio.create_task(wait_before(60, later_still := _forever()))
        pool.drop_unstarted({"een": [*sleeping, unborn]}, set())
        await asyncio.gather(*sleeping, unborn, return_exceptions=True)
        return [inspect.getcoroutinestate(aw) for aw in (*later, later_still)]

    assert asyncio.run(drop()) == [inspect.CORO_CLOSED] * 3
