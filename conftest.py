"""What every test meets, doctests too: a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import clocks


def pytest_configure() -> None:
    """Stop the clock before any test is read: none may hang on the day on which it runs."""
    clocks.stop()


@pytest.fixture
def real_clock() -> Iterator[None]:
    """Let the clock go on for one test."""
    with clocks.going_on():
        yield
