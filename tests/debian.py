"""Fetch what tests need of Debian's own packages."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

SYSTEMD = Path("/run/systemd/system")
"""There when the machine starts services by itself."""


def can_install(*, service: bool = False) -> bool:
    """Return whether a package can be installed: as root, where there is apt.

    One with a service, which the machine would start at once, is left to a person.
    """
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_root and shutil.which("apt-get") is not None and not (service and SYSTEMD.exists())


def install(*packages: str) -> None:
    """Install packages; a failure ends the process with apt's own message."""
    subprocess.run(["apt-get", "update", "-qq"], check=True)
    subprocess.run(["apt-get", "install", "-y", "-qq", *packages], check=True)
