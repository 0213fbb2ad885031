"""What a server tells in its log."""

from __future__ import annotations

import logging

import pytest


class Lines(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@pytest.fixture
def told():
    """What has been told so far, a line each."""
    handler, logger = Lines(), logging.getLogger("ehbi")
    logger.addHandler(handler)
    yield handler.lines
    logger.removeHandler(handler)
