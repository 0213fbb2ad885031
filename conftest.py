"""What every test meets, doctests too: a clock that stands still, and another order when asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from random import Random

import pytest

from tests import clocks

SEED = "EHBI_TEST_ORDER"
"""Variable with a seed: tests come in another order by it, and in the same one by the same seed."""


def pytest_configure() -> None:
    """Stop the clock before any test is read: none may hang on the day on which it runs."""
    clocks.stop()


@pytest.fixture
def real_clock() -> Iterator[None]:
    """Let the clock go on for one test."""
    with clocks.going_on():
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Shuffle the files and the tests in each when there is a seed; browser tests stay last."""
    if seed := os.environ.get(SEED):
        chance = Random(seed)  # noqa: S311  # no secret hangs on it
        chance.shuffle(items)
        places = {item.path: chance.random() for item in items}
        items.sort(key=lambda item: (item.get_closest_marker("browser") is not None, places[item.path]))
