"""Opens the page of a server in the browser of whoever started it."""

from __future__ import annotations

import asyncio
import html
import sys
from contextlib import suppress
from pathlib import Path

LONGEST = 20.0
"""Seconds that a browser may take to come; one that takes the screen of the terminal goes on."""
OPEN = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.argv[1]))"
NONE = "Er is geen browser gevonden die vanzelf opengaat. Open het adres hierboven zelf."


async def show(address: str, folder: Path) -> None:
    """Open an address; one with a key in it by way of a file in a folder that only its owner can read.

    What a program was started with can be read by everybody on this machine.
    """
    given = await asyncio.to_thread(_file, address, folder) if "?" in address else address
    # A process of its own: a browser for a terminal keeps whoever opens it until it is closed.
    nowhere = asyncio.subprocess.DEVNULL
    opening = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", OPEN, given), stdin=nowhere, stdout=nowhere, stderr=nowhere
    )
    with suppress(TimeoutError):
        if await asyncio.wait_for(opening.wait(), LONGEST):
            print(NONE, flush=True)


def _file(address: str, folder: Path) -> str:
    file = folder / "open.html"
    file.touch(0o600)
    to = html.escape(address)
    file.write_text(f'<meta http-equiv="refresh" content="0; url={to}"><a href="{to}">EHBI</a>', "utf-8")
    return file.as_uri()
