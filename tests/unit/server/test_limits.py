"""When there is no guide to be had, the page is a book; nobody keeps a kernel that they do not use."""

import asyncio
import json
import sys
from contextlib import contextmanager

import pytest

from tests.serving import running

from .visiting import ask, connect, kernels, new_kernel, wait_until

WIDGET = "import ipywidgets\nipywidgets.Dropdown(options=['ja', 'nee'])"


@pytest.fixture
def serve(tmp_path):
    @contextmanager
    def serving(source, **numbers):
        notebook = tmp_path / "handboek.ipynb"
        cell = {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": None}
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        content = {
            "cells": [cell | {"source": source}],
            "metadata": kernel,
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        notebook.write_text(json.dumps(content), encoding="utf-8")
        fields = [f"{name}={value}" for name, value in numbers.items()]
        with running([sys.executable, "-m", "tests.unit.server.odd_site", str(notebook), *fields]) as server:
            yield server

    return serving


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
