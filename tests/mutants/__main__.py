"""``python -m tests.mutants``: change the code in small ways, and tell which changes no test sees."""

from __future__ import annotations

import argparse
import re
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import yaml

from .changes import Change, changes
from .trying import ROOT, Copy, copied

UNIT = "tests/unit/"
HANDBOOK = f"{UNIT}handbook/"
TESTS = {
    "ehbi/handbook/": (HANDBOOK, "ehbi/handbook/"),
    "ehbi/handbook/case.py": (f"{HANDBOOK}test_case_*.py", "ehbi/handbook/case.py"),
    "ehbi/handbook/checks/": (f"{HANDBOOK}test_checks_*.py", f"{HANDBOOK}test_profile.py"),
    "ehbi/handbook/compare/diff.py": (f"{HANDBOOK}test_diff*.py", "ehbi/handbook/compare/"),
    "ehbi/handbook/compare/impact.py": (f"{HANDBOOK}test_impact_*.py", "ehbi/handbook/compare/"),
    "ehbi/handbook/compare/merge.py": (f"{HANDBOOK}test_merge.py", "ehbi/handbook/compare/"),
    "ehbi/handbook/edits/": (f"{HANDBOOK}test_edits_*.py", "ehbi/handbook/edits/"),
    "ehbi/handbook/graph.py": (f"{HANDBOOK}test_graph*.py", f"{HANDBOOK}test_case_*.py"),
    "ehbi/handbook/handover.py": (f"{HANDBOOK}test_handover.py", "ehbi/handbook/handover.py"),
    "ehbi/handbook/privacy.py": (f"{HANDBOOK}test_privacy.py", "ehbi/handbook/privacy.py"),
    "ehbi/handbook/text.py": (f"{HANDBOOK}test_text*.py", f"{HANDBOOK}test_checks_links.py"),
    "ehbi/handbook/terms.py": (f"{HANDBOOK}test_terms.py", f"{HANDBOOK}test_search.py"),
    "ehbi/handbook/tree.py": (f"{HANDBOOK}test_tree.py", f"{HANDBOOK}test_merge.py"),
    "ehbi/publishing/": (f"{UNIT}publishing/", f"{UNIT}test_publishing_commands.py"),
    "ehbi/search/": (f"{HANDBOOK}test_search*.py", "ehbi/search/"),
    "ehbi/server/guides/guests.py": (f"{UNIT}server/test_room.py", f"{UNIT}server/test_guests.py"),
    "ehbi/server/guides/worker": (f"{UNIT}server/test_keeping_workers.py", f"{UNIT}server/test_workers.py"),
    "ehbi/server/guides/": tuple(f"{UNIT}server/test_{one}.py" for one in ("messages", "addresses")),
    "ehbi/store/": (f"{UNIT}store/", "ehbi/store/", f"{UNIT}test_ke*_commands.py"),
}
"""Which tests look at a folder or a module: those of the longest name that a module begins with."""
ACCEPTED = Path(__file__).with_name("accepted.yaml")
WATCHED = 900.0
"""Seconds that the tests of a folder may take when they are followed line by line."""
TRIED = 30.0
"""Seconds of tests that a change is shown to, at most."""
STARTS = 15.0
"""Seconds more than they took before, after which tests with a change are taken to hang."""


class Mutant(NamedTuple):
    """A change of a file."""

    file: str
    change: Change

    @property
    def told(self) -> str:
        """Where it is and what it is, to read."""
        return f"{self.file}:{self.change.line}\n    - {self.change.before}\n    + {self.change.after}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Try as many changes as there is time for; 1 when one lives that was not accepted."""
    asked = _asked(arguments)
    until = time.monotonic() + asked.minutes * 60
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what runs ends with this
    mutants = [*_mutants(asked.where, asked.since, _accepted())]
    print(f"{len(mutants)} changes to try.", flush=True)
    tried = lived = 0
    with copied() as copy:
        for mutant, seen in _tried(copy, mutants, until, Random(asked.seed)):  # noqa: S311
            tried += 1
            if not seen:
                lived += 1
                print(mutant.told, flush=True)
    print(f"{tried} of {len(mutants)} changes tried: {tried - lived} were seen, {lived} were not.")
    return int(lived > 0)


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument(
        "where", nargs="*", default=[*TESTS], help="folders and modules to change; all that can be"
    )
    parser.add_argument("--since", help="change only lines that were changed since this revision")
    parser.add_argument("--minutes", type=float, default=10.0, help="how long to go on; %(default)s")
    parser.add_argument("--seed", type=int, default=0, help="another choice when there is no time for all")
    return parser.parse_args(arguments)


def _accepted() -> set[tuple[str, str, str]]:
    listed = yaml.safe_load(ACCEPTED.read_text(encoding="utf-8")) or []
    return {(one["file"], one["line"], one["becomes"]) for one in listed}


def _mutants(
    where: Sequence[str], since: str | None, accepted: set[tuple[str, str, str]]
) -> Iterator[Mutant]:
    """Yield what there is to try: of these files, on the lines that were changed, and not accepted."""
    for file in _files(where):
        lines = None if since is None else set(_changed_lines(file, since))
        for change in changes((ROOT / file).read_text(encoding="utf-8")):
            is_new = lines is None or change.line in lines
            if is_new and (file, change.before, change.after) not in accepted:
                yield Mutant(file, change)


def _files(where: Sequence[str]) -> list[str]:
    listed = subprocess.check_output(["git", "ls-files", "--", *where], cwd=ROOT, text=True).split()
    return [file for file in listed if file.endswith(".py") and "migrations" not in file and _tests(file)]


def _changed_lines(file: str, since: str) -> Iterator[int]:
    told = subprocess.check_output(["git", "diff", "--unified=0", since, "--", file], cwd=ROOT, text=True)
    for start, count in re.findall(r"^@@ \S+ \+(\d+)(?:,(\d+))? @@", told, re.MULTILINE):
        yield from range(int(start), int(start) + int(count or 1))


def _tests(file: str) -> tuple[str, ...]:
    names = [name for name in TESTS if file.startswith(name)]
    return TESTS[max(names, key=len)] if names else ()


def _tried(
    copy: Copy, mutants: Sequence[Mutant], until: float, chance: Random
) -> Iterator[tuple[Mutant, bool]]:
    """Yield each mutant with whether it was seen, until the time is up."""
    groups: dict[tuple[str, ...], list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        groups[_tests(mutant.file)].append(mutant)
    for at, (tests, group) in enumerate(groups.items()):
        share = (until - time.monotonic()) / (len(groups) - at)
        yield from _tried_with(copy, tests, chance.sample(group, len(group)), time.monotonic() + share)


def _tried_with(
    copy: Copy, tests: tuple[str, ...], mutants: Sequence[Mutant], until: float
) -> Iterator[tuple[Mutant, bool]]:
    files = sorted({mutant.file for mutant in mutants})
    paths = [str(path.relative_to(copy.root)) for test in tests for path in sorted(copy.root.glob(test))]
    covered = copy.watch(files, paths, WATCHED)
    for mutant in mutants:
        if time.monotonic() > until:
            return
        chosen = covered.tests_of(mutant.file, mutant.change.line, TRIED)
        limit = STARTS + 2 * sum(covered.seconds[test] for test in chosen)
        yield mutant, copy.sees(mutant.file, mutant.change.source, chosen, limit)


if __name__ == "__main__":
    sys.exit(main())
