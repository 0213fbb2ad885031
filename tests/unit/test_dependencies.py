"""The lists of dependencies tell the same story."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml

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


def test_conda_has_the_same_dependencies_with_the_same_bounds():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    conda = dict(split(item) for item in environment["dependencies"] if isinstance(item, str))
    wanted = dict(split(item) for item in PROJECT["project"]["dependencies"])
    assert conda == {**wanted, "python": PROJECT["project"]["requires-python"], "pip": ""}


def test_conda_installs_ehbi_itself():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    assert {"pip": ["-e ."]} in environment["dependencies"]


@pytest.mark.parametrize("name", [split(item)[0] for item in PROJECT["project"]["dependencies"]])
def test_each_dependency_has_its_reason(name):
    name = {conda: pip for pip, conda in CONDA_NAMES.items()}.get(name, name)
    assert f"\n| {name} | " in (ROOT / "docs" / "dependencies.md").read_text()


def test_the_lock_file_has_hashes_and_no_addresses():
    lock = (ROOT / "requirements.lock").read_text()
    assert "://" not in lock
    packages = re.findall(r"^[a-z0-9].*==", lock, re.MULTILINE)
    assert len(packages) > 50
    blocks = [block for block in re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE) if block]
    assert all("--hash=sha256:" in block for block in blocks)


def test_the_lock_file_holds_every_dependency():
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE))
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    assert {re.match(r"[a-z0-9-]+", item)[0] for item in wanted} <= locked


def test_so_does_the_one_for_the_scripts():
    text = (ROOT / "package-lock.json").read_text()
    packages = {name: one for name, one in json.loads(text)["packages"].items() if name}
    assert "://" not in text
    assert packages
    assert all(one["dev"] and one["integrity"].startswith("sha512-") for one in packages.values())
