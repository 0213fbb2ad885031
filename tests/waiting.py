"""How tests wait: for a state, and no longer than one limit for all."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable

import psutil

PATIENCE = float(os.environ.get("EHBI_PATIENCE", "60"))
"""Seconds that anything may take before a test fails; more where a machine does much else."""


def wait_until(true: Callable[[], object], what: str) -> None:
    """Wait for something to become true; a ``TimeoutError`` when it does not."""
    end = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > end:
            raise TimeoutError(f"never happened: {what}")
        time.sleep(0.05)


def all_end(processes: Iterable[psutil.Process]) -> bool:
    """Wait for processes to end, and return whether they do."""
    return not psutil.wait_procs(list(processes), timeout=PATIENCE)[1]
