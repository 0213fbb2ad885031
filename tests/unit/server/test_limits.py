"""When there is no guide to be had, the page is a book; nobody keeps a guide that they do not use."""

import asyncio
import json

import pytest

from ehbi.server.guides.addresses import NOT_USED

from .visiting import ask, connect, is_there, new_kernel, wait_until

WIDGET = "import ipywidgets\nipywidgets.Dropdown(options=['ja', 'nee'])"


def full(answer):
    return answer.status == 503 and json.loads(answer.text) == {"message": "Het is nu te druk"}


def test_whoever_comes_after_the_last_guide_has_the_book_until_another_leaves(serve):
    with serve(WIDGET, visitors=1) as server:
        first = new_kernel(server.url)
        assert full(ask(server.url, "/guide"))
        assert ask(server.url).status == 200

        async def visit():
            (await connect(server.url, first)).close()

        asyncio.run(visit())
        wait_until(lambda: ask(server.url, "/guide").status == 200, "there is room again")


def test_a_visitor_whose_page_never_connects_gives_the_guide_back(serve):
    with serve(WIDGET, visitors=1, patience=1) as server:
        kernel = new_kernel(server.url)
        wait_until(lambda: not is_there(server.url, kernel), "the guide ends")


@pytest.mark.parametrize(
    "source", ["1 / 0", "print('geen hulp')", "import os; os._exit(1)", "import bestaat_niet"]
)
def test_a_notebook_that_fails_is_no_guide_and_keeps_no_guide(serve, source):
    with serve(source) as server:
        answer = ask(server.url, "/guide")
        assert full(answer)
        assert "Traceback" not in answer.text
        assert ask(server.url).text == "<!DOCTYPE html><p>naslag</p>"


def test_many_visitors_at_once_all_get_their_own(serve):
    with serve(WIDGET) as server:
        assert len({new_kernel(server.url) for _ in range(3)}) == 3


def test_a_guide_that_is_not_used_ends_and_its_page_is_told_why(serve):
    with serve(WIDGET, idle=1) as server:
        kernel = new_kernel(server.url)

        async def wait():
            socket = await connect(server.url, kernel)
            while await socket.read_message() is not None:
                pass
            return socket.close_code, socket.close_reason

        assert asyncio.run(wait()) == (NOT_USED, "idle")
        wait_until(lambda: not is_there(server.url, kernel), "the guide ends")


def test_whoever_comes_when_it_is_full_gets_the_guide_that_was_not_used_for_longest(serve):
    with serve(WIDGET, visitors=2, spare=0) as server:
        first, second = new_kernel(server.url), new_kernel(server.url)
        third = new_kernel(server.url)
        assert third not in (first, second)
        assert [is_there(server.url, one) for one in (first, second, third)] == [False, True, True]


def test_whoever_is_too_late_is_told_when_to_try_again(serve):
    with serve(WIDGET, visitors=1) as server:
        new_kernel(server.url)
        answer = ask(server.url, "/guide")
        assert full(answer)
        assert int(answer.headers["Retry-After"]) >= 1
