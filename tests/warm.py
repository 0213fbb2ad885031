"""Servers without the two seconds of imports: a process that has them forks one whenever a test asks.

Where a system does not let a process be forked and followed so, servers are started as anywhere.
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
from pathlib import Path
from threading import Lock
from typing import IO, NoReturn

LONGEST = 2**20
"""Bytes of an order: a command and an environment."""
DIES_WITH_PARENT = 1
"""To Linux: the signal that a process gets when its parent has ended."""
STDOUT, STDERR = 1, 2
AS_AT_THE_START = (signal.SIGPIPE, signal.SIGXFSZ)
"""Signals that Python ignores, and that a program which it starts must not."""


class Parent:
    """The process that starts others, seen by whoever asks; it begins when first asked and ends with them."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._asking: socket.socket | None = None
        self._turn = Lock()

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
        reading, output = os.pipe()
        ended, ending = os.pipe()
        order = {"command": command, "environment": environment, "folder": str(Path.cwd()), "real": real}
        try:
            with self._turn:
                asking = self._asking or self._begin()
                socket.send_fds(asking, [json.dumps(order).encode()], [output, ending])
                pid = int(asking.recv(LONGEST) or 0)
        finally:
            os.close(output)
            os.close(ending)
        stdout = os.fdopen(reading, encoding="utf-8", errors="replace")
        told = os.fdopen(ended, "rb", buffering=0)
        if not pid:
            raise ChildProcessError("The process that starts servers has ended.")
        return Child(pid, stdout, told)

    def _begin(self) -> socket.socket:
        self._asking, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__, str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                cwd=Path(__file__).parent.parent,
            )
        return self._asking

    def end(self) -> None:
        """End it, and with it all that it started."""
        if self._process and self._asking:
            self._asking.close()
            self._process.wait()
            self._process = self._asking = None


class Child:
    """A process that the parent has started, with what ``subprocess.Popen`` has of one."""

    def __init__(self, pid: int, stdout: IO[str], told: IO[bytes]) -> None:
        self.pid, self.stdout, self.returncode = pid, stdout, None
        self._told = told

    def poll(self) -> int | None:
        """Return how it ended, or None while it runs."""
        return self._returncode(0)

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended, and return how."""
        found = self._returncode(timeout)
        if found is None:
            raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0)
        return found

    def _returncode(self, timeout: float | None) -> int | None:
        if self.returncode is None and select.select([self._told], [], [], timeout)[0]:
            # Nothing is told when the parent was killed, and its children with it.
            self.returncode = int(self._told.read() or -signal.SIGKILL)
            self._told.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class Starting:
    """What the parent does: it starts what is asked for, and tells who ended."""

    def __init__(self, asked: socket.socket) -> None:
        self._asked = asked
        self._running: dict[
            int, tuple[int, int]
        ] = {}  # by what is readable when one ends: it, and whom to tell
        self._watched = select.poll()
        self._watched.register(asked, select.POLLIN)
        self._is_warm = False

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
        said, given, *_ = socket.recv_fds(self._asked, LONGEST, 2)
        if not said:
            return False
        order, (output, ending) = json.loads(said), given
        warm = not order.pop("real") and _is_ours(order["command"])
        if warm and not self._is_warm:
            _get_warm()
            self._is_warm = True
        pid = os.fork()
        if not pid:
            self._leave(ending)
            _become(**order, output=output, warm=warm)
        os.close(output)
        watched = os.pidfd_open(pid)
        self._running[watched] = pid, ending
        self._watched.register(watched, select.POLLIN)
        self._asked.send(str(pid).encode())
        return True

    def _leave(self, ending: int) -> None:
        """Close, in a child, what is the parent's."""
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
        with os.fdopen(ending, "wb", buffering=0) as told:
            told.write(str(code).encode())


def _is_ours(command: list[str]) -> bool:
    """Return whether a command runs a module of ours."""
    python, option, name = (*command, "", "")[:3]
    return python == sys.executable and option == "-m" and name.split(".")[0] in ("ehbi", "tests")


def _get_warm() -> None:
    """Have ready what every server begins with."""
    import ehbi.cli.servers  # noqa: PLC0415  # not before a server is to be forked
    import ehbi.server  # noqa: F401, PLC0415
    from ehbi.server.http.assets import collect  # noqa: PLC0415

    collect().pack_ahead()
    gc.freeze()  # so that memory stays shared


def _become(
    command: list[str], environment: dict[str, str], folder: str, *, output: int, warm: bool
) -> NoReturn:
    """Be the process that a command is, in a child that was forked just now."""
    ctypes.CDLL(None).prctl(DIES_WITH_PARENT, signal.SIGKILL)
    for number in (STDOUT, STDERR):
        os.dup2(output, number)
    os.close(output)
    os.chdir(folder)
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


def main(number: str) -> None:
    """Be the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # from a terminal it comes to whoever asks too, who ends us
    with socket.socket(fileno=int(number)) as asked:
        Starting(asked).serve()


if __name__ == "__main__":
    main(*sys.argv[1:])
