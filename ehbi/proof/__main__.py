"""``python -m ehbi.proof``: build parts of the handbook on standard input, as they are asked for."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, TextIO

from .. import profiles
from ..handbook import Handbook
from ..publishing.errors import LONGEST_WHY
from ..publishing.proving import LONGEST
from .culprit import culprit
from .parts import PARTS, Build

TO_BE_KILLED_FIRST = "1000"
"""To Linux, when memory runs out: this process rather than whoever publishes or serves."""


READING = "het bestand voor de hulp"
"""What a guide reads the handbook from."""


def main(parts: Mapping[str, Build] = PARTS) -> None:
    """Say which parts there are; then read a handbook, and build each part that is asked for."""
    _yield_to_others()
    says = _mouth()
    asked = _asked()
    content = asked.get()
    say(says, {"parts": [*parts]})
    part = json.loads(asked.get())
    try:
        handbook = profiles.local(Handbook.model_validate(json.loads(content)))
    except Exception as error:  # noqa: BLE001  # whatever it is, kernels cannot read it either
        say(says, _failed(READING, error))
        return
    while True:
        if _builds(says, handbook, part, parts[part]):
            say(says, {"done": part})
        part = json.loads(asked.get())


def _yield_to_others() -> None:
    """Be the first to go when memory runs out, and end by itself after twice the time that a proof may take.

    That is for when whoever asked is killed while a builder lets nothing else run here.
    """
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(TO_BE_KILLED_FIRST, encoding="ascii")
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  # not on Windows

        resource.setrlimit(resource.RLIMIT_CPU, (int(2 * LONGEST),) * 2)


def _builds(says: TextIO, handbook: Handbook, part: str, build: Build) -> bool:
    """Return whether a part can be built; say how far it is, and why it cannot."""
    at = ""
    try:
        for at in build(handbook):
            say(says, {"at": at})
    except Exception as error:  # noqa: BLE001  # whatever it is, it is why the handbook cannot be served
        failed = _failed(part, error)
        say(says, {**failed, "step": at, "found": False})  # to search for the step takes a while
        step = culprit(handbook, build)
        say(says, {**failed, "step": step or at, "words": bool(step)})
        return False
    return True


def _failed(part: str, error: Exception) -> dict[str, Any]:
    """Return what to say of a part that cannot be built."""
    why = f"{type(error).__name__}: {error}"[:LONGEST_WHY]
    return {"failed": part, "why": why, "step": "", "words": False, "found": True}


def _mouth() -> TextIO:
    """Return where to say things; what builders print goes nowhere."""
    says = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return says


def say(says: TextIO, what: dict[str, Any]) -> None:
    """Say something on a line; when nobody listens any more there is nothing left to prove."""
    try:
        print(json.dumps(what), file=says, flush=True)
    except OSError:
        os._exit(1)


def _asked() -> SimpleQueue[bytes]:
    """Return the lines of standard input; this process ends with it, whatever it is building."""
    lines: SimpleQueue[bytes] = SimpleQueue()

    def read() -> None:
        for line in sys.stdin.buffer:
            lines.put(line)
        os._exit(0)

    Thread(target=read, daemon=True).start()
    return lines


if __name__ == "__main__":
    main()
