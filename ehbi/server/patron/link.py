"""Where a patron comes to their screen: an address that a phone can reach, and a code to scan."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urljoin

import segno

from ..joining import is_only_here, phones_at, reachable

QUIET = 4
"""Modules of white around a code, by which a phone finds it."""


class Place(NamedTuple):
    """Where a server is seen at: an address up to its pages, and whether a phone can come there."""

    address: str
    is_for_phones: bool


class Link(NamedTuple):
    """The address of a screen, and a code of it; no code where no phone can come there."""

    address: str
    code: str


def place(seen_at: str, host: str) -> Place:
    """Return where phones come of a server that listens on a host and whose page is seen at an address.

    A desk that looks by a name of its own machine alone is told what phones on its network can reach.

    Examples
    --------
    >>> place("https://naslag.voorbeeld.nl/ehbi/#reset-mail", "127.0.0.1").address
    'https://naslag.voorbeeld.nl/ehbi/'
    >>> place("http://localhost:8866/", "127.0.0.1")
    Place(address='http://localhost:8866/', is_for_phones=False)
    """
    parts = phones_at(seen_at)
    if not is_only_here(parts.hostname or ""):
        return Place(urljoin(parts.geturl(), "."), is_for_phones=True)
    there = reachable(host, parts.port or 80)
    return Place(there or urljoin(parts.geturl(), "."), bool(there))


def link(at: Place, path: str) -> Link:
    """Return the link to a path there."""
    address = at.address + path
    return Link(address, code(address) if at.is_for_phones else "")


def code(address: str) -> str:
    """Return an address as a QR code: a picture as a data address, black on white."""
    made = segno.make(address, micro=False, error="m", boost_error=False)
    return made.svg_data_uri(border=QUIET, dark="#000", light="#fff", omitsize=True)
