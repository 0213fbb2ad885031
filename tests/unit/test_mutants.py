"""The changes that are made to see whether a test fails."""

from __future__ import annotations

import subprocess

import pytest

from tests.mutants import __main__ as mutants
from tests.mutants.changes import changes
from tests.mutants.covering import Covered


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x = a < b", ["x = (a <= b)"]),
        ("x = a is not b", ["x = (a is b)"]),
        ("x = a and b", ["x = (a or b)", "x = b", "x = a"]),
        ("x = not a", ["x = a"]),
        ("x = a - b", ["x = (a + b)"]),
        ("a += b", ["a -= b"]),
        ("x = 3", ["x = 4"]),
        ("x = 0.5", ["x = 0.45", "x = 0.55"]),
        ("x = True", ["x = False"]),
        ("x = 'ja'", ["x = ''"]),
        ("x = {a, b}", ["x = {b}", "x = {a}"]),
        ("x = {**a, b: c}", ["x = {b: c}", "x = {**a}"]),
        ("x = f(a, b=c)", ["x = f(a)"]),
        ("x = f(a, b)", ["x = f(a)"]),
        ("x = min(a)", ["x = max(a)"]),
        ("x = a.startswith(b)", ["x = a.endswith(b)"]),
        ("x = [a for a in b if c]", ["x = [a for a in b]"]),
        ("x = a if b else c", ["x = a if (not (b)) else c"]),
        ("if a:\n    f()", ["if (not (a)):", "pass"]),
        ("for a in b:\n    break", ["continue"]),
        ("def f():\n    return a", ["return"]),
        ("def f():\n    '''Say it.'''\n    raise a", ["pass"]),
        ("x = f'ja {a}'", []),
        ("a: dict[str, int]", []),
        ("@a(1)\nclass A: pass", []),
    ],
)
def test_one_thing_is_changed_at_a_time(source, expected):
    assert [change.after for change in changes(source)] == expected


def test_a_change_has_its_line_and_leaves_all_others():
    source = "é = 'é'\nx = 1\n"
    *_, last = changes(source)
    assert (last.line, last.before, last.after) == (2, "x = 1", "x = 2")
    assert last.source == "é = 'é'\nx = 2\n"


def test_a_change_is_shown_to_the_tests_that_come_past_it_quickest_first():
    covered = Covered({"slow": 9.0, "quick": 1.0, "other": 2.0, "far": 3.0})
    covered.lines["a.py", 1] |= {"slow", "quick"}
    covered.lines["a.py", 2] |= {"other"}
    assert covered.tests_of("a.py", 1, 60) == ["quick", "slow"]
    assert covered.tests_of("a.py", 1, 5) == ["quick"]
    assert covered.tests_of("a.py", 9, 60) == ["quick", "other", "slow"]
    assert covered.tests_of("b.py", 1, 60) == ["quick", "other", "far", "slow"]


def test_a_module_has_the_tests_of_the_longest_name_it_begins_with():
    assert mutants._tests("ehbi/handbook/case.py") == mutants.TESTS["ehbi/handbook/case.py"]
    assert mutants._tests("ehbi/handbook/clock.py") == mutants.TESTS["ehbi/handbook/"]
    assert mutants._tests("ehbi/paper/plan.py") == ()


@pytest.mark.parametrize("pattern", sorted({one for tests in mutants.TESTS.values() for one in tests}))
def test_every_test_of_the_list_is_there(pattern):
    assert [*mutants.ROOT.glob(pattern)]


def test_what_was_accepted_is_still_a_change_of_the_code():
    for file, before, after in mutants._accepted():
        source = (mutants.ROOT / file).read_text(encoding="utf-8")
        assert any((one.before, one.after) == (before, after) for one in changes(source)), (
            file,
            before,
            after,
        )


def test_the_lines_that_were_changed_are_those_of_git(monkeypatch):
    told = "@@ -1 +1,2 @@\n+a = 1\n+b = 2\n@@ -9,3 +10,0 @@\n-x = 1\n@@ -20 +18 @@\n"
    monkeypatch.setattr(subprocess, "check_output", lambda *_, **__: told)
    assert [*mutants._changed_lines("a.py", "main")] == [1, 2, 18]
