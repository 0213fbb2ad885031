"""The folder that a server has while it runs; what a server left that was killed goes at the next start."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

PREFIX, LOCK = "ehbi-", "lock"
ROOM_FOR_SOCKETS = 50
"""Longest name of a folder in which all systems can still make sockets, with what Jupyter adds to it."""


class Scratch:
    """A folder of this server alone, for as long as it is open.

    A lock on a file in it says that its server lives, and goes with the process however that ends. Where the
    system has no such locks, folders that were left stay.
    """

    def __init__(self) -> None:
        parent = _parent()
        for left in _left_behind(parent):
            shutil.rmtree(left, ignore_errors=True)
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
        self._lock = _locked(self.path)

    def close(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.path, ignore_errors=True)
        os.close(self._lock)


def _parent() -> Path:
    """Return where folders for sockets can be: macOS has a usual place that is too long for them."""
    usual = tempfile.gettempdir()
    return Path("/tmp" if sys.platform == "darwin" and len(usual) > ROOM_FOR_SOCKETS else usual)  # noqa: S108


def _locked(folder: Path) -> int:
    """Put a file into a folder that is locked from its first moment, and return it open."""
    draft = folder / f"{LOCK}.new"
    number = os.open(draft, os.O_CREAT | os.O_RDWR, 0o600)
    _lock(number)
    # On Windows an open file cannot be renamed, and nobody looks for it there.
    with suppress(PermissionError):
        draft.rename(folder / LOCK)
    return number


def _left_behind(parent: Path) -> Iterator[Path]:
    """Yield the folders of servers that do not run any more."""
    for lock in parent.glob(f"{PREFIX}*/{LOCK}"):
        with suppress(OSError):  # it is somebody else's, or has just gone
            number = os.open(lock, os.O_RDWR)
            try:
                if _lock(number):
                    yield lock.parent
            finally:
                os.close(number)


def _lock(number: int) -> bool:
    """Lock an open file, and return whether that could be done."""
    if sys.platform == "win32":
        return False
    import fcntl  # noqa: PLC0415  # not there on Windows

    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
