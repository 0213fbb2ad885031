"""The proof: build all that servers will build of a handbook, in processes with limits on time and memory."""

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
from ..handbook import EhbiError, Handbook
from ..handbook.errors import printable
from .process import Builder, Heard

LONGEST = 180.0
"""Seconds that a proof may take: what takes longer than this, servers cannot build either."""
STARTING = 60.0
"""Seconds that its processes may take before they build anything."""
MOST = 1024**3
"""Bytes that its processes may hold together."""
BUILDERS = 2
"""Processes at most; a machine with one processor has one."""
OFTEN = 0.1
"""Seconds between two looks at memory, and between two things told."""
LONGEST_WHY, LONGEST_TITLE = 200, 80
"""Characters of a technical reason, and of a title, that a manager gets to read."""
_UNDO = "Maak de laatste veranderingen ongedaan, of bewaar deze melding en vraag om hulp."
_THERE = f"De proef was bij stap {{}}. Kijk die stap na en wat erop volgt. {_UNDO}"
_WORDS = "Het ligt aan de teksten van stap {}. Maak die korter of gewoner en publiceer opnieuw."
_SLOW = "dat duurt langer dan {:.0f} seconden"
_LARGE = "dat kost meer dan {:.0f} MB geheugen"
_ENDED = "het programma dat het maakt, stopte ineens ({})"


class NoProofError(EhbiError):
    """The proof cannot be made on this machine now, whatever the handbook says."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"Er is niets gepubliceerd: de proef kan nu niet worden gedaan ({printable(why)}). "
            "Er is niets weg. Probeer het straks opnieuw; blijft het zo, kijk dan of er genoeg geheugen is."
        )


class UnprovenError(EhbiError):
    """Something that servers make of a handbook cannot be made of it.

    Examples
    --------
    >>> import ehbi
    >>> print(UnprovenError(ehbi.load(), "de naslag", "toegang", "ValueError: nee", words=True))
    Er is niets gepubliceerd: de naslag kan niet worden gemaakt (ValueError: nee). Het ligt aan de teksten van
    stap ‘De lener heeft toegang’ (toegang). Maak die korter of gewoner en publiceer opnieuw.
    """

    def __init__(self, handbook: Handbook, part: str, step: str, why: str, *, words: bool = False) -> None:
        self.handbook, self.part = handbook, part
        self.step = step if step in handbook else ""
        self.why = printable(why)[:LONGEST_WHY]
        where = f"Het ligt niet aan de teksten van één stap. {_UNDO}"
        if self.step:
            named = f"‘{printable(handbook.step(step).title)[:LONGEST_TITLE]}’ ({step})"
            where = (_WORDS if words else _THERE).format(named)
        super().__init__(f"Er is niets gepubliceerd: {part} kan niet worden gemaakt ({self.why}). {where}")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a proof is.

    Examples
    --------
    >>> print(Progress("de naslag", "", 1, 6))
    Proef: de naslag … 2 van 6
    """

    part: str  # what is built now
    step: str  # title of the step that it is at; empty when that is not known
    # How many parts are ready, and how many there are.
    done: int
    of: int

    def __str__(self) -> str:
        at = f", stap ‘{self.step}’" if self.step else ""
        return f"Proef: {self.part}{at} … {min(self.done + 1, self.of)} van {self.of}"


Tell = Callable[[Progress], None]


def nobody(_progress: Progress) -> None:
    """Tell nobody."""


def prove(handbook: Handbook, tell: Tell = nobody) -> None:
    """Build all that servers build of a handbook within limits on time and memory, and keep nothing of it."""
    try:
        with tempfile.TemporaryDirectory(prefix="ehbi-proef-", ignore_cleanup_errors=True) as folder:
            _Proof(handbook, tell, Path(folder)).run()
    except OSError as error:
        raise NoProofError(error.strerror or str(error)) from error
    except MemoryError as error:
        raise NoProofError("er is te weinig geheugen") from error


class _Proof:
    def __init__(self, handbook: Handbook, tell: Tell, folder: Path) -> None:
        self._handbook, self._tell = handbook, tell
        self._heard: Heard = SimpleQueue()
        self._until = time.monotonic() + STARTING
        self._told = 0.0
        self._todo: deque[str] | None = None
        self._done = self._of = 0
        self._folder = folder
        self._builders: list[Builder] = []
        self._all: list[Builder] = []

    def run(self) -> None:
        try:
            self._start()
            while self._builders:
                with suppress(Empty):
                    self._hear(*self._heard.get(timeout=OFTEN))
                self._watch()
        finally:
            for builder in self._all:
                builder.end()
        if self._todo is None:
            raise NoProofError("het programma ervoor stopte meteen")

    def _start(self) -> None:
        """Start as many processes as there is room for, one at least."""
        content = json.dumps(to_data(self._handbook)).encode() + b"\n"
        for _ in range(min(BUILDERS, os.cpu_count() or 1)):
            try:
                self._all.append(Builder(content, self._heard, self._folder))
            except OSError:
                if not self._all:
                    raise
        self._builders = [*self._all]

    def _hear(self, builder: Builder, said: dict[str, Any] | None) -> None:
        match said:
            case {"parts": list(parts)}:
                if self._todo is None:
                    self._todo, self._of = deque(parts), len(parts)
                    self._until = time.monotonic() + LONGEST
                self._hand_out(builder)
            case {"at": str(step)}:
                builder.at = step
                self._say(builder)
            case {"done": _}:
                self._done += 1
                self._hand_out(builder)
            case {"failed": str(part), "why": str(why), "step": str(step), "words": words, "found": found}:
                builder.failure = UnprovenError(self._handbook, part, step, why, words=words)
                if found:
                    raise builder.failure
                self._todo = deque()  # whatever else there is, this handbook is not published
            case None:
                self._builders.remove(builder)
                if builder.part:
                    raise builder.failure or self._unproven(builder, _ENDED.format(builder.code))

    def _hand_out(self, builder: Builder) -> None:
        if self._todo:
            builder.ask(self._todo.popleft())
            self._say(builder)
        else:
            builder.dismiss()

    def _say(self, builder: Builder) -> None:
        now = time.monotonic()
        if not builder.at or now - self._told >= OFTEN:
            self._told = now
            title = self._handbook.step(builder.at).title if builder.at in self._handbook else ""
            self._tell(Progress(builder.part, title[:LONGEST_TITLE], self._done, self._of))

    def _watch(self) -> None:
        """Refuse what takes too long or too much; what failed before that has its own reason."""
        if not self._builders:
            return
        if time.monotonic() > self._until:
            busy = next((builder for builder in self._builders if builder.part), self._builders[0])
            raise self._over(busy, _SLOW.format(LONGEST if self._of else STARTING))
        held = {builder: builder.memory() for builder in self._builders}
        if sum(held.values()) > MOST:
            raise self._over(max(held, key=lambda one: held[one]), _LARGE.format(MOST / 1e6))

    def _over(self, builder: Builder, why: str) -> Exception:
        failed = next((one.failure for one in self._builders if one.failure), None)
        if failed is None and not builder.part:
            return NoProofError(why)
        return failed or self._unproven(builder, f"{why}; {self._done} van {self._of} onderdelen waren klaar")

    def _unproven(self, builder: Builder, why: str) -> UnprovenError:
        return UnprovenError(self._handbook, builder.part, builder.at, why)
