"""``python -m ehbi.builder``: build the parts that are asked for, and find the step at fault."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, TextIO

from .. import profiles
from ..handbook import Handbook
from ..handbook.step import Step
from ..publishing.proof import LONGEST, LONGEST_WHY
from .parts import PARTS, Build

TO_BE_KILLED_FIRST = "1000"
"""To Linux, when memory runs out: this process rather than whoever publishes or serves."""
READING = "het bestand voor de hulp"
"""What a guide reads the handbook from."""


def main(parts: Mapping[str, Build] = PARTS) -> None:
    """Say which parts there are; then read a handbook, and build each part that is asked for."""
    _yield_to_others()
    output = _output()
    asked = _asked()
    content = asked.get()
    _say(output, {"parts": [*parts]})
    part = json.loads(asked.get())
    try:
        handbook = profiles.local(Handbook.model_validate(json.loads(content)))
    except Exception as error:  # noqa: BLE001  # whatever it is, workers cannot read it either
        _say(output, _failed(READING, error))
        return
    while True:
        if _builds(output, handbook, part, parts[part]):
            _say(output, {"done": part})
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


def _builds(output: TextIO, handbook: Handbook, part: str, build: Build) -> bool:
    at = ""
    try:
        for at in build(handbook):
            _say(output, {"at": at})
    except Exception as error:  # noqa: BLE001  # whatever it is, it is why the handbook cannot be served
        failed = _failed(part, error)
        _say(output, {**failed, "step": at, "found": False})  # to search for the step takes a while
        step = faulty_step(handbook, build)
        _say(output, {**failed, "step": step or at, "words": bool(step)})
        return False
    return True


def faulty_step(handbook: Handbook, build: Build) -> str:
    """Return the id of the step at fault; empty when that is not one step.

    Half of the steps keep their words and the others get plain ones; then half of the half in which it still
    fails, and so on. So it needs to know nothing of what it builds.
    """
    if _fails(handbook, (), build):
        return ""
    suspects = [step.id for step in handbook.steps]
    while len(suspects) > 1:
        half = len(suspects) // 2
        halves = suspects[:half], suspects[half:]
        guilty = next((one for one in halves if _fails(handbook, one, build)), None)
        if guilty is None:
            return ""
        suspects = guilty
    return next(iter(suspects), "")


def _fails(handbook: Handbook, kept: Sequence[str], build: Build) -> bool:
    words = frozenset(kept)
    steps = tuple(step if step.id in words else _without_words(step) for step in handbook.steps)
    plain = handbook.model_copy(update={"steps": steps})
    try:
        for _ in build(plain):
            pass
    except Exception:  # noqa: BLE001  # that is the question
        return True
    return False


def _without_words(step: Step) -> Step:
    """Return a step in the same place of the graph that says nothing of its own."""
    texts = dict.fromkeys(("prompt", "say", "why", "request", "patron"), "")
    answers = tuple(
        answer.model_copy(update={"label": f"Antwoord {number}", "done": ""})
        for number, answer in enumerate(step.answers, start=1)
    )
    return step.model_copy(
        update={**texts, "title": "Stap", "text": "Tekst", "words": (), "answers": answers}
    )


def _failed(part: str, error: Exception) -> dict[str, Any]:
    why = f"{type(error).__name__}: {error}"[:LONGEST_WHY]
    return {"failed": part, "why": why, "step": "", "words": False, "found": True}


def _output() -> TextIO:
    """Return where to say things; what builders print goes nowhere."""
    output = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return output


def _say(output: TextIO, what: dict[str, Any]) -> None:
    """Say something on a line; when nobody listens any more there is nothing left to prove."""
    try:
        print(json.dumps(what), file=output, flush=True)
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
