"""Servers that say what a test wants, behind a real nginx."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from deploy.config import Front
from deploy.nginx import running_nginx
from tests.serving import free_port

Answer = tuple[int, Mapping[str, str], bytes]


class Fake:
    """A server that answers each path with what a test says, and else with its own name.

    ``asked`` holds the paths that it was asked for, with their headers.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, Message]] = []
        self.port = 0

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def start(self) -> None:
        """Answer, from the second time on at the same port."""
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), _handler(self))
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def stop(self) -> None:
        """Answer no more; this may be said twice."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def _handler(fake: Fake) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            fake.asked.append((self.path, self.headers))
            self.rfile.read(int(self.headers["Content-Length"] or 0))
            status, headers, body = fake.answers.get(self.path, (200, {}, fake.name.encode()))
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815  # the name that http.server looks for

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def running_fake(name: str) -> Iterator[Fake]:
    """Let a fake answer until the block ends."""
    fake = Fake(name)
    fake.start()
    try:
        yield fake
    finally:
        fake.stop()


@contextmanager
def fronted(folder: Path, *names: str, **more: Any) -> Iterator[tuple[str, list[Fake]]]:
    """Run nginx before fakes with these names; gives its address and the fakes."""
    with ExitStack() as stack:
        fakes = [stack.enter_context(running_fake(name)) for name in names]
        servers = {fake.name: f"127.0.0.1:{fake.port}" for fake in fakes}
        own = {"cache": folder / "cache", "log": "stderr"}
        front = Front(servers, listen=f"127.0.0.1:{free_port()}", **own, **more)
        stack.enter_context(running_nginx(folder, front))
        yield f"http://{front.listen}/", fakes
