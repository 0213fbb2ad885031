"""Which tests come past which line."""

from __future__ import annotations

import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import pytest


@dataclass(slots=True)
class Covered:
    """What a run of the tests has shown: how long each takes, and where each has been."""

    seconds: dict[str, float] = field(default_factory=dict)
    lines: dict[tuple[str, int], set[str]] = field(default_factory=lambda: defaultdict(set))

    def tests_of(self, file: str, line: int, limit: float) -> list[str]:
        """Return the tests that may see a change of a line, quickest first, for so many seconds in all.

        Those that come past it; where none does, such as a constant, those that come past its module; where
        none does either, because another process runs it, all.
        """
        of_file = (tests for (one, _), tests in self.lines.items() if one == file)
        found = self.lines.get((file, line)) or set().union(*of_file) or set(self.seconds)
        return list(_first(sorted(found, key=self.seconds.__getitem__), self.seconds, limit))


def _first(tests: Iterable[str], seconds: dict[str, float], limit: float) -> Iterator[str]:
    spent = 0.0
    for test in tests:
        spent += seconds[test]
        if spent > limit:
            return
        yield test


class Watching:
    """A plugin of pytest that writes down where each test comes, in these files."""

    def __init__(self, root: Path, files: Iterable[str], covered: Covered) -> None:
        self._files = {str(root / file): file for file in files}
        self._covered = covered
        self._now = ""

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._now, begun = item.nodeid, time.monotonic()
        threading.settrace(self._trace)
        sys.settrace(self._trace)
        yield
        sys.settrace(None)
        threading.settrace(None)  # type: ignore[arg-type]
        self._covered.seconds[item.nodeid] = time.monotonic() - begun

    def _trace(self, frame: FrameType, _event: str, _arg: Any) -> Any:
        file = self._files.get(frame.f_code.co_filename)
        if file is None:
            return None
        self._covered.lines[file, frame.f_lineno].add(self._now)
        return self._trace_line

    def _trace_line(self, frame: FrameType, _event: str, _arg: Any) -> Any:
        self._covered.lines[self._files[frame.f_code.co_filename], frame.f_lineno].add(self._now)
        return self._trace_line
