"""Makes the Nth thing of a kind fail in this process."""

from __future__ import annotations

import builtins
import errno
import io
import os
import socket
import sqlite3
import sys
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.engine.default import DefaultDialect

AUDITED = {
    "open": "open",
    "os.rename": "write",
    "os.mkdir": "write",
    "tempfile.mkdtemp": "write",
    "subprocess.Popen": "spawn",
    "os.fork": "spawn",
    "os.posix_spawn": "spawn",
    "socket.bind": "socket",
    "socket.connect": "socket",
}
"""Which of Python's audit events count as what; others are counted by what is put in their place."""


def _os_error(number: int) -> Callable[[], BaseException]:
    return lambda: OSError(number, os.strerror(number))


ERRORS: dict[str, tuple[Callable[[], BaseException], ...]] = {
    "open": (_os_error(errno.EMFILE), _os_error(errno.EACCES), _os_error(errno.EIO), MemoryError),
    "write": (_os_error(errno.ENOSPC), _os_error(errno.EIO), _os_error(errno.EROFS), MemoryError),
    "spawn": (_os_error(errno.EAGAIN), _os_error(errno.ENOMEM), _os_error(errno.EMFILE), MemoryError),
    "socket": (_os_error(errno.EMFILE), _os_error(errno.ENOBUFS), TimeoutError, MemoryError),
    "thread": (lambda: RuntimeError("can't start new thread"),),
    "query": (
        lambda: sqlite3.OperationalError("database is locked"),
        lambda: sqlite3.OperationalError("database or disk is full"),
        lambda: sqlite3.OperationalError("disk I/O error"),
        lambda: sqlite3.DatabaseError("database disk image is malformed"),
        MemoryError,
    ),
}
"""In what ways each kind of thing fails; the Nth fails in one of them, by turns."""
KINDS = tuple(ERRORS)


@dataclass
class Injector:
    """Counts what happens in this process, and makes it fail from the Nth on, so many times.

    Threads of ``spared`` are left alone: those of the test itself.
    """

    seen: Counter[str] = field(default_factory=Counter)
    spared: set[int] = field(default_factory=set)
    fired: str = ""
    _kind: str = ""
    _nth: int = 0
    _times: int = 1

    def arm(self, kind: str, nth: int, times: int = 1) -> None:
        """Have the Nth from now on fail, and with more than one time those after it."""
        self.seen.clear()
        self.fired, self._kind, self._nth, self._times = "", kind, nth, times

    def disarm(self) -> None:
        """Have nothing fail."""
        self._kind = ""

    def hit(self, kind: str, what: object) -> None:
        """Count something, and raise if it must fail."""
        if threading.get_ident() in self.spared:
            return
        self.seen[kind] += 1
        if kind == self._kind and 0 <= self.seen[kind] - self._nth < self._times:
            self.fired = self.fired or f"{what}"
            raise ERRORS[kind][self._nth % len(ERRORS[kind])]()

    def install(self) -> None:
        """Watch this process, for as long as it lives."""
        sys.addaudithook(self._heard)
        builtins.open = io.open = self._open  # type: ignore[assignment]
        for name in ("do_execute", "do_executemany", "do_commit"):
            _before(DefaultDialect, name, lambda *_, name=name, **__: self.hit("query", name))
        _before(threading.Thread, "start", lambda *_, **__: self.hit("thread", "start"))
        _before(socket.socket, "__init__", self._new_socket)
        _before(socket.socket, "accept", lambda _: self.hit("socket", "accept"))
        _before(socket, "socketpair", lambda *_, **__: self.hit("socket", "socketpair"))

    def _new_socket(self, _: Any, *__: Any, fileno: int | None = None) -> None:
        if fileno is None:
            self.hit("socket", "socket")

    def _heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        # What the system tells of its processes is no file that a disk or a limit keeps away.
        if (kind := AUDITED.get(event)) and not str(arguments[:1]).startswith("('/proc/"):
            self.hit(kind, f"{event} {arguments[0] if arguments else ''}")

    def _open(self, file: Any, mode: str = "r", buffering: int = -1, *texts: Any, **named: Any) -> Any:
        """Open a file of which each write can fail, as one on a disk that fills."""
        if not set(mode) & set("wax+") or isinstance(file, int):
            return _real_open(file, mode, buffering, *texts, **named)
        raw = _Failing(self, file, mode.replace("b", "").replace("t", ""))
        binary = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        if "b" in mode:
            return raw if buffering == 0 else binary
        return io.TextIOWrapper(binary, *texts, **{key: named[key] for key in named if key in TEXT})


TEXT = {"encoding", "errors", "newline"}
_real_open = builtins.open


class _Failing(io.FileIO):
    def __init__(self, injector: Injector, file: Any, mode: str) -> None:
        super().__init__(file, mode)
        self._injector = injector

    def write(self, data: Any) -> int:
        self._injector.hit("write", self.name)
        return super().write(data)


def _before(owner: Any, name: str, call: Callable[..., None]) -> None:
    """Have something called before a function or method, each time, with what that gets."""
    method = getattr(owner, name)

    def instead(*arguments: Any, **named: Any) -> Any:
        call(*arguments, **named)
        return method(*arguments, **named)

    setattr(owner, name, instead)
