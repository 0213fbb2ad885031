"""Environments that have nothing of this repository's own: the wheel, and what that brings along."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def built_wheel(folder: Path) -> Path:
    """Build the wheel in a folder, as a packager does."""
    _run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder))
    (wheel,) = folder.glob("ehbi-*.whl")
    return wheel


def environment(folder: Path, resolution: str, *wanted: str) -> Path:
    """Make an environment in a folder with what is wanted, and return where its programs are.

    ``resolution`` is uv's: ``highest`` or ``lowest-direct``, the lowest versions that we ourselves ask for.
    """
    uv = str(Path(sys.executable).with_name("uv"))
    _run(uv, "venv", "--quiet", "--python", sys.executable, str(folder))
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    install = [uv, "pip", "install", "--quiet", "--python", str(programs / "python")]
    _run(*install, "--resolution", resolution, *wanted)
    return programs


def _run(*command: str) -> None:
    subprocess.run(command, cwd=ROOT, check=True)
