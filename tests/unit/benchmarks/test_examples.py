"""The examples in the crowd's docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

from benchmarks import crowd

MODULES = [f"benchmarks.crowd.{module.name}" for module in pkgutil.iter_modules(crowd.__path__)]


@pytest.mark.parametrize("name", [*MODULES, "benchmarks.together", "benchmarks.sizing", "benchmarks.tables"])
def test_each_example_shows_what_it_says(name):
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    assert doctest.testmod(importlib.import_module(name), optionflags=flags).failed == 0
