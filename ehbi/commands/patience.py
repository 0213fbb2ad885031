"""How a command that takes a while says how far it is."""

from __future__ import annotations

import sys
import time

from ..handbook.errors import printable
from ..publishing.proving import Progress

SOON = 1.0
"""Seconds after which somebody wonders, and between two lines."""


class Patience:
    """Prints how far a proof is, beside what the command says, once it takes longer than a moment.

    Examples
    --------
    >>> Patience()(Progress("de naslag", "", 1, 6))
    """

    def __init__(self) -> None:
        self._next = time.monotonic() + SOON

    def __call__(self, progress: Progress) -> None:
        """Print how far it is, if that is due."""
        if time.monotonic() >= self._next:
            print(printable(str(progress)), file=sys.stderr, flush=True)
            self._next = time.monotonic() + SOON
