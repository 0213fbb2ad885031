"""``python -m tests.unit.publishing.faults NAME``: a proof with one builder that misbehaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from ehbi.builder.__main__ import main

WORD = "Xyzzy"
"""What a builder cannot stand in a title."""
STEP = "toegang"
"""Where builders that go step by step misbehave."""
FOUND = "EHBI_TEST_FOUND"
"""Names a file in which a builder that hangs writes the number of its process, and of one that it started."""


def _well(handbook):
    yield from (step.id for step in handbook.steps)


def _word(handbook):
    yield ""
    if any(WORD in step.title for step in handbook.steps):
        raise ValueError("dit woord niet")


def _always(handbook):  # noqa: ARG001
    yield ""
    raise RecursionError("te diep")


def _deep(handbook):
    def down(number):
        return number and down(number - 1)

    yield ""
    down(10_000 * len(handbook.steps))


def _to(step):
    def build(misbehave):
        def built(handbook):
            for one in handbook.steps:
                yield one.id
                if one.id == step:
                    misbehave()

        return built

    return build


def _hang():
    """Let nothing else run here, and say that it has come to this."""
    if FOUND in os.environ:
        _write(str(os.getpid()))
    while True:
        pass


def _eat():
    held = []
    while True:
        held.append(bytearray(10_000_000))


def _die():
    os.kill(os.getpid(), signal.SIGKILL)


def _no_memory():
    raise MemoryError


def _breed():
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    _write(f"{os.getpid()} {child.pid}")
    while True:
        pass


def _write(numbers):
    draft = Path(f"{os.environ[FOUND]}.new")
    draft.write_text(numbers)
    draft.replace(os.environ[FOUND])


def _shout():
    print("dit is geen bericht", flush=True)
    os.write(1, b"dit ook niet\n")


def _slow_to_find(handbook):
    """Fail at once, and hang as soon as the step at fault is looked for."""
    yield ""
    if all(step.title == "Stap" for step in handbook.steps):
        _hang()
    raise ValueError("eerst dit")


at_step = _to(STEP)
PARTS = {
    "well": _well,
    "word": _word,
    "always": _always,
    "deep": _deep,
    "hang": at_step(_hang),
    "eat": at_step(_eat),
    "die": at_step(_die),
    "no-memory": at_step(_no_memory),
    "breed": at_step(_breed),
    "shout": at_step(_shout),
    "slow-to-find": _slow_to_find,
}

if __name__ == "__main__":
    name = sys.argv[1]
    if name == "gone":
        sys.exit(3)
    main({f"het {name}": PARTS[name], "de rest": _well})
