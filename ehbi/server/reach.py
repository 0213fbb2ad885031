"""Where phones on the same network find a server."""

from __future__ import annotations

import socket
from ipaddress import ip_address

from .launch import EVERYWHERE

NOBODY = ("192.0.2.1", 9)
"""An address that is nobody's; asking the way there sends nothing."""


def reachable(host: str, port: int) -> str:
    """Return the address of a server for phones on the same network; empty when no phone can come there.

    Parameters
    ----------
    host
        Where the server answers, as it was told.
    port
        Where it really answers.

    Examples
    --------
    >>> reachable("127.0.0.1", 8870), reachable("192.0.2.7", 8870)
    ('', 'http://192.0.2.7:8870/')
    """
    name = _own() if host in EVERYWHERE else host
    if _only_here(name):
        return ""
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def _own() -> str:
    """Return the address that this machine has on its network; a name may not be known to a phone."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(NOBODY)
        except OSError:
            return "localhost"
        return str(asking.getsockname()[0])


def _only_here(name: str) -> bool:
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"
