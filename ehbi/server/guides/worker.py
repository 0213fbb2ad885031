"""A worker as the server sees it: a process in which guests have their guides, and the pipe to it."""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any, NamedTuple, Protocol

import psutil

from ...handbook import EhbiError
from ...worker.pipe import frames, packed
from ..http.limits import LATEST
from .messages import Heard, Said

log = logging.getLogger(__name__)

STARTS_WITHIN = 30.0
"""Seconds that the notebook may take the first time."""
GOODBYE = 5.0
"""Seconds in which a process that was killed must be gone."""


class NoGuideError(EhbiError):
    """There is no guide for another visitor; the book still serves them."""

    def __init__(self, why: str, seconds: int = LATEST) -> None:
        self.why, self.seconds = why, seconds
        super().__init__(f"Geen hulp beschikbaar: {why}.")


class EndedError(NoGuideError):
    """A worker has ended; another one may help."""

    def __init__(self) -> None:
        super().__init__("het proces is gestopt")


class Shown(NamedTuple):
    """What a guest's notebook shows."""

    outputs: Sequence[dict[str, Any]]  # as notebooks keep them
    structure: str  # which widgets it has made: guests with the same one can take each other's place


class GuestPage(Protocol):
    """The page of a guest, once it is connected."""

    def tell(self, said: list[Said], done: bool) -> None:
        """Hear what the guide says; with ``done``, a message of the page has been dealt with."""

    def send_away(self, why: str) -> None:
        """Hear that there is no guide any more; see :meth:`ehbi.server.metrics.Metrics.ended` for why."""


@dataclass(eq=False, slots=True)
class Guest:
    """Somebody with a guide in a worker."""

    on_end: Callable[[Guest], object] = lambda _: None  # called when their worker has ended
    id: str = field(default_factory=lambda: str(uuid.uuid4()))  # who can guess it has the guide
    worker: Worker = field(init=False)
    page: GuestPage | None = None
    seen: float = 0.0  # when their page was last heard
    shown: asyncio.Future[Shown] = field(init=False)


class Worker:
    """A process that has run a notebook, and runs it again for each guest.

    A thread writes to its pipe and another one reads: neither a process that does not read nor one that says
    half a sentence holds up the loop. One that is ``alone`` goes with its guest.
    """

    def __init__(self, process: subprocess.Popen[bytes], *, alone: bool = False) -> None:
        self._process, self._alone = process, alone
        self._loop = asyncio.get_running_loop()
        self.ready, self.ended = self._loop.create_future(), self._loop.create_future()
        self.since = time.monotonic()
        self.retired = self.told_to_end = False
        self._guests: dict[str, Guest] = {}
        self._asked = self._silent = 0
        self._heard = False
        self._frames: SimpleQueue[bytes | None] = SimpleQueue()
        for work in (self._write, self._read):
            Thread(target=work, args=(process.stdin, process.stdout), daemon=True).start()

    @classmethod
    async def start(cls, notebook: Path, environment: Mapping[str, str], *, alone: bool) -> Worker:
        """Start a process and wait until its notebook has run; a :class:`NoGuideError` when that fails."""
        try:
            process = subprocess.Popen(  # noqa: S603  # our own module
                (sys.executable, "-m", "ehbi.worker", notebook),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment,
                start_new_session=True,
            )
        except OSError as error:
            raise NoGuideError(error.strerror or str(error)) from error
        try:
            worker = cls(process, alone=alone)
            await asyncio.wait_for(worker.ready, STARTS_WITHIN)
        except BaseException as error:
            process.kill()
            # In time, or because there are no threads left.
            if isinstance(error, TimeoutError | RuntimeError):
                raise NoGuideError("het proces start niet") from error
            raise
        return worker

    @property
    def memory(self) -> int:
        """Memory that the process has for itself, in bytes."""
        with suppress(psutil.Error):
            return int(psutil.Process(self._process.pid).memory_info().rss)
        return 0

    def __len__(self) -> int:
        return len(self._guests)

    @property
    def takes_guests(self) -> bool:
        """Whether it may go on, and with more guests."""
        return not (self.retired or self.told_to_end or self.ended.done())

    def come(self, guest: Guest, notebook: Path) -> asyncio.Future[Shown]:
        """Begin to run a notebook for a guest, and return what will be what it shows, or a `NoGuideError`."""
        guest.worker, guest.shown = self, self._loop.create_future()
        self._guests[guest.id] = guest
        self._say({"do": "come", "guest": guest.id, "notebook": str(notebook)})
        return guest.shown

    def hear(self, guest: Guest, said: Heard) -> None:
        """Pass on what a guest's page says."""
        what = {"do": "hear", "guest": guest.id, "kind": said.kind}
        self._say({**what, "content": said.content, "metadata": said.metadata}, said.buffers)

    def leave(self, guest: Guest) -> None:
        """Let a guest go."""
        if self._guests.pop(guest.id, None):
            self._say({"do": "leave", "guest": guest.id})
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
        self._process.kill()

    def _say(self, what: dict[str, Any], buffers: Sequence[bytes] = ()) -> None:
        self._asked += what["do"] != "leave"  # all else is answered
        self._frames.put(packed(json.dumps({**what, "buffers": [*map(len, buffers)]}), buffers))

    def _write(self, stdin: IO[bytes], _: object) -> None:
        with suppress(OSError), stdin:  # that the process has ended is seen by who reads
            for frame in iter(self._frames.get, None):
                stdin.write(frame)
                stdin.flush()

    def _read(self, _: object, stdout: Any) -> None:
        try:
            for said, buffers in frames(stdout):
                self._loop.call_soon_threadsafe(self._hear, said, buffers)
        except (ValueError, TypeError, AttributeError, RecursionError):
            log.warning("Een proces met hulpen zegt iets onleesbaars en wordt beëindigd.")
        finally:
            self._process.kill()
            self._frames.put(None)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(GOODBYE)
            stdout.close()
            with suppress(RuntimeError):  # the server has ended
                self._loop.call_soon_threadsafe(self._end)

    def _hear(self, said: dict[str, Any], buffers: list[bytes]) -> None:
        """Give a guest what their guide says; a message that it deals with is waited for no more."""
        self._heard = True
        guest = self._guests.get(said.get("guest", ""))
        self._asked -= said.get("done", "guest" in said)
        match said:
            case {"said": messages, "done": done} if guest and guest.page:
                guest.page.tell(_said(messages, buffers), done)
            case {"outputs": outputs, "structure": structure} if guest:
                _settle(guest.shown, Shown(outputs, structure))
            case {"error": why}:
                _settle(guest.shown if guest else self.ready, NoGuideError(why))
            case {"ready": True}:
                _settle(self.ready, None)

    def _end(self) -> None:
        _settle(self.ready, NoGuideError("het proces start niet"))
        _settle(self.ended, None)
        left, self._guests = self._guests, {}
        for guest in left.values():
            _settle(guest.shown, EndedError())
            guest.on_end(guest)


def _said(messages: Iterable[dict[str, Any]], buffers: Iterable[bytes]) -> list[Said]:
    left = iter(buffers)
    return [
        Said(one["kind"], one["content"], one["metadata"], [next(left) for _ in range(one["buffers"])])
        for one in messages
    ]


def _settle(future: asyncio.Future[Any], result: object) -> None:
    """End what somebody waits for, unless nobody does any more."""
    if future.done():
        return
    if isinstance(result, Exception):
        future.set_exception(result)
    else:
        future.set_result(result)
