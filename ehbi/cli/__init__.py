"""The command line: each command reads, calls and prints, and a mistake never ends in a traceback.

A file a subject; ``command`` says what a command is, ``program`` knows them all, ``parser`` speaks Dutch.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from contextlib import suppress

STOPPED = 128 + signal.SIGINT
"""What a shell expects of whatever was stopped by Ctrl-C."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, and return the exit status; a wrong command line leaves with 2.

    Parameters
    ----------
    arguments
        What is typed after ``ehbi``; None for what was typed.

    Examples
    --------
    >>> main(["check", "--today", "2026-11-24"])
    0
    """
    try:
        # Ctrl-C may come while this is imported too.
        from .program import run  # noqa: PLC0415

        return run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        with suppress(ValueError):  # only the main thread can
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever presses it again ends it at once
        print("\nGestopt.", file=sys.stderr)
        return STOPPED
