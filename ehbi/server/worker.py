"""A worker as the server sees it: a process in which guests have their guides, and a pipe to and from it."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from ..handbook import EhbiError
from ..worker.pipe import LENGTH, packed
from .messages import Heard, Said

log = logging.getLogger(__name__)

STARTS_WITHIN = 30.0
"""Seconds that the notebook may take the first time."""
GOODBYE = 5.0
"""Seconds in which a process that was killed must be gone."""
LONGEST = 64_000_000
"""Bytes of what a worker says at once; a whole handbook under edit is a tenth of it."""

Output = dict[str, Any]


class NoWorkerError(EhbiError):
    """A worker does not start, or cannot run the notebook."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"De hulp kan niet starten: {why}.")


class EndedError(NoWorkerError):
    """A worker has ended; another one may help."""

    def __init__(self) -> None:
        super().__init__("het proces is gestopt")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a guest's notebook shows.

    Parameters
    ----------
    outputs
        As notebooks keep them.
    structure
        Which widgets it has made: guests with the same one can take each other's place.
    """

    outputs: Sequence[Output]
    structure: str


@dataclass
class Guest:
    """Somebody with a guide in a worker.

    Parameters
    ----------
    id
        By which the worker knows them, and their page asks for them.
    on_said
        Called with what the guide says, and whether with that a message has been dealt with.
    on_end
        Called when the worker has ended.
    """

    id: str
    on_said: Callable[[list[Said], bool], object] = lambda _said, _done: None
    on_end: Callable[[], object] = lambda: None


@dataclass
class _There:
    guest: Guest
    comes: asyncio.Future[Shown]


class Worker:
    """A process that has run a notebook, and runs it again for each guest.

    Parameters
    ----------
    process
        That runs ``ehbi.worker``, with pipes.
    alone
        Whether it goes with its guest.
    """

    def __init__(self, process: asyncio.subprocess.Process, *, alone: bool = False) -> None:
        self._process, self._alone = process, alone
        self._there: dict[str, _There] = {}
        self.since = time.monotonic()
        self._asked = self._silent = 0
        self._heard = False
        self.retired = self.told_to_end = False
        self.ended = asyncio.ensure_future(self._listen())

    @classmethod
    async def start(cls, notebook: Path, environment: Mapping[str, str], *, alone: bool) -> Worker:
        """Start a process and wait until its notebook has run.

        Parameters
        ----------
        notebook
            What it runs.
        environment
            All variables that it has.
        alone
            As for the class.

        Raises
        ------
        NoWorkerError
            It does not start, or the notebook cannot be run in it.
        """
        pipe = asyncio.subprocess.PIPE
        try:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "ehbi.worker", str(notebook)),
                stdin=pipe,
                stdout=pipe,
                env=environment,
                start_new_session=True,
            )
        except OSError as error:
            raise NoWorkerError(error.strerror or str(error)) from error
        try:
            await asyncio.wait_for(_begin(process), STARTS_WITHIN)
        except BaseException as error:
            await _end(process)
            if isinstance(error, OSError | EOFError | ValueError):
                raise NoWorkerError("het proces start niet") from error
            raise
        return cls(process, alone=alone)

    @property
    def memory(self) -> int:
        """Memory that the process has for itself, in bytes."""
        with suppress(psutil.Error):
            return int(psutil.Process(self._process.pid).memory_info().rss)
        return 0

    def __len__(self) -> int:
        return len(self._there)

    def come(self, guest: Guest, notebook: Path) -> asyncio.Future[Shown]:
        """Begin to run a notebook for a guest, and return what will be what it shows.

        That ends in :class:`EndedError` when the worker ends meanwhile, and in :class:`NoWorkerError` when
        the notebook fails.
        """
        there = _There(guest, asyncio.get_running_loop().create_future())
        if self.ended.done():
            there.comes.set_exception(EndedError())
            return there.comes
        self._there[guest.id] = there
        self._asked += 1
        self._say({"do": "come", "guest": guest.id, "notebook": str(notebook)})
        return there.comes

    def hear(self, guest: str, said: Heard) -> None:
        """Pass on what a guest's page says."""
        if guest in self._there:
            self._asked += 1
            what = {"do": "hear", "guest": guest, "kind": said.kind}
            self._say({**what, "content": said.content, "metadata": said.metadata}, said.buffers)

    def leave(self, guest: str) -> None:
        """Let a guest go."""
        if self._there.pop(guest, None):
            self._say({"do": "leave", "guest": guest})
            if self._alone:
                self.kill()

    def look(self) -> int:
        """Return at how many looks in a row it had something to deal with and had said nothing.

        Looks, and no seconds: on a machine that is too busy for either process, or slept, they come late too.
        """
        self._silent = self._silent + 1 if self._asked and not self._heard else 0
        self._heard = False
        return self._silent

    def kill(self) -> None:
        """End the process, whatever it is doing; its guests hear of it."""
        self.told_to_end = True
        _kill(self._process)

    def _say(self, what: dict[str, Any], buffers: Sequence[bytes] = ()) -> None:
        pipe = self._process.stdin
        if pipe and not pipe.is_closing():
            pipe.write(packed(json.dumps({**what, "buffers": [*map(len, buffers)]}), buffers))

    async def _listen(self) -> None:
        """Hear what guides say, until the process ends."""
        try:
            while True:
                said, buffers = await _read(self._process)
                self._heard = True
                self._asked -= said.get("done", True)
                if there := self._there.get(said["guest"]):
                    _hand_on(there, said, buffers)
        except (OSError, EOFError):
            pass
        except (ValueError, KeyError, TypeError):
            log.warning("Een proces met hulpen zegt iets onleesbaars en wordt beëindigd.")
        finally:
            await _end(self._process)
            left, self._there = self._there, {}
            for there in left.values():
                if not there.comes.done():
                    there.comes.set_exception(EndedError())
                there.guest.on_end()


async def _begin(process: asyncio.subprocess.Process) -> None:
    said, _ = await _read(process)
    if not said.get("ready"):
        raise NoWorkerError(str(said.get("error", "het proces zegt iets anders")))


async def _read(process: asyncio.subprocess.Process) -> tuple[dict[str, Any], list[bytes]]:
    """Return what a worker says next, and its buffers."""
    pipe = process.stdout
    assert pipe  # noqa: S101  # it was asked for
    length = int.from_bytes(await pipe.readexactly(LENGTH), "big")
    if length > LONGEST:
        raise ValueError(length)
    said: dict[str, Any] = json.loads(await pipe.readexactly(length))
    return said, [await pipe.readexactly(size) for size in said.get("buffers", ())]


def _hand_on(there: _There, said: dict[str, Any], buffers: list[bytes]) -> None:
    """Give a guest what their guide says; a message that it deals with is waited for no more."""
    if "said" in said:
        there.guest.on_said(_said(said["said"], buffers), bool(said.get("done")))
        return
    if there.comes.done():
        return
    if "error" in said:
        there.comes.set_exception(NoWorkerError(said["error"]))
    else:
        there.comes.set_result(Shown(said["outputs"], said["structure"]))


def _said(said: list[dict[str, Any]], buffers: list[bytes]) -> list[Said]:
    left = iter(buffers)
    return [
        Said(one["kind"], one["content"], one["metadata"], [next(left) for _ in range(one.get("buffers", 0))])
        for one in said
    ]


async def _end(process: asyncio.subprocess.Process) -> None:
    """End a process, and wait until it is gone."""
    _kill(process)
    with suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), GOODBYE)


def _kill(process: asyncio.subprocess.Process) -> None:
    # Its own method asks first whether it has ended, which the loop then finds out no more, and tells.
    if process.returncode is None:
        with suppress(psutil.Error):
            psutil.Process(process.pid).kill()
