"""Workers as the server has them, without a server: who waits gets one, and one that hangs is replaced."""

import asyncio
import os
from contextlib import asynccontextmanager

import nbformat
import pytest

from ehbi.server.guides.messages import Heard
from ehbi.server.guides.worker import Guest
from ehbi.server.guides.workers import Plan, Workers

ALONE, SHARED = (Plan(spare=1, room=room, patience=0.5, largest=2**40) for room in (1, 10))
HANGS = """
import ipywidgets
text = ipywidgets.Text()
def hang(*_):
    while True: pass
text.on_msg(hang)
text
"""


@pytest.fixture
def notebook(tmp_path):
    file = tmp_path / "hangt.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(HANGS)]), file)
    return file


@asynccontextmanager
async def supply(notebook, plan):
    workers = Workers(notebook, dict(os.environ), plan)
    tasks = [asyncio.ensure_future(each()) for each in (workers.keep_ready, workers.keep_looking)]
    try:
        yield workers
    finally:
        for task in tasks:
            task.cancel()
        await workers.close()


async def come(workers, notebook):
    guest = Guest()
    return guest, await workers.come(guest, notebook)


def test_of_several_who_wait_for_a_worker_of_their_own_each_gets_one(notebook):
    async def visit():
        async with supply(notebook, ALONE) as workers:
            found = await asyncio.gather(*(come(workers, notebook) for _ in range(3)))
            return {guest.worker for guest, _ in found}

    assert len(asyncio.run(visit())) == 3


def test_a_worker_that_hangs_is_replaced_also_when_the_guest_has_left_who_did_it(notebook):
    async def visit():
        async with supply(notebook, SHARED) as workers:
            guest, shown = await come(workers, notebook)
            widget = shown.outputs[0]["data"]["application/vnd.jupyter.widget-view+json"]["model_id"]
            said = {"comm_id": widget, "data": {"method": "custom", "content": {}}}
            guest.worker.hear(guest, Heard({}, "comm_msg", said, {}, []))
            guest.worker.leave(guest)
            await asyncio.wait_for(asyncio.shield(guest.worker.ended), 30)
            other, _ = await come(workers, notebook)
            return guest.worker is other.worker

    assert not asyncio.run(visit())


def test_a_server_can_stop_while_a_worker_starts(notebook):
    async def visit():
        async with supply(notebook, ALONE):
            await asyncio.sleep(0)

    asyncio.run(asyncio.wait_for(visit(), 30))
