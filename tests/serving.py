"""Start the product's own server for a test, and stop it."""

from __future__ import annotations

import itertools
import os
import socket
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from queue import Empty, Queue
from tempfile import TemporaryDirectory

from ehbi.places import CREATE, DATABASE

from .waiting import PATIENCE
from .warm import Child, Parent

READY = "EHBI staat klaar op "
KEPT = "Database: "
said: deque[str] = deque(maxlen=200)
"""What all servers said last, since the test began that runs now."""
parent: Parent | None = None
"""Starts servers where there is one, as in tests; what measures servers has none."""


@dataclass
class Server:
    """A running server: its process, what it keeps things in, where it is, and what it has said."""

    process: subprocess.Popen[str] | Child
    database: str
    url: str = ""
    kept: str = ""  # where it says that it keeps things
    log: list[str] = field(default_factory=list)

    @property
    def pid(self) -> int:
        return self.process.pid


@contextmanager
def running_server(
    *arguments: str, real: bool = False, patient: bool = False, **environment: str
) -> Iterator[Server]:
    """Run ``ehbi serve`` on a free port until the block ends, if need be one that is `tests.patient`."""
    program = "tests.patient" if patient else "ehbi.cli"
    command = [sys.executable, "-m", program, "serve", "--port", "0", *arguments]
    with running(command, environment, real=real) as server:
        yield server


@contextmanager
def running(
    command: list[str],
    environment: dict[str, str] | None = None,
    ready: str = READY,
    *,
    real: bool = False,
) -> Iterator[Server]:
    """Run any command that becomes a server, until the block ends; ``ready`` comes before its address.

    It keeps things in a folder of its own, never in that of whoever runs the tests. One that is ``real`` is
    not forked from what has imported it already: see `tests.warm`.
    """
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        # Neither the log nor the profile of whoever runs the tests.
        own = {DATABASE: f"sqlite:///{folder}/ehbi.sqlite", CREATE: "yes", "XDG_DATA_HOME": folder}
        own |= environment or {}
        process = _started(command, {**os.environ, **own}, real=real)
        server = Server(process, own[DATABASE])
        addresses: Queue[str] = Queue()
        threading.Thread(target=_listen, args=(server, ready, addresses), daemon=True).start()
        try:
            server.url = _address(server, addresses)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _started(command: list[str], environment: dict[str, str], *, real: bool) -> subprocess.Popen[str] | Child:
    if parent:
        return parent.start(command, environment, real=real)
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    return subprocess.Popen(command, **pipes, text=True, env=environment)


def _listen(server: Server, ready: str, addresses: Queue[str]) -> None:
    for line in server.process.stdout or ():
        if line.startswith(KEPT):
            server.kept = line.removeprefix(KEPT).strip()
            continue
        server.log.append(line)
        said.append(line)
        _, found, address = line.partition(ready)
        if found:
            addresses.put(address.strip())
    addresses.put("")


def _address(server: Server, addresses: Queue[str]) -> str:
    try:
        address = addresses.get(timeout=PATIENCE)
    except Empty:
        address = ""
    if not address:
        raise RuntimeError("The server does not answer:\n" + "".join(server.log))
    return address


_ports = itertools.count(20_000 + 100 * (os.getpid() % 100))


def free_port() -> int:
    """Return a port that nobody has now, for what cannot choose one itself or comes back to where it was.

    It is below those that a system gives to whoever asks for any, so nobody gets it meanwhile.
    """
    for port in _ports:
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError  # there is no end to them
