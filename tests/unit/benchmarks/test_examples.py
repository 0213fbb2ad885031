"""The examples in the benchmarks' docstrings are true."""

import doctest
import importlib
from pathlib import Path

import pytest

import benchmarks

FILES = Path(benchmarks.__file__).parent.glob("*.py")
MODULES = sorted(file.stem for file in FILES if ">>> " in file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", MODULES)
def test_each_example_shows_what_it_says(name):
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    assert doctest.testmod(importlib.import_module(f"benchmarks.{name}"), optionflags=flags).failed == 0
