"""When there is no guide to be had, the page is a book; nobody keeps a kernel that they do not use."""

import asyncio
import json

import pytest

from ehbi.server.channels import NOT_USED

from .visiting import ask, connect, kernels, new_kernel, wait_until

WIDGET = "import ipywidgets\nipywidgets.Dropdown(options=['ja', 'nee'])"


def full(answer):
    return answer.status == 503 and json.loads(answer.text) == {"message": "Het is nu te druk"}


def test_whoever_comes_after_the_last_kernel_has_the_book_until_another_leaves(serve):
    with serve(WIDGET, visitors=1, pool=1) as server:
        first = new_kernel(server.url)
        assert full(ask(server.url, "/guide"))
        assert ask(server.url).status == 200

        async def visit():
            (await connect(server.url, first)).close()

        asyncio.run(visit())
        wait_until(lambda: ask(server.url, "/guide").status == 200, "there is room again")


def test_a_visitor_whose_page_never_connects_gives_the_kernel_back(serve):
    with serve(WIDGET, visitors=1, pool=1, patience=1) as server:
        kernel = new_kernel(server.url)
        wait_until(lambda: kernel not in kernels(server.pid), "the kernel ends")


@pytest.mark.parametrize(
    "source", ["1 / 0", "print('geen hulp')", "import os; os._exit(1)", "import bestaat_niet"]
)
def test_a_notebook_that_fails_is_no_guide_and_keeps_no_kernel(serve, source):
    with serve(source, pool=1) as server:
        answer = ask(server.url, "/guide")
        assert full(answer)
        assert "Traceback" not in answer.text
        assert ask(server.url).text == "<!DOCTYPE html><p>naslag</p>"


def test_a_waiting_kernel_that_dies_is_not_handed_out(serve):
    with serve(WIDGET, pool=1) as server:
        wait_until(lambda: kernels(server.pid), "a kernel waits")
        (kernel,) = kernels(server.pid)
        kernels(server.pid)[kernel].kill()
        wait_until(lambda: ask(server.url, f"/api/kernels/{kernel}").status == 404, "it is missed")
        assert new_kernel(server.url) != kernel


def test_a_kernel_that_dies_while_a_visitor_waits_for_it_is_followed_by_another(serve):
    with serve(WIDGET, pool=1) as server:
        wait_until(lambda: kernels(server.pid), "a kernel starts")
        (kernel,) = kernels(server.pid)
        kernels(server.pid)[kernel].kill()
        assert new_kernel(server.url) != kernel


def test_many_visitors_at_once_all_get_their_own(serve):
    with serve(WIDGET, pool=1) as server:
        assert len({new_kernel(server.url) for _ in range(3)}) == 3


@pytest.mark.parametrize("forks", [0, 1])
def test_a_kernel_that_is_not_used_ends_and_its_page_is_told_why(serve, forks):
    with serve(WIDGET, pool=1, idle=1, forks=forks) as server:
        kernel = new_kernel(server.url)

        async def wait():
            socket = await connect(server.url, kernel)
            while await socket.read_message() is not None:
                pass
            return socket.close_code, socket.close_reason

        assert asyncio.run(wait()) == (NOT_USED, "idle")
        wait_until(lambda: kernel not in kernels(server.pid), "the kernel ends")


def test_whoever_comes_when_it_is_full_gets_the_kernel_that_was_not_used_for_longest(serve):
    with serve(WIDGET, visitors=2, spare=0, forks=1) as server:
        first, second = new_kernel(server.url), new_kernel(server.url)
        third = new_kernel(server.url)
        assert third not in (first, second)
        wait_until(lambda: {*kernels(server.pid)} == {second, third}, "the first one's ends")


def test_whoever_is_too_late_is_told_when_to_try_again(serve):
    with serve(WIDGET, visitors=1, forks=1) as server:
        new_kernel(server.url)
        answer = ask(server.url, "/guide")
        assert full(answer)
        assert int(answer.headers["Retry-After"]) >= 1
