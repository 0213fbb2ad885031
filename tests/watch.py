"""``python -m tests.watch``: end what a run of the tests has started, also when that run is killed."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress

import psutil

MARK = "EHBI_TEST_RUN"
"""Environment variable that everything has which a run starts."""
OFTEN = 2.0
"""Seconds between two looks at what runs."""


def watched() -> subprocess.Popen[bytes]:
    """Have this process watched: when it is no more, neither is anything that it started."""
    os.environ[MARK] = str(os.getpid())
    # In a session of its own, so that what kills the run does not kill it too.
    return subprocess.Popen(
        [sys.executable, "-m", "tests.watch"], stdin=subprocess.PIPE, start_new_session=True
    )


def main() -> None:
    """Look what the parent starts, until it ends; then end what is left of that."""
    run = psutil.Process(os.getppid())
    started: set[psutil.Process] = set()
    while not select.select([sys.stdin], [], [], OFTEN)[0]:
        with suppress(psutil.Error):
            started.update(run.children(recursive=True))
    for process in {*started, *_marked()} - {psutil.Process()}:
        with suppress(psutil.Error):
            process.kill()  # psutil knows whether this number is still that process


def _marked() -> Iterator[psutil.Process]:
    """Yield what has left its parent, such as a database server."""
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.environ().get(MARK) == os.environ[MARK]:
                yield process


if __name__ == "__main__":
    main()
