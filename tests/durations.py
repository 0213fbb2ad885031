"""``make durations``: measure which tests take long, so that ``make quick`` goes without them."""

from __future__ import annotations

import os
import sys
from collections import defaultdict

import pytest

from .levels import LENGTHY

LIMIT = 0.125
"""Seconds that a quick test may take on a machine that does nothing else."""
OPTIONS = (
    "-m",
    "not (thorough or slow or browser)",
    "--ignore=tests/unit/benchmarks",
    "tests/unit",
    "ehbi",
    "deploy",
)


class Durations:
    """A plugin that adds up what each test takes, with what is made for it."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count one phase of one test."""
        self.seconds[report.nodeid] += report.duration

    @property
    def lengthy(self) -> list[str]:
        """The tests that take longer than the limit with one of their parameters."""
        return sorted({name.partition("[")[0] for name, taken in self.seconds.items() if taken > LIMIT})


def main() -> int:
    """Run all that could be quick, and write down what is not."""
    os.environ["EHBI_EXAMPLES"] = "quick"
    durations = Durations()
    failed = pytest.main([*OPTIONS], plugins=[durations])
    if not failed:
        LENGTHY.write_text("\n".join([*durations.lengthy, ""]), encoding="utf-8")
    return failed


if __name__ == "__main__":
    sys.exit(main())
