"""Build all that servers will build of a handbook, in processes with a limit on time and memory."""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from ..files.documents import to_data
from ..handbook import Handbook
from .errors import LONGEST_TITLE, NoProofError, UnprovenError
from .worker import Heard, Worker

LONGEST = 180.0
"""Seconds that a proof may take: what takes longer than this, servers cannot build either."""
STARTING = 60.0
"""Seconds that its processes may take before they build anything."""
MOST = 1024**3
"""Bytes that its processes may hold together."""
WORKERS = 2
"""Processes at most; a machine with one processor has one."""
OFTEN = 0.1
"""Seconds between two looks at memory, and between two things told."""

_SLOW = "dat duurt langer dan {:.0f} seconden"
_LARGE = "dat kost meer dan {:.0f} MB geheugen"
_ENDED = "het programma dat het maakt, stopte ineens ({})"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a proof is.

    Parameters
    ----------
    part
        What is built now.
    step
        Title of the step that it is at; empty when that is not known.
    done, of
        How many parts are ready, and how many there are.

    Examples
    --------
    >>> print(Progress("de naslag", "", 1, 6))
    Proef: de naslag … 2 van 6
    """

    part: str
    step: str
    done: int
    of: int

    def __str__(self) -> str:
        at = f", stap ‘{self.step}’" if self.step else ""
        return f"Proef: {self.part}{at} … {min(self.done + 1, self.of)} van {self.of}"


Tell = Callable[[Progress], None]


def nobody(_progress: Progress) -> None:
    """Tell nobody."""


def prove(handbook: Handbook, tell: Tell = nobody) -> None:
    """Build all that servers build of a handbook, and keep nothing of it.

    Parameters
    ----------
    handbook
        Without errors.
    tell
        Is told how far it is, in the thread that asked.

    Raises
    ------
    UnprovenError
        Something cannot be built, or takes more time or memory than it may.
    NoProofError
        The processes that build it cannot be started.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="ehbi-proef-", ignore_cleanup_errors=True) as folder:
            _Proof(handbook, tell, Path(folder)).run()
    except OSError as error:
        raise NoProofError(error.strerror or str(error)) from error
    except MemoryError as error:
        raise NoProofError("er is te weinig geheugen") from error


class _Proof:
    """One proof under way."""

    def __init__(self, handbook: Handbook, tell: Tell, folder: Path) -> None:
        self._handbook, self._tell = handbook, tell
        self._heard: Heard = SimpleQueue()
        self._until = time.monotonic() + STARTING
        self._told = 0.0
        self._todo: deque[str] | None = None
        self._done = self._of = 0
        self._folder = folder
        self._workers: list[Worker] = []
        self._all: list[Worker] = []

    def run(self) -> None:
        try:
            self._start()
            while self._workers:
                with suppress(Empty):
                    self._hear(*self._heard.get(timeout=OFTEN))
                self._watch()
        finally:
            for worker in self._all:
                worker.end()
        if self._todo is None:
            raise NoProofError("het programma ervoor stopte meteen")

    def _start(self) -> None:
        """Start as many processes as there is room for, one at least."""
        content = json.dumps(to_data(self._handbook)).encode() + b"\n"
        for _ in range(min(WORKERS, os.cpu_count() or 1)):
            try:
                self._all.append(Worker(content, self._heard, self._folder))
            except OSError:
                if not self._all:
                    raise
        self._workers = [*self._all]

    def _hear(self, worker: Worker, said: dict[str, Any] | None) -> None:
        match said:
            case {"parts": list(parts)}:
                if self._todo is None:
                    self._todo, self._of = deque(parts), len(parts)
                    self._until = time.monotonic() + LONGEST
                self._hand_out(worker)
            case {"at": str(step)}:
                worker.at = step
                self._say(worker)
            case {"done": _}:
                self._done += 1
                self._hand_out(worker)
            case {"failed": str(part), "why": str(why), "step": str(step), "words": words, "found": found}:
                worker.failure = UnprovenError(self._handbook, part, step, why, words=words)
                if found:
                    raise worker.failure
                self._todo = deque()  # whatever else there is, this handbook is not published
            case None:
                self._workers.remove(worker)
                if worker.part:
                    raise worker.failure or self._unproven(worker, _ENDED.format(worker.code))

    def _hand_out(self, worker: Worker) -> None:
        if self._todo:
            worker.ask(self._todo.popleft())
            self._say(worker)
        else:
            worker.dismiss()

    def _say(self, worker: Worker) -> None:
        now = time.monotonic()
        if not worker.at or now - self._told >= OFTEN:
            self._told = now
            title = self._handbook.step(worker.at).title if worker.at in self._handbook else ""
            self._tell(Progress(worker.part, title[:LONGEST_TITLE], self._done, self._of))

    def _watch(self) -> None:
        """Refuse what takes too long or too much; what failed before that has its own reason."""
        if not self._workers:
            return
        if time.monotonic() > self._until:
            busy = next((worker for worker in self._workers if worker.part), self._workers[0])
            raise self._over(busy, _SLOW.format(LONGEST if self._of else STARTING))
        held = {worker: worker.memory() for worker in self._workers}
        if sum(held.values()) > MOST:
            raise self._over(max(held, key=lambda one: held[one]), _LARGE.format(MOST / 1e6))

    def _over(self, worker: Worker, why: str) -> Exception:
        failed = next((one.failure for one in self._workers if one.failure), None)
        if failed is None and not worker.part:
            return NoProofError(why)
        return failed or self._unproven(worker, f"{why}; {self._done} van {self._of} onderdelen waren klaar")

    def _unproven(self, worker: Worker, why: str) -> UnprovenError:
        return UnprovenError(self._handbook, worker.part, worker.at, why)
