"""Who has a guide: whoever asks while there is room, in workers that are there, and nobody else's."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from contextlib import asynccontextmanager, suppress
from subprocess import PIPE, Popen

import nbformat
import pytest
from tornado.httpclient import HTTPClientError

from ehbi.server.guides.addresses import GUIDE_ENDED, NOT_USED
from ehbi.server.guides.messages import Heard
from ehbi.server.guides.worker import Guest, NoGuideError, Worker
from ehbi.server.guides.workers import Plan, Workers
from ehbi.worker import pipe
from tests.waiting import PATIENCE

from .visiting import ask, config, connect, is_there, kind_of, new_guide, packed, wait_until, workers

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
def notebook(tmp_path, forked_workers):  # noqa: ARG001  # by which a worker comes at once
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
            await asyncio.wait_for(asyncio.shield(guest.worker.ended), PATIENCE)
            other, _ = await come(workers, notebook)
            return guest.worker is other.worker

    assert not asyncio.run(visit())


def test_a_server_can_stop_while_a_worker_starts(notebook):
    async def visit():
        async with supply(notebook, ALONE):
            await asyncio.sleep(0)

    asyncio.run(asyncio.wait_for(visit(), PATIENCE))


FAILS = "Er start geen hulp: ", "Er is geen hulp voor wie nu komt; "
WIDGET = "import ipywidgets\nipywidgets.Dropdown(options=['ja', 'nee'])"


def full(answer):
    return answer.status == 503 and json.loads(answer.text) == {"message": "Het is nu te druk"}


def test_whoever_comes_after_the_last_guide_has_the_book_and_tries_again_until_another_leaves(serve):
    with serve(WIDGET, visitors=1) as server:
        first = new_guide(server.url)
        refused = ask(server.url, "/guide")
        assert full(refused)
        assert int(refused.headers["Retry-After"]) >= 1
        assert ask(server.url).status == 200

        async def visit():
            (await connect(server.url, first)).close()

        asyncio.run(visit())
        wait_until(lambda: ask(server.url, "/guide").status == 200, "there is room again")


def test_a_visitor_whose_page_never_connects_gives_the_guide_back(serve):
    with serve(WIDGET, visitors=1, patience=1) as server:
        guide = new_guide(server.url)
        wait_until(lambda: not is_there(server.url, guide), "the guide ends")


@pytest.mark.parametrize(
    "source", [f"%matplotlib inline\n{WIDGET}", "print('geen hulp')", "import os; os._exit(1)"]
)
def test_a_notebook_that_fails_is_no_guide_leaves_the_book_and_is_told_once(serve, source):
    with serve(source) as server:
        answer = ask(server.url, "/guide")
        assert full(answer)
        assert "Traceback" not in answer.text
        assert ask(server.url).status == 200
        assert server.log[1].startswith(FAILS)
        assert max(sum(line.startswith(kind) for line in server.log) for kind in FAILS) == 1
        assert "Traceback" not in "".join(server.log)


def test_a_guide_that_is_not_used_ends_and_its_page_is_told_why(serve):
    with serve(WIDGET, idle=5) as server:

        async def connected():
            while True:
                guide = new_guide(server.url)
                with suppress(HTTPClientError):  # on a busy machine it may have ended before we came
                    return guide, await connect(server.url, guide)

        async def wait():
            guide, socket = await connected()
            while await socket.read_message() is not None:
                pass
            return guide, socket.close_code, socket.close_reason

        guide, *told = asyncio.run(asyncio.wait_for(wait(), PATIENCE))
        assert told == [NOT_USED, "idle"]
        wait_until(lambda: not is_there(server.url, guide), "the guide ends")


def test_whoever_comes_when_it_is_full_gets_the_guide_that_was_not_used_for_longest(serve):
    with serve(WIDGET, visitors=2, spare=0) as server:
        first, second = new_guide(server.url), new_guide(server.url)
        third = new_guide(server.url)
        assert third not in (first, second)
        assert [is_there(server.url, one) for one in (first, second, third)] == [False, True, True]


def test_it_is_a_piece_of_html_with_the_widgets(server):
    guide = ask(server.url, "/guide")
    assert guide.status == 200
    assert guide.headers["Cache-Control"] == "no-store"
    assert "application/vnd.jupyter.widget-view+json" in guide.text
    assert "<html" not in guide.text


def test_every_visitor_gets_a_guide_of_their_own(server):
    assert len({new_guide(server.url) for _ in range(3)}) == 3


def test_its_front_end_is_sent_to_our_scripts_only(server):
    told = config(ask(server.url, "/guide"))
    addresses = [told["fullStaticUrl"], told["fullLabextensionsUrl"], told["fullMathjaxUrl"]]
    assert all(address.startswith("/assets/") for address in addresses)
    for extension in told["federated_extensions"]:
        path = f"{told['fullLabextensionsUrl']}/{extension['name']}/{extension['load']}"
        assert ask(server.url, path).status == 200


def test_another_template_cannot_be_asked_for(server):
    guide = ask(server.url, "/guide?template=lab&theme=dark")
    assert guide.text.startswith("<script id=")
    assert config(guide)["jupyterLabTheme"] == "light"


def test_no_cookie_is_set_on_the_way_to_a_guide(server):
    guide = new_guide(server.url)
    asked = ask(server.url, f"/api/kernels/{guide}")
    assert asked.status == 200
    assert "Set-Cookie" not in asked.headers


def test_a_guide_cannot_be_stopped_from_outside(server):
    guide = new_guide(server.url)
    assert ask(server.url, f"/api/kernels/{guide}", method="DELETE").status == 405
    assert ask(server.url, f"/api/kernels/{guide}").status == 200


def test_a_page_of_another_site_cannot_connect(server):
    guide = new_guide(server.url)
    with pytest.raises(HTTPClientError, match="403"):
        asyncio.run(connect(server.url, guide, origin="https://elders.example"))


def test_a_guide_ends_when_its_visitor_goes(server):
    guide = new_guide(server.url)

    async def visit():
        (await connect(server.url, guide)).close()

    asyncio.run(visit())
    wait_until(lambda: not is_there(server.url, guide), "the guide ends")


def test_a_visitor_hears_at_once_that_the_guide_has_ended(server):
    guide = new_guide(server.url)

    async def visit():
        socket = await connect(server.url, guide)
        for worker in workers(server.pid):
            worker.kill()
        while await socket.read_message() is not None:
            pass
        return socket.close_code, socket.close_reason

    assert asyncio.run(visit()) == (GUIDE_ENDED, "kernel")
    wait_until(lambda: ask(server.url, f"/api/kernels/{guide}").status == 404, "the server forgets it")
    assert "Traceback" not in "".join(server.log)


def test_a_visitor_cannot_run_code_of_their_own(server):
    guide = new_guide(server.url)

    async def visit():
        socket = await connect(server.url, guide)
        code = {"code": "import os; os._exit(3)", "silent": True}
        await socket.write_message(packed("execute_request", code), binary=True)
        await socket.write_message(packed("comm_info_request", {}), binary=True)
        while kind_of(await socket.read_message()) not in {"comm_info_reply", ""}:
            pass
        return socket.close_code

    assert asyncio.run(visit()) is None


@pytest.mark.parametrize("said", ["[]", '"ja"', "nee", '{"buffers": 3}', "[" * 100_000])
def test_a_worker_that_says_what_is_no_message_is_ended_and_told_in_a_line(said, caplog, capfd):
    frame = pipe.packed(said)
    says = f"import sys; sys.stdout.buffer.write({frame!r}); sys.stdout.flush(); sys.stdin.read()"

    async def visit():
        worker = Worker(Popen([sys.executable, "-c", says], stdin=PIPE, stdout=PIPE))
        await asyncio.wait_for(asyncio.shield(worker.ended), PATIENCE)
        with pytest.raises(NoGuideError):
            await worker.ready

    asyncio.run(visit())
    assert caplog.messages == ["Een proces met hulpen zegt iets onleesbaars en wordt beëindigd."]
    assert capfd.readouterr().err == ""
