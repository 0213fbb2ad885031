"""A server has a folder to itself, and removes those of servers that were killed."""

from __future__ import annotations

import subprocess
import sys
import tempfile

import pytest

from ehbi.server.server import Scratch


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_two_that_run_leave_each_other_alone_and_clean_up(temporary):
    one, other = Scratch(), Scratch()
    assert one.path != other.path
    for each in (one, other):
        assert each.path.is_dir()
        each.close()
    assert [*temporary.iterdir()] == []


def test_what_a_killed_server_left_goes_and_nothing_else_does(temporary):
    code = "import os; from ehbi.server.server import Scratch; Scratch(); os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", code], env={"TMPDIR": str(temporary)}, check=False)
    (left,) = temporary.iterdir()
    (temporary / "ehbi-van-iemand-anders").mkdir()
    (temporary / "anders").mkdir()
    kept = Scratch()
    assert not left.exists()
    assert {one.name for one in temporary.iterdir()} == {"ehbi-van-iemand-anders", "anders", kept.path.name}
    kept.close()
