"""The warm process as the server sees it: what its notebook shows, and a fork for each visitor."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psutil

from ..handbook import EhbiError

PATIENCE = 30.0
"""Seconds that the notebook may take."""
FORK_PATIENCE = 5.0
"""Seconds that a fork may take; it takes milliseconds."""
GOODBYE = 5.0
"""Seconds that it gets to end by itself."""
LONGEST = 1_000_000
"""Bytes of a line from the process; what a notebook shows is smaller."""


class NoForkError(EhbiError):
    """The warm process is not there or does not do what it is asked; an ordinary kernel may."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"Kernels kunnen niet snel starten: {why}.")


class WarmProcess:
    """A process that has run a notebook and can be forked.

    Parameters
    ----------
    process
        That runs ``ehbi.warm``.
    lines
        What it says.
    ask
        Where it is asked.
    outputs
        What its notebook shows.
    """

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        lines: asyncio.StreamReader,
        ask: asyncio.StreamWriter,
        outputs: list[dict[str, Any]],
    ) -> None:
        self._process, self._lines, self._ask = process, lines, ask
        self._forks: dict[str, asyncio.Future[int]] = {}
        self.outputs = outputs
        self.ended = asyncio.ensure_future(self._listen())

    @classmethod
    async def start(cls, notebook: Path, environment: Mapping[str, str], lifeline: int) -> WarmProcess:
        """Start a process and wait until its notebook has run.

        Parameters
        ----------
        notebook
            What it runs.
        environment
            All variables that it and its forks have.
        lifeline
            An open file that ends when the server does.

        Raises
        ------
        NoForkError
            It does not start, or the notebook cannot be run in it.
        """
        try:
            process, ours = _started(notebook, environment, lifeline)
        except OSError as error:
            raise NoForkError(f"het warme proces start niet ({error.strerror})") from error
        ask: asyncio.StreamWriter | socket.socket = ours
        try:
            lines, ask = await asyncio.open_connection(sock=ours, limit=LONGEST)
            return cls(process, lines, ask, await _outputs(lines))
        except BaseException:
            ask.close()
            process.kill()
            process.wait()
            raise

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._process.pid

    async def fork(self, connection_file: str) -> psutil.Process:
        """Return a fork that has become a kernel.

        Parameters
        ----------
        connection_file
            Says where the kernel is to answer.

        Raises
        ------
        NoForkError
            The process has ended, or does not answer; then it is killed, so that there will be another.
        """
        if self.ended.done():
            raise NoForkError("het warme proces is gestopt")
        there: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._forks[connection_file] = there
        self._ask.write(json.dumps({"connection_file": connection_file}).encode() + b"\n")
        try:
            return psutil.Process(await asyncio.wait_for(there, FORK_PATIENCE))
        except TimeoutError as error:
            self.kill()
            raise NoForkError("het warme proces antwoordt niet") from error
        except psutil.Error as error:
            raise NoForkError("een kernel is meteen gestopt") from error
        finally:
            self._forks.pop(connection_file, None)

    def close(self) -> None:
        """Have no more forks; those that are there live on."""
        self._ask.close()

    def kill(self) -> None:
        """End the process, also when it is stopped or hangs; its forks live on."""
        self._ask.close()
        self._process.kill()

    async def _listen(self) -> None:
        """Hear which forks there are, until the process ends."""
        try:
            while line := await self._lines.readline():
                said = json.loads(line)
                there = self._forks.get(said["connection_file"])
                if there and not there.done():
                    there.set_result(said["pid"])
        except (OSError, ValueError, KeyError):
            pass  # it says nothing that makes sense, so it is of no use any more
        finally:
            self._ask.close()
            for there in self._forks.values():
                if not there.done():
                    there.set_exception(NoForkError("het warme proces is gestopt"))
            await asyncio.to_thread(self._wait)

    def _wait(self) -> None:
        """Wait until the process has ended by itself, as it does without us, or end it."""
        try:
            self._process.wait(GOODBYE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _started(
    notebook: Path, environment: Mapping[str, str], lifeline: int
) -> tuple[subprocess.Popen[bytes], socket.socket]:
    """Start the process, and return it with our end of the socket on which it is asked."""
    ours, theirs = socket.socketpair()
    with theirs:
        try:
            process = subprocess.Popen(  # noqa: S603  # our own module
                [sys.executable, "-m", "ehbi.warm", str(notebook), str(theirs.fileno())],
                stdin=lifeline,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env=environment,
                start_new_session=True,
            )
        except BaseException:
            ours.close()
            raise
    return process, ours


async def _outputs(lines: asyncio.StreamReader) -> list[dict[str, Any]]:
    try:
        said = json.loads(await asyncio.wait_for(lines.readline(), PATIENCE))
    except (OSError, ValueError, TimeoutError) as error:
        raise NoForkError("het warme proces start niet") from error
    match said:
        case {"outputs": outputs}:
            return list(outputs)
        case _:
            raise NoForkError(said.get("error", "het warme proces start niet"))
