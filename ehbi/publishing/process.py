"""The process of a builder, as whoever publishes sees it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any

import psutil

from ..handbook import EhbiError

COMMAND: tuple[str, ...] = (sys.executable, "-m", "ehbi.builder")
"""What is started."""
ENDING = 5.0
"""Seconds that a process which is killed may take to end."""

Heard = SimpleQueue[tuple["Builder", dict[str, Any] | None]]
"""What builders say, each with who says it; None when it says no more."""


class Builder:
    """One process of a proof."""

    def __init__(self, content: bytes, heard: Heard, folder: Path) -> None:
        self.part = self.at = ""  # what it builds now, and the step that it is at
        self.failure: EhbiError | None = None  # why not, while it looks for the step at fault
        self._heard = heard
        self._process = subprocess.Popen(  # noqa: S603  # our own module
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **_environment(folder)},
            start_new_session=True,
        )
        self._thread = Thread(target=self._listen, args=(content,), daemon=True)
        try:
            self._thread.start()
        except RuntimeError as error:  # no memory for another thread
            self.end()
            raise OSError(str(error)) from error

    def ask(self, part: str) -> None:
        """Have a part built."""
        self.part, self.at = part, ""
        self._write(json.dumps(part).encode() + b"\n")

    def dismiss(self) -> None:
        """Ask nothing more: the process ends."""
        self.part = self.at = ""
        with suppress(OSError):
            self._stdin.close()

    def memory(self) -> int:
        """Return how many bytes it holds; none when it has ended."""
        try:
            return int(psutil.Process(self._process.pid).memory_info().rss)
        except psutil.Error:
            return 0

    def end(self) -> None:
        """End the process and all that it started, and leave nothing of it."""
        with suppress(psutil.Error):
            for child in psutil.Process(self._process.pid).children(recursive=True):
                with suppress(psutil.Error):
                    child.kill()
        self._process.kill()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(ENDING)
        if self._thread.is_alive():
            self._thread.join(ENDING)
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                stream.close()  # type: ignore[union-attr]  # both are pipes

    @property
    def code(self) -> int | None:
        """How it ended; a signal is less than nought."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(ENDING)
        return self._process.returncode

    @property
    def _stdin(self) -> Any:
        return self._process.stdin

    def _write(self, line: bytes) -> None:
        with suppress(OSError):  # it has ended, which is heard from the other side
            self._stdin.write(line)
            self._stdin.flush()

    def _listen(self, content: bytes) -> None:
        self._write(content)
        with suppress(OSError, ValueError):
            for line in self._process.stdout or ():
                self._heard.put((self, json.loads(line)))
        self._heard.put((self, None))


def _environment(folder: Path) -> dict[str, str]:
    """Return the variables in which a builder differs: it shows nothing, and takes one processor."""
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
    return {**places, "MPLBACKEND": "agg", "OPENBLAS_NUM_THREADS": "1"}
