"""When a worker is waited for, replaced and rested for: the rules, with workers that are no processes."""

from __future__ import annotations

import asyncio
import io
import time
from pathlib import Path

import pytest

from ehbi.server.guides import workers as rules
from ehbi.server.guides.worker import EndedError, Guest, NoGuideError, Shown, Worker, _settle
from ehbi.server.guides.workers import SOON, Plan, Workers

NOTEBOOK = Path("handboek.ipynb")
SHOWN = Shown([], "")
PLAN = Plan(spare=1, room=2, patience=1.0, largest=100)


class Ready:
    """A worker that gives guides at once, to so many guests, and ends when it is told to."""

    def __init__(self, guests=0, memory=0):
        self.guests, self.memory = guests, memory
        self.ended = asyncio.get_running_loop().create_future()
        self.told_to_end = self.retired = self.gives_up = False
        self.since, self.silent, self.left = time.monotonic(), 0, []

    def __len__(self):
        return self.guests

    @property
    def takes_guests(self):
        return not (self.retired or self.told_to_end or self.ended.done())

    def come(self, guest, _notebook):
        self.guests += 1
        coming = asyncio.get_running_loop().create_future()
        if self.gives_up:
            self.ended.set_result(None)
            coming.set_exception(EndedError())
        else:
            coming.set_result(SHOWN)
        guest.worker = self
        return coming

    def leave(self, guest):
        self.left.append(guest)

    def look(self):
        return self.silent

    def kill(self):
        self.told_to_end = True


def kept(*those, plan=PLAN):
    workers = Workers(NOTEBOOK, {}, plan)
    workers._workers = [*those]
    return workers


async def looked(workers, times, monkeypatch):
    """Look at the workers so often."""
    left = times

    async def sleep(_):
        nonlocal left
        left -= 1
        if left < 0:
            raise asyncio.CancelledError

    monkeypatch.setattr(rules.asyncio, "sleep", sleep)
    with pytest.raises(asyncio.CancelledError):
        await workers.keep_looking()


def test_a_guest_goes_to_the_worker_that_has_fewest_and_has_room():
    async def visit():
        busy, quiet, full = Ready(1), Ready(0), Ready(2)
        guest = Guest()
        assert await kept(full, busy, quiet).come(guest, NOTEBOOK) == SHOWN
        assert guest.worker is quiet
        assert not kept(full).is_ready
        assert kept(busy).is_ready

    asyncio.run(visit())


def test_a_guest_goes_on_to_another_worker_a_few_times_and_no_more():
    async def visit():
        for falling, helped in ((rules.TRIES - 1, True), (rules.TRIES, False)):
            those = [Ready() for _ in range(falling)]
            for one in those:
                one.gives_up = True
            workers = kept(*those, Ready(1))
            if helped:
                assert await workers.come(Guest(), NOTEBOOK) == SHOWN
            else:
                with pytest.raises(EndedError):
                    await workers.come(Guest(), NOTEBOOK)

    asyncio.run(visit())


def test_whoever_does_not_wait_any_longer_leaves_the_worker():
    async def visit():
        worker = Ready()
        worker.come = lambda _guest, _notebook: asyncio.get_running_loop().create_future()
        coming = asyncio.ensure_future(kept(worker).come(guest := Guest(), NOTEBOOK))
        await asyncio.sleep(0)
        coming.cancel()
        with pytest.raises(asyncio.CancelledError):
            await coming
        assert worker.left == [guest]

    asyncio.run(visit())


def test_while_there_is_a_rest_nobody_waits():
    async def visit():
        workers = kept()
        workers._rests = True
        with pytest.raises(NoGuideError, match="er is nu geen proces voor"):
            await asyncio.wait_for(workers.come(Guest(), NOTEBOOK), 60)

    asyncio.run(visit())


@pytest.mark.parametrize(("failures", "rest"), [(0, 0), (1, 0), (2, 1), (3, 2), (6, 16), (9, 16)])
def test_after_each_failure_there_is_a_longer_rest_up_to_a_limit(failures, rest):
    async def visit():
        workers = kept()
        workers._failures.extend([time.monotonic()] * failures)
        assert workers._rest() == rest

    asyncio.run(visit())


def test_a_failure_of_long_ago_counts_no_more():
    async def visit():
        workers = kept()
        now = time.monotonic()
        workers._failures.extend([now - 61, now - 55, now])
        assert workers._rest() == 1

    asyncio.run(visit())


@pytest.mark.parametrize(("silent", "told"), [(4, False), (5, True)])
def test_a_worker_that_is_silent_for_longer_than_it_may_is_ended(monkeypatch, silent, told):
    async def visit():
        worker = Ready()
        worker.silent = silent  # looks of a quarter of a second, and one second of patience
        workers = kept(worker)
        await looked(workers, 1, monkeypatch)
        assert worker.told_to_end is told

    asyncio.run(visit())


@pytest.mark.parametrize(("memory", "grown"), [(100, False), (101, True)])
def test_a_worker_that_grew_is_retired_and_ended_once_there_is_another(monkeypatch, caplog, memory, grown):
    async def visit():
        large = Ready(1, memory)
        workers = kept(large)
        await looked(workers, rules.WEIGHED - 1, monkeypatch)
        assert not large.retired
        await looked(workers, rules.WEIGHED, monkeypatch)
        assert large.retired is grown
        await looked(workers, rules.WEIGHED, monkeypatch)
        assert not large.told_to_end
        workers._workers.append(Ready())
        await looked(workers, rules.WEIGHED, monkeypatch)
        assert large.told_to_end is grown
        assert caplog.messages == ["Een proces met hulpen is te groot geworden en wordt vervangen."] * grown

    asyncio.run(visit())


def test_workers_are_started_until_there_is_enough_room_with_a_rest_after_failures(monkeypatch, caplog):
    fails, rests = [True, True, True, False, False], []

    async def start(*_, **__):
        if fails.pop(0):
            raise NoGuideError("nee")
        return Ready()

    async def sleep(seconds):
        rests.append(seconds)

    monkeypatch.setattr(rules.Worker, "start", start)
    monkeypatch.setattr(rules.asyncio, "sleep", sleep)

    async def visit():
        workers = kept(plan=PLAN._replace(spare=2))
        keeping = asyncio.ensure_future(workers.keep_ready())
        assert await asyncio.wait_for(workers.come(Guest(), NOTEBOOK), 60) == SHOWN
        while len(workers) < 2:
            await asyncio.wait_for(workers._changed.wait(), 60)
        assert not workers._rests
        first, _ = workers._workers
        first.told_to_end = True
        first.ended.set_result(None)
        fails.append(False)
        while fails:
            await asyncio.wait_for(workers._changed.wait(), 60)
        keeping.cancel()
        with pytest.raises(asyncio.CancelledError):
            await keeping
        assert workers._rests
        assert first not in workers._workers

    asyncio.run(visit())
    assert rests == [0, 0, 1, 2, 2, 2]
    assert caplog.messages == ["Er start geen hulp: nee"]


@pytest.mark.parametrize(("lived", "failed"), [(0.0, 1), (SOON + 1, 0)])
def test_only_a_worker_that_ends_soon_has_failed(caplog, lived, failed):
    async def visit():
        worker = Ready()
        worker.since -= lived
        workers = kept(worker)
        workers._ended(worker)
        assert (len(workers), len(workers._failures)) == (0, failed)
        worker.told_to_end = True
        workers._workers.append(worker)
        workers._ended(worker)
        assert len(workers._failures) == failed

    asyncio.run(visit())
    assert caplog.messages == ["Een proces met hulpen is gestopt; er start een ander."]


class Process:
    """A process whose pipes go nowhere."""

    pid = 0

    def __init__(self):
        self.stdin, self.stdout, self.killed = io.BytesIO(), io.BytesIO(), 0

    def kill(self):
        self.killed += 1

    def wait(self, _seconds):
        return 0


def test_a_worker_is_silent_only_while_it_has_something_to_answer():
    async def visit():
        worker = Worker(Process())
        assert [worker.look(), worker.look()] == [0, 0]
        guest = Guest()
        coming = worker.come(guest, NOTEBOOK)
        assert [worker.look(), worker.look()] == [1, 2]
        worker._hear({"guest": guest.id, "said": [], "done": False}, [])
        assert [worker.look(), worker.look()] == [0, 1]
        worker._hear({"guest": guest.id, "outputs": [], "structure": "s"}, [])
        assert [worker.look(), worker.look()] == [0, 0]
        assert await coming == Shown([], "s")
        worker.leave(guest)
        assert worker.look() == 0
        assert len(worker) == 0

    asyncio.run(visit())


@pytest.mark.parametrize("alone", [False, True])
def test_only_a_worker_that_is_alone_goes_with_its_guest(alone):
    async def visit():
        worker = Worker(Process(), alone=alone)
        await worker.ended
        guest = Guest()
        worker.come(guest, NOTEBOOK)
        worker.leave(Guest())
        assert not worker.told_to_end
        worker.leave(guest)
        assert worker.told_to_end is alone

    asyncio.run(visit())


def test_when_a_worker_ends_whoever_waits_and_whoever_has_a_guide_hear_of_it():
    async def visit():
        gone = []
        worker = Worker(Process())
        one, other = Guest(gone.append), Guest(gone.append)
        waiting = [worker.come(guest, NOTEBOOK) for guest in (one, other)]
        worker._hear({"guest": one.id, "outputs": [], "structure": ""}, [])
        await worker.ended
        assert gone == [one, other]
        assert await waiting[0] == SHOWN
        with pytest.raises(EndedError):
            await waiting[1]
        with pytest.raises(NoGuideError, match="het proces start niet"):
            await worker.ready
        assert not worker.takes_guests

    asyncio.run(visit())


def test_what_nobody_waits_for_any_more_is_let_go():
    async def visit():
        future = asyncio.get_running_loop().create_future()
        _settle(future, 1)
        _settle(future, 2)
        assert await future == 1

    asyncio.run(visit())
