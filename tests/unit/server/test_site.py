"""A server that is one of several tells its pages its name, and answers with and without it."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest

from ehbi.server.site import RouteError, prefix
from tests.serving import running_server

from .visiting import ask, config, connect, is_there, wait_until


@pytest.fixture(scope="module")
def named():
    with running_server("--route", "Noord-1") as server:
        yield server


def test_without_a_name_nothing_comes_before_the_guides(server):
    assert config(ask(server.url, "/guide"))["baseUrl"] == "/"


def test_a_page_is_told_to_find_its_guide_under_the_name_and_the_scripts_anywhere(named):
    told = config(ask(named.url, "/guide"))
    assert told["baseUrl"] == "/at/Noord-1/"
    assert told["fullStaticUrl"].startswith("/assets/")


@pytest.mark.parametrize("under", ["", "at/Noord-1/"])
def test_a_guide_is_there_under_the_name_and_without_it(named, under):
    guide = config(ask(named.url, "/guide"))["kernelId"]

    async def visit():
        (await connect(named.url + under, guide)).close()

    assert ask(named.url, f"/{under}api/kernels/{guide}").status == 200
    asyncio.run(visit())
    wait_until(lambda: not is_there(named.url, guide), "the guide ends")


@pytest.mark.parametrize(
    "path", ["/at/Noord-2/api/kernels/{}", "/at/Noord-1", "/at/Noord-1/", "/at/Noord-1/guide"]
)
def test_nothing_else_is_under_a_name(named, path):
    guide = config(ask(named.url, "/guide"))["kernelId"]
    assert ask(named.url, path.format(guide)).status == 404


@pytest.mark.parametrize("route", ["a b", "../a", "a/b", "é", "a" * 64, ".*", "a\n"])
def test_what_cannot_be_a_name_is_told(route):
    with pytest.raises(RouteError, match="--route"):
        prefix(route)


def test_a_server_with_such_a_name_does_not_start():
    command = [sys.executable, "-m", "ehbi.cli", "serve", "--port", "0", "--route", "a/b"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "'a/b' kan geen naam van een server zijn" in done.stderr
    assert len(done.stderr.splitlines()) == 1
