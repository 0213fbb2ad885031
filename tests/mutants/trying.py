"""Runs tests on a copy of the project, each time in a process of its own with pytest loaded already."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from .covering import Covered, Watching

ROOT = Path(__file__).parents[2]
FORK = multiprocessing.get_context("fork")
OURS = ("ehbi", "tests", "deploy", "benchmarks", "docs")
"""What is imported anew for each change; all else is loaded once."""


class Only:
    """A plugin of pytest that runs these tests alone, in this order."""

    def __init__(self, tests: Sequence[str]) -> None:
        self._place = {test: at for at, test in enumerate(tests)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid in self._place]
        items.sort(key=lambda item: self._place[item.nodeid])


class Copy:
    """A copy of the project, in which files are changed and tests are run."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def watch(self, files: Sequence[str], tests: Sequence[str], seconds: float) -> Covered:
        """Run tests, and return which of them come past which lines of these files."""
        mine, theirs = FORK.Pipe(duplex=False)

        def work() -> None:
            covered = Covered()
            status = _run_tests(self.root, tests, Watching(self.root, files, covered))
            theirs.send((status, covered.seconds, dict(covered.lines), [*filter(_is_others, sys.modules)]))

        with _process(work):
            if not mine.poll(seconds):
                raise TimeoutError(f"The tests took more than {seconds:.0f} seconds.")
            status, spent, lines, modules = mine.recv()
        if status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
            raise RuntimeError(f"pytest ended with {status!r}.")
        for name in modules:
            with suppress(Exception):  # some are made by others and cannot be imported by themselves
                import_module(name)
        return Covered(spent, lines)

    def sees(self, file: str, source: str, tests: Sequence[str], seconds: float) -> bool:
        """Return whether a test fails, or does not end in so many seconds, with this in a file."""
        path = self.root / file
        before, times = path.read_bytes(), path.stat()
        path.write_text(source, encoding="utf-8")
        # Another time than that of the compiled file, also within the second.
        os.utime(path, (times.st_atime + 2, times.st_mtime + 2))
        files = [*dict.fromkeys(test.partition("::")[0] for test in tests)]
        work = lambda: sys.exit(_run_tests(self.root, files, Only(tests), "--exitfirst"))  # noqa: E731
        try:
            with _process(work) as process:
                process.join(seconds)
                return process.exitcode != 0
        finally:
            path.write_bytes(before)
            os.utime(path, (times.st_atime, times.st_mtime))


@contextmanager
def copied() -> Iterator[Copy]:
    """Copy what git knows of the project, with what was not committed yet."""
    with TemporaryDirectory(prefix="mutants") as folder:
        listed = subprocess.check_output(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, text=True
        )
        for name in filter(None, listed.split("\0")):
            if (ROOT / name).is_file():
                (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, Path(folder) / name)
        yield Copy(Path(folder))


@contextmanager
def _process(work: Any) -> Iterator[Any]:
    """Do something in a process; when it is no longer needed it ends, with all that it started."""
    process = FORK.Process(target=_alone, args=(work,))
    process.start()
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.join()


def _is_others(name: str) -> bool:
    """Return whether a module is none of ours, nor the one that was started."""
    return name.partition(".")[0] not in OURS and not name.startswith("__")


def _alone(work: Any) -> None:
    os.setsid()
    work()


def _run_tests(root: Path, tests: Sequence[str], plugin: object, *options: str) -> int:
    """Run tests in a copy, silently; the first time what is compiled is kept, as it is not changed."""
    os.chdir(root)
    os.environ["PYTHONPATH"] = str(root)
    sys.path[:] = [str(root), *(one for one in sys.path if Path(one or ".").resolve() != ROOT)]
    for name in [name for name in sys.modules if not _is_others(name)]:
        del sys.modules[name]
    sys.dont_write_bytecode = bool(options)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    return int(pytest.main([*tests, "--quiet", *options], plugins=[plugin]))
