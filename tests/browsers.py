"""Find a Chromium for the browser tests, and fetch one if there is none.

``python -m tests.browsers`` does that: Debian's packages as root, else Playwright's own build. Where there is
a headless shell the tests use that: the same engine without the program around it, for half of the processor.
What is measured and photographed is the whole Chromium.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

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
SHELL = "chromium-headless-shell"


def shell() -> str | None:
    """Return the path of this machine's headless shell; without one that of a Chromium, or None."""
    return shutil.which(SHELL) or executable()


def executable() -> str | None:
    """Return the path of a Chromium on this machine: the system's, else Playwright's, else None."""
    system = shutil.which("chromium") or shutil.which("chromium-browser")
    if system:
        return system
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run the whole Chromium until the block ends."""
    found = executable()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


def fetch() -> None:
    """Install what is missing; a failure ends the process with the installer's own message."""
    if debian.can_install():
        debian.install("chromium", SHELL)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def main() -> int:
    """Make sure there is a browser, and say which."""
    if executable() is None or (debian.can_install() and shutil.which(SHELL) is None):
        fetch()
    found = executable()
    print(f"Browser: {found}, for the tests {shell()}" if found else "No browser could be installed")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
