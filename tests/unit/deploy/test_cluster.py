"""Two servers behind nginx on one PostgreSQL: what is published is seen on both, and one may stop."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
from urllib.parse import urljoin

import psutil
import pytest

import ehbi
from ehbi.files.documents import to_yaml
from tests.unit.server.visiting import ask, config, connect, tell
from tests.waiting import PATIENCE, all_end, wait_until


def command(cluster, *words):
    """Run one of EHBI's commands on the cluster's database."""
    told = [sys.executable, "-m", "ehbi.cli", *words, "--database", cluster.database]
    return subprocess.run(told, capture_output=True, text=True, check=True).stdout


def revision(url):
    return json.loads(ask(url, "/news").text)["revision"]


def titles(url, title):
    """Whether the book has this title."""
    return f"<title>{title}</title>" in ask(url).text


def live(cluster, route):
    """Return the guide of a visitor who came to a server by chance, as many do."""
    found = []

    def is_there():
        told = config(ask(cluster.url, "/guide"))
        found.append(told["kernelId"])
        return told["baseUrl"] == f"/at/{route}/"

    wait_until(is_there, "nginx chooses it")
    return found[-1]


def test_what_is_published_on_one_is_seen_on_both_and_can_be_taken_back(cluster, tmp_path):
    file = tmp_path / "boek.yaml"
    file.write_text(to_yaml(ehbi.load().model_copy(update={"title": "Nieuw boek"})), encoding="utf-8")
    addresses = [cluster.url, *(server.url for server in cluster.servers.values())]
    command(cluster, "import", str(file))
    for url in addresses:
        wait_until(lambda url=url: titles(url, "Nieuw boek"), "the new revision is served")
    command(cluster, "restore", "1")
    for url in addresses:
        wait_until(lambda url=url: revision(url) == ehbi.load().revision, "the first one is served again")
    assert [one["revision"] for one in json.loads(command(cluster, "history", "--json"))] == [3, 2, 1]


def test_what_the_desk_tells_either_is_kept_in_one_place(cluster):
    for server in cluster.servers.values():
        tell(server.url, "/log", {"steps": ["reset-mail", "mail-zoeken"], "back": []})
        remark = {"step": "reset-mail", "doubt": "anders", "text": "De knop heet anders"}
        assert tell(server.url, "/feedback", remark).status == 201
    assert command(cluster, "feedback").count("De knop heet anders") == 2
    wait_until(lambda: len(json.loads(command(cluster, "cases", "--json"))) == 2, "the cases are kept")


def test_a_guide_goes_back_to_its_own_server_and_both_have_some(cluster):
    for route, server in cluster.servers.items():
        path = f"api/kernels/{live(cluster, route)}"
        assert ask(server.url, f"/{path}").status == 200
        for other in cluster.servers:
            found = ask(cluster.url, f"/at/{other}/{path}").status
            assert found == (200 if other == route else 404)


def test_a_page_connects_through_nginx_and_a_page_of_another_site_does_not(cluster):
    async def visit(origin=None):
        (await connect(f"{cluster.url}at/a/", live(cluster, "a"), origin)).close()

    asyncio.run(visit())
    with pytest.raises(Exception, match="403"):
        asyncio.run(visit("https://elders.example"))


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGKILL])
def test_when_one_ends_its_visitors_hear_it_and_everybody_goes_on_with_the_other(cluster, told):
    one = cluster.servers["a"]
    guide = live(cluster, "a")
    left = psutil.Process(one.pid).children(recursive=True)

    async def visit():
        socket = await connect(f"{cluster.url}at/a/", guide)
        one.process.send_signal(told)
        while await socket.read_message() is not None:
            pass

    asyncio.run(visit())
    one.process.wait(PATIENCE)
    assert {ask(cluster.url).status for _ in range(10)} == {200}
    assert {config(ask(cluster.url, "/guide"))["baseUrl"] for _ in range(4)} == {"/at/b/"}
    assert tell(cluster.url, "/log", {"steps": ["reset-mail", "mail-zoeken"], "back": []}).status == 204
    assert ask(cluster.url, f"/at/a/api/kernels/{guide}").status == 502
    assert all_end(left)
    cluster.start("a")
    assert live(cluster, "a")


def test_when_both_end_the_book_is_still_there_and_their_scripts(cluster):
    page = ask(cluster.url).text
    script = urljoin("/", page.split('<script type="module" src="')[1].split('"')[0])
    assert ask(cluster.url, script).status == 200
    for server in cluster.servers.values():
        server.process.terminate()
        server.process.wait(PATIENCE)
    assert titles(cluster.url, ehbi.load().title)
    assert ask(cluster.url, script).status == 200
    assert ask(cluster.url, "/guide").status == 502


def test_the_one_command_starts_it_says_where_it_is_and_cleans_up(nginx):  # noqa: ARG001
    starting = [sys.executable, "-m", "deploy"]
    with subprocess.Popen(starting, stdout=subprocess.PIPE, text=True) as process:
        lines = iter(process.stdout)
        said = next(line for line in lines if line.startswith("The cluster is ready on "))
        assert ask(said.split()[-1]).status == 200
        family = psutil.Process(process.pid).children(recursive=True)
        process.terminate()
        assert process.wait(PATIENCE) == 0
    assert all_end(family)
