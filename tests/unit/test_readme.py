"""What the README says can be done."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib import pyplot as plt

from ehbi import cli, load, places
from ehbi.files.documents import to_yaml

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def blocks(language):
    return "\n".join(re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL))


COMMANDS = [line.split("#")[0] for line in blocks("sh").splitlines() if line.startswith("ehbi ")]

SERVERS = {"serve", "edit", "present"}


@pytest.mark.parametrize("command", [command for command in COMMANDS if command.split()[1] not in SERVERS])
def test_each_command_runs(command, tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(places.DATABASE, f"sqlite:///{tmp_path}/ehbi.sqlite")
    monkeypatch.setenv(places.PROFILE, str(tmp_path / "profiel.yaml"))
    arguments = shlex.split(command)[1:]
    (tmp_path / "handboek.yaml").write_text(to_yaml(load()), encoding="utf-8")
    if arguments[0] == "check":
        arguments += ["--today", "2026-11-24"]
    assert cli.main(arguments) == 0
    assert "Traceback" not in capfd.readouterr().err


def test_each_make_command_is_there():
    named = set(re.findall(r"make ([a-z]+)", blocks("sh")))
    assert named
    assert named <= set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))


@pytest.fixture
def _closed():
    """Leave no figure open that was not: in a notebook it is shown, and here another test would find it."""
    before = plt.get_fignums()
    yield
    for number in {*plt.get_fignums()} - {*before}:
        plt.close(number)


@pytest.mark.usefixtures("_closed")
def test_the_notebook_example_runs(monkeypatch):
    monkeypatch.setattr(mpl, "use", lambda *_: None)
    exec(compile(blocks("python"), "README.md", "exec"), {})  # noqa: S102  # our own words


@pytest.mark.parametrize("file", re.findall(r"\]\((docs/[^)]+)\)", README))
def test_each_file_it_points_to_is_there(file):
    assert (ROOT / file).exists()
