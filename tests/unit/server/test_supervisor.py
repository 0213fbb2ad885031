"""What a server does in the background goes on, whatever happens to it."""

from __future__ import annotations

import asyncio
import errno

import pytest

from ehbi.server import supervisor as module
from ehbi.server.launch import PortError
from ehbi.server.metrics import Metrics
from ehbi.server.supervisor import State, Supervisor
from tests.waiting import PATIENCE

SECRET = "wachtwoord van een lener"  # noqa: S105


class Work:
    """A task that fails so often in so many ways, and then does what it should."""

    def __init__(self, *errors):
        self.errors, self.does_it = [*errors], asyncio.Event()

    async def __call__(self):
        if self.errors:
            raise self.errors.pop(0)
        self.does_it.set()
        await asyncio.Event().wait()


async def supervised(*errors, metrics=None):
    work, supervisor = Work(*errors), Supervisor(metrics or Metrics(), rest=(0.001, 0.01))
    supervisor.run("taak", work)
    await asyncio.wait_for(work.does_it.wait(), PATIENCE)
    states = supervisor.states()
    await supervisor.close()
    return states


@pytest.mark.parametrize(
    "error",
    [OSError(24, "Too many open files"), MemoryError(), TimeoutError(), RecursionError(), ValueError(SECRET)],
    ids=lambda error: type(error).__name__,
)
def test_whatever_stops_a_task_it_is_told_counted_and_goes_on(error, told):
    metrics = Metrics()
    assert asyncio.run(supervised(error, error, metrics=metrics)) == {"taak": State.RUNNING}
    assert metrics.registry.get_sample_value("ehbi_task_failures_total", {"task": "taak"}) == 2
    assert len(told) == 1
    assert told[0].startswith("Achtergrondtaak ‘taak’ is mislukt en begint opnieuw: ")
    assert type(error).__name__ in told[0]
    assert SECRET not in told[0]


def test_an_error_of_ours_is_told_in_its_own_words(told):
    asyncio.run(supervised(PortError("127.0.0.1", 80, errno.EADDRINUSE)))
    assert "Poort 80 op 127.0.0.1 is niet vrij" in told[0]


def test_the_pauses_grow_up_to_a_limit_and_a_good_time_makes_them_short_again(monkeypatch):
    pauses, clock = [], [0.0]

    async def pause(seconds):
        pauses.append(seconds)

    async def fail():
        if len(pauses) == 5:
            clock[0] += module.STEADY + 1
        raise OSError if len(pauses) < 7 else asyncio.CancelledError

    monkeypatch.setattr(module.asyncio, "sleep", pause)
    monkeypatch.setattr(module.time, "monotonic", lambda: clock[0])

    async def run():
        supervisor = Supervisor(Metrics(), rest=(1, 8))
        supervisor.run("taak", fail)
        await supervisor._tasks["taak"]

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(run())
    assert pauses == [1, 2, 4, 8, 8, 1, 2]


def test_a_task_that_rests_says_so_and_one_that_is_done_has_ended():
    async def fail():
        raise OSError

    async def done():
        pass

    async def run():
        supervisor = Supervisor(Metrics())
        supervisor.run("faalt", fail)
        supervisor.run("klaar", done)
        while supervisor.states() != {"faalt": State.RESTING, "klaar": State.ENDED}:
            await asyncio.sleep(0)
        await supervisor.close()
        return set(supervisor.states().values())

    assert asyncio.run(asyncio.wait_for(run(), PATIENCE)) == {State.ENDED}
