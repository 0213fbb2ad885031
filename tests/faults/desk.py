"""A server in a process in which things can be made to fail."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psutil

from ehbi import cli, server  # noqa: F401  # imported here, so that each fork need not
from ehbi.server import follower, launch, supervisor
from ehbi.server.guides import workers

from ..waiting import PATIENCE, wait_until
from .injector import Injector

READY = re.compile(r"EHBI staat klaar op (\S+)")
SOON = {
    follower: {"OFTEN": 0.2, "AGAIN": 1.0},
    workers: {"FORGOTTEN": 0.1},
    launch: {"PAUSES": (0.1, 0.2), "PORT_AGAIN": 1.0},
}
"""What waits before it tries again does so for a shorter time, so that a thousand faults can be tried."""


@dataclass
class Desk:
    """A server whose things can be made to fail."""

    process: Any
    told: Connection
    log: Path
    url: str = ""

    @property
    def lines(self) -> list[str]:
        """What it has said, a line each."""
        return self.log.read_text(encoding="utf-8", errors="replace").splitlines()

    @property
    def seen(self) -> dict[str, int]:
        """What was counted, now that it has ended."""
        return self._left[0]

    @property
    def fired(self) -> str:
        """What failed, now that it has ended."""
        return self._left[1]

    @property
    def _left(self) -> tuple[dict[str, int], str]:
        file = self.log.with_suffix(".json")
        return tuple(json.loads(file.read_text(encoding="utf-8"))) if file.exists() else ({}, "")

    def arm(self, kind: str, nth: int, times: int = 1) -> None:
        """Have the Nth thing of a kind fail from now on."""
        self._ask(("arm", kind, nth, times))

    def disarm(self) -> tuple[dict[str, int], str]:
        """Have nothing fail, and return what was counted and what failed."""
        return self._ask(("disarm",))

    def _ask(self, what: tuple[Any, ...]) -> Any:
        self.told.send(what)
        return self.told.recv()

    def stop(self) -> int | None:
        """Tell it to stop; return its exit code, or None when it does not end."""
        with suppress(ProcessLookupError):
            os.kill(self.process.pid, 15)
        self.process.join(PATIENCE)
        return self.process.exitcode


def _run(told: Connection, log: Path, arguments: list[str], fault: tuple[str, int, int] | None) -> None:
    """Be the server."""
    with log.open("wb") as stream:
        for number in (1, 2):
            os.dup2(stream.fileno(), number)
    for module, values in SOON.items():
        for name, value in values.items():
            setattr(module, name, value)
    supervisor.Supervisor.__init__.__defaults__ = ((0.1, 1.0),)
    injector = Injector()
    injector.install()
    threading.Thread(target=_obey, args=(told, injector), daemon=True).start()
    if fault:
        injector.arm(*fault)
    code = cli.main(arguments)
    injector.disarm()
    log.with_suffix(".json").write_text(json.dumps([injector.seen, injector.fired]), encoding="utf-8")
    os._exit(code)


def _obey(told: Connection, injector: Injector) -> None:
    injector.spared.add(threading.get_ident())
    with suppress(EOFError, OSError):
        while True:
            match told.recv():
                case ("arm", kind, nth, times):
                    injector.arm(kind, nth, times)
                    told.send(None)
                case _:
                    injector.disarm()
                    told.send((dict(injector.seen), injector.fired))


@contextmanager
def desk(
    folder: Path, database: str, fault: tuple[str, int, int] | None = None, *arguments: str
) -> Iterator[Desk]:
    """Fork a server; whatever becomes of it, nothing of it is left after the block."""
    log = folder / "log"
    ours, theirs = multiprocessing.Pipe()
    command = ["serve", "--port", "0", "--create", "--database", database, "--metrics", "nee", *arguments]
    process = multiprocessing.get_context("fork").Process(target=_run, args=(theirs, log, command, fault))
    process.start()
    theirs.close()
    found = Desk(process, ours, log)
    try:
        wait_until(lambda: found.process.exitcode is not None or _ready(found), "it is there or has ended")
        yield found
    finally:
        _end(process)
        ours.close()


def _ready(found: Desk) -> bool:
    match = READY.search("\n".join(found.lines)) if found.log.exists() else None
    found.url = match[1] if match else ""
    return bool(match)


def _end(process: Any) -> None:
    with suppress(psutil.Error):
        one = psutil.Process(process.pid)
        for each in [*one.children(recursive=True), one]:
            with suppress(psutil.Error):
                each.kill()
    process.join(PATIENCE)
