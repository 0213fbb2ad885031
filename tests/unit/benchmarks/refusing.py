"""Servers that go wrong on purpose, in ways that a crowd must notice."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from socketserver import StreamRequestHandler, ThreadingTCPServer


def answer(status: int, body: bytes = b"", **headers: str) -> bytes:
    lines = {"Content-Length": str(len(body)), **headers}
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status} Odd\r\n{head}\r\n".encode() + body


@contextmanager
def serving(answers: Callable[[str], bytes | None]) -> Iterator[str]:
    """Answer every request by its path, with all that is sent, or hang up for None; gives the address."""

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            while head := "".join(iter(lambda: self.rfile.readline().decode().rstrip("\r\n") + "\n", "\n")):
                length = re.search(r"content-length: (\d+)", head, re.IGNORECASE)
                self.rfile.read(int(length[1]) if length else 0)
                said = answers(head.split()[1])
                if said is None:
                    return
                self.wfile.write(said)

    class Server(ThreadingTCPServer):
        daemon_threads = True
        request_queue_size = 50

    with Server(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
