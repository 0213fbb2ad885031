"""The clock of the tests: it stands still, but for a test beside a server, which has its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from ehbi.handbook import clock

NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)
"""Noon in the Netherlands, on the day on which the packaged handbook was reviewed."""
_real = clock.now


def stop() -> None:
    """Let it be noon for the rest of this process."""
    clock.now = lambda: NOON


@contextmanager
def going_on() -> Iterator[None]:
    """Let the clock go on until the block ends."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", _real)
        yield
