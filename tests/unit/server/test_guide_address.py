"""The guide: a piece of HTML that is one visitor's and nobody else's."""

import asyncio

import pytest
from tornado.httpclient import HTTPClientError

from ehbi.server.guides.addresses import GUIDE_ENDED

from .visiting import ask, config, connect, is_there, kind_of, new_kernel, packed, wait_until, workers


def test_it_is_a_piece_of_html_with_the_widgets(server):
    guide = ask(server.url, "/guide")
    assert guide.status == 200
    assert guide.headers["Cache-Control"] == "no-store"
    assert "application/vnd.jupyter.widget-view+json" in guide.text
    assert "<html" not in guide.text


def test_every_visitor_gets_a_guide_of_their_own(server):
    assert new_kernel(server.url) != new_kernel(server.url)


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
    kernel = new_kernel(server.url)
    asked = ask(server.url, f"/api/kernels/{kernel}")
    assert asked.status == 200
    assert "Set-Cookie" not in asked.headers


def test_a_guide_cannot_be_stopped_from_outside(server):
    kernel = new_kernel(server.url)
    assert ask(server.url, f"/api/kernels/{kernel}", method="DELETE").status == 405
    assert ask(server.url, f"/api/kernels/{kernel}").status == 200


def test_a_page_of_another_site_cannot_connect(server):
    kernel = new_kernel(server.url)
    with pytest.raises(HTTPClientError, match="403"):
        asyncio.run(connect(server.url, kernel, origin="https://elders.example"))


def test_a_guide_ends_when_its_visitor_goes(server):
    kernel = new_kernel(server.url)

    async def visit():
        (await connect(server.url, kernel)).close()

    asyncio.run(visit())
    wait_until(lambda: not is_there(server.url, kernel), "the kernel ends")


def test_a_visitor_hears_at_once_that_the_guide_has_ended(server):
    kernel = new_kernel(server.url)

    async def visit():
        socket = await connect(server.url, kernel)
        for worker in workers(server.pid):
            worker.kill()
        while await socket.read_message() is not None:
            pass
        return socket.close_code, socket.close_reason

    assert asyncio.run(visit()) == (GUIDE_ENDED, "kernel")
    wait_until(lambda: ask(server.url, f"/api/kernels/{kernel}").status == 404, "the server forgets it")
    assert "Traceback" not in "".join(server.log)


def test_a_visitor_cannot_run_code_of_their_own(server):
    kernel = new_kernel(server.url)

    async def visit():
        socket = await connect(server.url, kernel)
        code = {"code": "import os; os._exit(3)", "silent": True}
        await socket.write_message(packed("execute_request", code), binary=True)
        await socket.write_message(packed("comm_info_request", {}), binary=True)
        while kind_of(await socket.read_message()) not in {"comm_info_reply", ""}:
            pass
        return socket.close_code

    assert asyncio.run(visit()) is None
