"""systemd takes our units, and finds little that they leave open."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from deploy import HERE
from ehbi import places
from ehbi.cli.program import parser

UNITS = sorted((HERE / "systemd").iterdir())
WHERE = "/opt/ehbi/.venv/bin/ehbi"
OPEN = 20
"""Tenths of a point: systemd calls everything below 20 OK."""

pytestmark = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd on this machine")


@pytest.fixture(params=UNITS, ids=lambda unit: unit.name)
def unit(request, tmp_path):
    """A unit that starts something that is on this machine."""
    text = request.param.read_text(encoding="utf-8")
    assert WHERE in text
    file = tmp_path / request.param.name
    file.write_text(text.replace(WHERE, sys.executable), encoding="utf-8")
    return file


def analyzed(*words):
    done = subprocess.run(["systemd-analyze", *words], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_it_is_a_unit_without_a_mistake(unit):
    assert analyzed("verify", unit) == (0, "")


def test_little_is_left_open(unit):
    status, said = analyzed("security", "--offline=yes", "--no-pager", f"--threshold={OPEN}", unit)
    assert status == 0, said
    assert "Overall exposure level" in said


@pytest.mark.parametrize("file", UNITS, ids=lambda unit: unit.name)
def test_what_it_starts_is_a_command_of_ours(file):
    (line,) = [line for line in file.read_text().splitlines() if line.startswith("ExecStart=")]
    words = (
        line.replace("%i", "a").replace("${EHBI_HOST}", "127.0.0.1").replace("${EHBI_PORT}", "8866").split()
    )
    assert words[0] == f"ExecStart={WHERE}"
    assert parser(words[1:]).parse_args(words[1:]).run


def test_what_is_said_of_the_environment_is_what_is_read():
    text = UNITS[-1].read_text(encoding="utf-8")
    assert places.DATABASE in text
    assert "EHBI_PORT" in text
