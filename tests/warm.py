"""Servers without the seconds of imports: a process that has them forks a server whenever a test asks.

Beside each server that was forked there is another such process, which forks its workers. Where a system does
not let a process be forked and followed so, servers are started as anywhere.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from threading import Lock
from types import SimpleNamespace
from typing import IO, Any, NoReturn

LONGEST = 2**20
"""Bytes of an order: a command and an environment."""
DIES_WITH_PARENT, IS_CALLED = 1, 15
"""To Linux: the signal that a process gets when its parent has ended, and the name that lists show."""
NAME = 15
"""Letters that such a name may have."""
STDIN, STDOUT, STDERR = range(3)
AS_AT_THE_START = (signal.SIGPIPE, signal.SIGXFSZ)
"""Signals that Python ignores, and that a program which it starts must not."""


class Child:
    """A process that was asked for, with what ``subprocess.Popen`` has of one."""

    def __init__(self, pid: int, told: IO[bytes], stdout: Any = None, stdin: Any = None) -> None:
        self.pid, self.stdout, self.stdin = pid, stdout, stdin
        self.returncode: int | None = None
        self._told, self._turn = told, Lock()

    def poll(self) -> int | None:
        """Return how it ended, or None while it runs."""
        return self._ended(0)

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended, and return how."""
        found = self._ended(timeout)
        if found is None:
            raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0)
        return found

    def _ended(self, timeout: float | None) -> int | None:
        if self.returncode is None and select.select([self._told], [], [], timeout)[0]:
            with self._turn:
                if self.returncode is None:
                    # Nothing is told when whoever started it was killed, and it with them.
                    self.returncode = int(self._told.read() or -signal.SIGKILL)
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            with suppress(ProcessLookupError):  # it has ended, which will be told
                os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class Asking:
    """Whoever asks a process to start others."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel, self._turn = channel, Lock()

    def server(self, command: list[str], environment: dict[str, str], *, real: bool) -> Child:
        """Have a command started that hears nothing and says all in one place."""
        with ExitStack() as passed, Path(os.devnull).open("rb") as nothing:
            stdout, output = _pipe(passed)
            pid, told = self._ask(command, environment, [nothing.fileno(), output, output], real=real)
        return Child(pid, told, os.fdopen(stdout, encoding="utf-8", errors="replace"))

    def worker(self, command: Sequence[object], *, env: dict[str, str], **_: object) -> Child:
        """Have a worker started, as the server starts it by ``subprocess.Popen``."""
        with ExitStack() as passed:
            stdout, output = _pipe(passed)
            hears, stdin = os.pipe()
            passed.callback(os.close, hears)
            words = [str(word) for word in command]
            pid, told = self._ask(words, env, [hears, output, STDERR], session=True)
        return Child(pid, told, os.fdopen(stdout, "rb"), os.fdopen(stdin, "wb"))

    def _ask(
        self, command: list[str], environment: dict[str, str], files: list[int], **how: bool
    ) -> tuple[int, IO[bytes]]:
        """Return the number of the process, and what can be read once it has ended."""
        order = {"command": command, "environment": environment, "folder": str(Path.cwd()), **how}
        with ExitStack() as passed:
            ended, ending = _pipe(passed)
            with self._turn:
                socket.send_fds(self._channel, [json.dumps(order).encode()], [*files, ending])
                said = self._channel.recv(LONGEST)
        if not said:
            raise ChildProcessError("The process that starts others has ended.")
        return int(said), os.fdopen(ended, "rb", buffering=0)


def _pipe(passed: ExitStack) -> tuple[int, int]:
    """Return both ends of a pipe, of which the one to write to is closed once it is passed on."""
    reading, writing = os.pipe()
    passed.callback(os.close, writing)
    return reading, writing


class Parent:
    """The process that starts servers; it begins when first asked."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._channel, self._theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._asking, self._turn = Asking(self._channel), Lock()

    @staticmethod
    def is_possible() -> bool:
        """Return whether this system has what it takes."""
        return sys.platform == "linux" and hasattr(os, "pidfd_open")

    @property
    def pid(self) -> int:
        """Its number, once it runs."""
        assert self._process
        return self._process.pid

    def start(self, command: list[str], environment: dict[str, str], *, real: bool = False) -> Child:
        """Start a command: forked when it is a module of ours, or else, or when ``real``, executed."""
        with self._turn:
            self._process = self._process or self._begin()
        return self._asking.server(command, environment, real=real)

    def worker(self, command: Sequence[object], *, env: dict[str, str], **_: object) -> Child:
        """Fork a worker, for a test that has workers without a server."""
        with self._turn:
            self._process = self._process or self._begin()
        return self._asking.worker(command, env=env)

    def _begin(self) -> subprocess.Popen[bytes]:
        with self._theirs as theirs:
            return subprocess.Popen(
                [sys.executable, "-m", __name__, str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                cwd=Path(__file__).parent.parent,
            )

    def end(self) -> None:
        """End it, and with it all that it started."""
        self._channel.close()
        self._theirs.close()
        if self._process:
            self._process.wait()


class Starting:
    """What is done for who asks: starting processes, and telling which ended."""

    def __init__(self, asked: socket.socket, *, is_warm: bool = False) -> None:
        self._asked, self._is_warm = asked, is_warm
        # By what is readable when one ends: its number, and where that is told.
        self._running: dict[int, tuple[int, int]] = {}
        self._watched = select.poll()
        self._watched.register(asked, select.POLLIN)

    def serve(self) -> None:
        """Go on until nobody is left to ask."""
        while True:
            for number, _ in self._watched.poll():
                if number in self._running:
                    self._tell(number)
                elif not self._start():
                    return

    def _start(self) -> bool:
        """Start what is asked for; return whether anything was."""
        said, given, *_ = socket.recv_fds(self._asked, LONGEST, 4)
        if not said:
            return False
        order, (*files, ending) = json.loads(said), given
        warm = not order.pop("real", False) and _is_ours(order["command"])
        if warm and not self._is_warm:
            _get_warm()
            self._is_warm = True
        pid = os.fork()
        if not pid:
            self._leave(ending)
            _become(**order, files=files, warm=warm)
        for number in files:
            os.close(number)
        watched = os.pidfd_open(pid)
        self._running[watched] = pid, ending
        self._watched.register(watched, select.POLLIN)
        self._asked.send(str(pid).encode())
        return True

    def _leave(self, ending: int) -> None:
        """Close, in a child, what is not its own."""
        self._asked.close()
        os.close(ending)
        for watched, (_, other) in self._running.items():
            os.close(watched)
            os.close(other)

    def _tell(self, watched: int) -> None:
        """Tell how one has ended."""
        pid, ending = self._running.pop(watched)
        self._watched.unregister(watched)
        os.close(watched)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        with suppress(BrokenPipeError):  # nobody waits for it
            os.write(ending, str(code).encode())
        os.close(ending)


def _is_ours(command: list[str]) -> bool:
    """Return whether a command runs a module of ours."""
    python, option, name = (*command, "", "")[:3]
    return python == sys.executable and option == "-m" and name.split(".")[0] in ("ehbi", "tests")


def _get_warm() -> None:
    """Have ready what every server and every worker begins with."""
    import ehbi.apps  # noqa: PLC0415  # not before one is to be forked
    import ehbi.cli.servers  # noqa: PLC0415
    import ehbi.server  # noqa: PLC0415
    import ehbi.worker.guest  # noqa: PLC0415
    from ehbi.server.http.assets import collect  # noqa: PLC0415

    collect().pack_ahead()
    ehbi.book.page(ehbi.load())
    gc.freeze()  # so that memory stays shared


def _become(  # noqa: PLR0913  # all that a process begins with
    command: list[str],
    environment: dict[str, str],
    folder: str,
    *,
    files: list[int],
    warm: bool,
    session: bool = False,
) -> NoReturn:
    """Be the process that a command is, in a child that was forked just now."""
    _tell_system(command[2] if warm else command[0])
    if session:
        os.setsid()
    for place, number in enumerate(files):
        os.dup2(number, place)
    for number in {*files}:
        os.close(number)
    os.chdir(folder)
    if warm and command[2] != "ehbi.worker":
        _have_workers_forked()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if not warm:
        for number in AS_AT_THE_START:
            signal.signal(number, signal.SIG_DFL)
        os.execvpe(command[0], command, environment)  # noqa: S606
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    tempfile.tempdir = None
    # Those that there are believe that they write to what the parent has.
    sys.stdout = os.fdopen(STDOUT, "w", -1, sys.stdout.encoding, sys.stdout.errors, closefd=False)
    sys.stderr = os.fdopen(STDERR, "w", 1, sys.stderr.encoding, sys.stderr.errors, closefd=False)
    sys.path[0] = folder
    sys.argv = command[2:]
    runpy.run_module(command[2], run_name="__main__", alter_sys=True)
    sys.exit()


def _tell_system(name: str) -> None:
    """Have this process end with its parent, and be listed by its name."""
    system = ctypes.CDLL(None)
    system.prctl(DIES_WITH_PARENT, signal.SIGKILL)
    system.prctl(IS_CALLED, name[-NAME:].encode())


def _have_workers_forked() -> None:
    """Fork a process that forks workers for the server that this one will be."""
    import ehbi.server.guides.worker as started  # noqa: PLC0415

    channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    if not os.fork():
        channel.close()
        _tell_system(__name__)
        with Path(os.devnull).open("r+b") as nothing:
            for place in (STDIN, STDOUT, STDERR):
                os.dup2(nothing.fileno(), place)
        Starting(theirs, is_warm=True).serve()
        os._exit(0)
    theirs.close()
    pipes = {"PIPE": subprocess.PIPE, "TimeoutExpired": subprocess.TimeoutExpired}
    started.subprocess = SimpleNamespace(Popen=Asking(channel).worker, **pipes)  # type: ignore[attr-defined]


def main(number: str) -> None:
    """Start what is asked for through the socket of this number."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # from a terminal it comes to whoever asks too, who ends us
    with socket.socket(fileno=int(number)) as asked:
        Starting(asked).serve()


if __name__ == "__main__":
    main(*sys.argv[1:])
