"""Which tests a command leaves out, which of them go together, and in what order they run.

``docs/testing.md`` says why. A test is marked by what it asks for, so that nobody has to think of it.
"""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from types import CodeType, FunctionType

import pytest

_SERVERS = "running", "running_server", "running_cluster", "running_nginx", "running_postgresql"
_OTHERS = "lodge", "stage", "supply", "proof_of", "nginx", "postgresql"
STARTS = frozenset({*_SERVERS, *_OTHERS, "subprocess", "Popen", "Parent"})
"""Names by which a test starts a process: in its code, a fixture or in the code of that, or a parameter."""
LENGTHY = Path(__file__).with_name("lengthy.txt")
"""Which tests take long, a line each; ``make durations`` measures them."""
MAY_START = {"node"}
"""What a quick test starts all the same."""
SEED = "EHBI_TEST_ORDER"
"""Variable with a seed: files and tests in them come in another order by it, the same by the same seed."""
SLOW_LIMIT = 1000
"""Seconds that a slow test may take; all others have the limit in pyproject.toml."""
SLOW = (
    "tests/browser/test_cluster.py",
    "tests/unit/deploy/test_cluster.py",
    "tests/unit/server/test_faults.py",
    "tests/unit/store/test_killed.py",
)
"""Files in which servers are killed or everything fails in turn."""
TOGETHER = {
    "tests/browser/test_cluster.py": "cluster",
    "tests/unit/deploy/test_cluster.py": "cluster",
    "tests/unit/server/test_postgresql.py": "postgresql",
}
"""Files that share what takes long to start, and so run in one process; every other file is by itself."""
DEAREST = (
    "tests/unit/deploy/test_cluster.py",
    "tests/unit/server/test_faults.py",
    "tests/unit/server/test_server.py",
    "tests/unit/server/test_workers.py",
    "tests/unit/benchmarks",
    "tests/unit/paper/test_poster.py",
    "tests/unit/paper/test_card.py",
    "tests/unit/server",
    "tests/unit/store",
    "tests/unit/apps",
    "tests/unit/publishing",
    "tests/unit/handbook",
    "tests/unit",
    "tests/browser/test_for_everybody.py",
    "tests/browser/test_paths.py",
    "tests/browser/test_print.py",
    "tests/browser",
)
"""What takes longest comes first: a long file that comes last keeps one processor waiting."""


def mark(items: list[pytest.Item]) -> None:
    """Mark all tests, by what each needs."""
    lengthy = {*LENGTHY.read_text(encoding="utf-8").splitlines()}
    for item in items:
        _mark(item)
        if item.nodeid.partition("[")[0] in lengthy and not item.get_closest_marker("quick"):
            item.add_marker("lengthy")


def put_in_order(items: list[pytest.Item]) -> None:
    """Have what takes longest come first, or all by chance when there is a seed; what needs a browser last.

    From the first browser test on, Playwright's event loop runs in this thread. A test that needs an event
    loop of its own cannot have one after that.
    """
    if seed := os.environ.get(SEED):
        chance = Random(seed)  # noqa: S311  # no secret hangs on it
        chance.shuffle(items)
        places = {item.path: chance.random() for item in items}
        items.sort(key=lambda item: places[item.path])
    else:
        items.sort(key=lambda item: _rank(_file(item)))
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def refuse_processes() -> None:
    """Have a test fail that starts a process, for the rest of this run: it is thorough, and nothing tells."""

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event == "subprocess.Popen" and Path(str(arguments[0])).name not in MAY_START:
            raise RuntimeError(f"Mark this test thorough: it starts {arguments[1]}")

    sys.addaudithook(refuse)


def _mark(item: pytest.Item) -> None:
    asks, file = getattr(item, "fixturenames", ()), _file(item)
    if "playwright" in asks:
        item.add_marker("browser")
    if "lab" in asks or file in SLOW:
        item.add_marker("slow")
    if item.get_closest_marker("slow"):
        item.add_marker(pytest.mark.timeout(SLOW_LIMIT))
    if not item.get_closest_marker("quick") and STARTS & {*_asked(item)}:
        item.add_marker("thorough")
    item.add_marker(pytest.mark.xdist_group(_group(item, file)))


def _group(item: pytest.Item, file: str) -> str:
    if "lab" in getattr(item, "fixturenames", ()):
        return "lab"
    return TOGETHER.get(file, "postgresql" if "postgresql" in _asked(item) else file)


def _asked(item: pytest.Item) -> Iterator[str]:
    """Yield the fixtures and parameters of a test, and the names in its code and in that of its fixtures."""
    yield from getattr(item, "fixturenames", ())
    call = getattr(item, "callspec", None)
    yield from (value for value in (call.params.values() if call else ()) if isinstance(value, str))
    if isinstance(item, pytest.Function):
        for same_name in item._fixtureinfo.name2fixturedefs.values():
            for fixture in same_name:
                yield from _said(fixture.func)
        yield from _said(item.function)


@cache
def _said(function: Callable[..., object]) -> frozenset[str]:
    """Return the names in the code of a function, and in that of helpers in its file which it calls."""
    found: set[str] = set()
    waiting: list[object] = [function]
    while waiting:
        one = inspect.unwrap(waiting.pop())
        if isinstance(one, FunctionType) and one.__module__ == function.__module__:
            new = _names(one.__code__) - found
            found |= new
            waiting += [one.__globals__[name] for name in new & one.__globals__.keys()]
    return frozenset(found)


def _names(code: CodeType) -> frozenset[str]:
    inner = (_names(one) for one in code.co_consts if isinstance(one, CodeType))
    return frozenset(code.co_names).union(*inner)


def _rank(file: str) -> int:
    return next((rank for rank, start in enumerate(DEAREST) if file.startswith(start)), len(DEAREST))


def _file(item: pytest.Item) -> str:
    path: Path = item.path
    return path.relative_to(item.config.rootpath).as_posix()
