"""Find a Chromium for the browser tests, and fetch one if there is none.

``python -m tests.browsers`` does that: Debian's package as root, else Playwright's own build.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

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


def until(page: Page, expression: str, arg: object = None, patience: float = 20_000) -> None:
    """Wait until something is so in a page.

    Playwright's own ``wait_for_function`` compiles text there, which the policy of our pages refuses.
    """
    end = time.monotonic() + patience / 1000
    while not page.evaluate(expression, arg):
        assert time.monotonic() < end, f"never happened: {expression}"
        page.wait_for_timeout(20)


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
