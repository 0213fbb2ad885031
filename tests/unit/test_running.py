"""What docs/running.md says can be done."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest

from deploy import nginx
from ehbi import cli, places
from ehbi.cli import program

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
LINES = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]


def lines(beginning):
    found = [line for line in LINES if line.startswith(beginning)]
    assert found
    return found


@pytest.mark.parametrize("line", lines("ehbi "))
def test_each_command_runs(line, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(places.DATABASE, f"sqlite:///{tmp_path}/ehbi.sqlite")
    assert cli.main(shlex.split(line)[1:]) == 0


def test_the_configuration_of_nginx_is_written(monkeypatch, capsys):
    (line,) = lines(".venv/bin/python -m deploy.nginx")
    words = shlex.split(line.split(">")[0])
    monkeypatch.setattr(sys, "argv", words[2:])
    assert nginx.main() == 0
    written = capsys.readouterr().out
    assert all(word.split("=")[1] in written for word in words if "=" in word)


@pytest.mark.parametrize("file", re.findall(r"\]\(([^)]+)\)", PAGE))
def test_each_file_it_points_to_is_there(file):
    assert (ROOT / "docs" / file).exists()


@pytest.mark.parametrize("file", re.findall(r" (deploy/[\w./-]+)", "\n".join(LINES)))
def test_each_file_in_a_command_is_there(file):
    assert (ROOT / file).exists()


@pytest.mark.parametrize("target", re.findall(r"`?make (?:-C \S+ )?([a-z]+)", PAGE))
def test_each_make_command_is_there(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


def test_each_option_of_a_server_is_one():
    for command in re.findall(r"`(ehbi (?:serve|edit)[^`]*)`", PAGE):
        assert program.parser().parse_args(shlex.split(command)[1:]).run
