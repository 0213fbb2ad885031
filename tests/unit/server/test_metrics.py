"""What Prometheus hears of a server: what happened, how often and how fast, and nothing of anybody."""

from __future__ import annotations

import asyncio
import re
import socket
from contextlib import contextmanager

import pytest
from prometheus_client.parser import text_string_to_metric_families

from ehbi import cli, server
from ehbi.server.metrics import Metrics
from tests.serving import running_server

from .visiting import ask, connect, kind_of, new_guide, packed, tell, wait_until, workers

LINE = "Cijfers voor Prometheus: "


LABELS = {
    ("state", "live"),
    ("state", "starting"),
    ("of", "book"),
    ("of", "guide"),
    ("result", "kept"),
    ("result", "dropped"),
    ("result", "passed"),
    ("result", "ignored"),
    ("result", "refused"),
    *[("reason", why) for why in ("left", "absent", "idle", "room", "died", "start", "notebook")],
}


class Watched:
    """A server, and what it tells Prometheus."""

    def __init__(self, found):
        self.server = found
        wait_until(lambda: any(line.startswith(LINE) for line in found.log), "it says where")
        self.address = next(line for line in found.log if line.startswith(LINE)).removeprefix(LINE).strip()

    def answer(self):
        return ask(self.address, "/metrics")

    def samples(self):
        families = text_string_to_metric_families(self.answer().text)
        return {
            (sample.name, *sorted(sample.labels.items())): sample.value
            for family in families
            for sample in family.samples
        }

    def count(self, name, **labels):
        return self.samples().get((f"ehbi_{name}", *labels.items()), 0)

    def comes_to(self, number, name, **labels):
        wait_until(lambda: self.count(name, **labels) == number, f"{name} {labels} is {number}")

    async def live(self):
        """Come as a page does, until the guide has answered."""
        guide = new_guide(self.server.url)
        page = await connect(self.server.url, guide)
        await page.write_message(packed("kernel_info_request", {}), binary=True)
        while kind_of(await page.read_message()) != "kernel_info_reply":
            pass
        return guide, page


@contextmanager
def watched(*arguments):
    with running_server("--metrics", "0", *arguments) as found:
        yield Watched(found)


def test_it_counts_visits_and_how_long_it_takes_until_the_guide_is_live():
    with watched() as found:
        before = found.samples()
        assert before["ehbi_guides_limit",] > 0
        assert before["ehbi_guide_live_seconds_count",] == 0
        for _ in range(3):
            ask(found.server.url)

        async def visit():
            guide, page = await found.live()
            assert found.count("guides", state="live") == 1
            await page.write_message(packed("execute_request", {}), binary=True)
            await page.write_message(packed("kernel_info_request", {}), binary=True)
            while kind_of(await page.read_message()) != "kernel_info_reply":
                pass
            await page.write_message(b"onzin", binary=True)
            while await page.read_message() is not None:
                pass
            return guide

        guide = asyncio.run(visit())
        assert tell(found.server.url, "/log", {"steps": ["reset-mail"], "back": []}).status == 204
        found.comes_to(1, "cases_total", result="kept")
        found.comes_to(1, "guides_ended_total", reason="left")
        assert found.count("visits_total", of="book") == 3
        assert found.count("visits_total", of="guide") == 1
        assert found.count("guide_live_seconds_count") == 1
        assert 0 < found.count("guide_live_seconds_sum") < 60
        assert found.count("guides_started_total") >= 1
        assert found.count("guides", state="live") == 0
        assert found.count("messages_total", result="passed") == 2
        assert found.count("messages_total", result="ignored") == 1
        assert found.count("messages_total", result="refused") == 1
        assert found.samples()["process_resident_memory_bytes",] > 0
        tells_nothing_of_anybody(found.answer().text, guide)


def tells_nothing_of_anybody(text, guide):
    found = {pair for pair in re.findall(r'(\w+)="([^"]*)"', text) if pair[0] != "le"}
    assert found <= LABELS
    assert not any(word in text for word in (guide, "reset-mail", "127.0.0.1"))


def test_it_counts_who_is_refused_and_why_guides_end():
    with watched("--visitors", "1") as found:

        async def visit():
            _, page = await found.live()
            assert ask(found.server.url, "/guide").status == 503
            for worker in workers(found.server.pid):
                worker.kill()
            while await page.read_message() is not None:
                pass

        asyncio.run(visit())
        found.comes_to(1, "guides_ended_total", reason="died")
        assert found.count("refused_total") == 1
        assert found.count("guides_ended_total", reason="left") == 0


def test_there_is_nothing_else_at_that_address_and_nothing_of_it_for_visitors():
    with watched() as found:
        assert {ask(found.address, path).status for path in ("/", "/guide", "/metrics/", "/api/kernels")} == {
            404
        }
        assert ask(found.address, "/metrics", "POST").status == 405
        assert ask(found.server.url, "/metrics").status == 404
        assert found.answer().headers["Content-Type"].startswith("text/plain; version=")


def test_a_port_that_is_taken_is_one_line_and_no_reason_not_to_serve():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with running_server("--metrics", port, patient=True) as found:
            assert ask(found.url).status == 200
            wait_until(lambda: found.log[1:], "it is told")
            line = f"Er zijn geen cijfers voor Prometheus: poort {port} op 127.0.0.1 is niet vrij.\n"
            assert found.log[1:] == [line]


@pytest.mark.parametrize(
    ("arguments", "metrics"),
    [
        (["--port", "9000"], ("127.0.0.1", 10_000)),
        (["--port", "0"], None),
        (["--port", "9000", "--host", "0.0.0.0"], ("127.0.0.1", 10_000)),  # noqa: S104
        (["--metrics", "9100"], ("127.0.0.1", 9100)),
        (["--metrics", "0.0.0.0:9100"], ("0.0.0.0", 9100)),  # noqa: S104
        (["--metrics", "[::1]:9100"], ("::1", 9100)),
        (["--metrics", "nee"], None),
    ],
)
def test_it_is_on_this_machine_only_unless_told(monkeypatch, arguments, metrics):
    served = {}
    monkeypatch.setattr(server, "serve", lambda **fields: served.update(fields))
    assert cli.main(["serve", *arguments]) == 0
    assert served["metrics"] == metrics


@pytest.mark.parametrize("text", ["ja", "localhost", "localhost:", "1.5", ":x"])
def test_what_is_no_port_is_refused(text, capsys):
    with pytest.raises(SystemExit):
        cli.main(["serve", "--metrics", text])
    assert "--metrics" in capsys.readouterr().err


def test_the_time_counts_from_asking_to_the_first_answer_of_the_guide():
    clock = iter([10.0, 12.5]).__next__
    metrics = Metrics(clock)
    metrics.given("een", metrics.now())
    for _ in range(3):
        metrics.live("een")
    metrics.live("onbekend")
    assert metrics.registry.get_sample_value("ehbi_guide_live_seconds_sum") == 2.5
    assert metrics.registry.get_sample_value("ehbi_guide_live_seconds_count") == 1


def test_a_guide_that_ended_before_it_was_live_is_no_time():
    metrics = Metrics()
    metrics.given("een", metrics.now())
    metrics.ended("een", "absent")
    metrics.live("een")
    assert metrics.registry.get_sample_value("ehbi_guide_live_seconds_count") == 0


def test_each_server_counts_for_itself():
    one, other = Metrics(), Metrics()
    one.visits.labels("book").inc()
    assert other.registry.get_sample_value("ehbi_visits_total", {"of": "book"}) is None
