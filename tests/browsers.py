"""Find a Chromium for the browser tests, and fetch one if there is none.

``python -m tests.browsers`` does that: Debian's package as root, else Playwright's own build.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from . import debian

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def executable() -> str | None:
    """Return the path of a Chromium on this machine: the system's, else Playwright's, else None."""
    system = shutil.which("chromium") or shutil.which("chromium-browser")
    if system:
        return system
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def fetch() -> None:
    """Install a Chromium; a failure ends the process with the installer's own message."""
    if debian.can_install():
        debian.install("chromium")
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def main() -> int:
    """Make sure there is a browser, and say which."""
    if executable() is None:
        fetch()
    found = executable()
    print(f"Browser: {found}" if found else "No browser could be installed")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
