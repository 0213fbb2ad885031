"""Where phones in the room come: the address of this machine on its network, or one that somebody chose."""

from __future__ import annotations

import socket
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from ..handbook import EhbiError
from ..handbook.errors import clip, printable
from .launch import EVERYWHERE, address
from .login import form

NOBODY = ("192.0.2.1", 9)
"""An address that is nobody's; asking the way there sends nothing."""
LONGEST = 200
"""Characters of an address that somebody can type and a code can hold."""


class JoinError(EhbiError):
    """That cannot be the address where phones come."""

    def __init__(self, chosen: str) -> None:
        shown = printable(clip(chosen))
        super().__init__(
            f"‘{shown}’ kan geen adres voor telefoons zijn. Schrijf bij --join een adres als"
            " workshop.voorbeeld.nl, 192.0.2.7:8870 of https://voorbeeld.nl/meedoen."
        )


def reachable(host: str, port: int) -> str:
    """Return the address of a server for phones on the same network; empty when no phone can come there."""
    name = _own() if host in EVERYWHERE else host
    return "" if is_only_here(name) else address(name, port)


def joined(chosen: str, port: int) -> str:
    """Return the address where phones come, as it was chosen; what is left out is as this server has it.

    A name alone is this server's: by HTTP, at its port, the phones' page. What has a path stays as it is.

    Examples
    --------
    >>> joined("workshop.voorbeeld.nl", 8870)
    'http://workshop.voorbeeld.nl:8870/stem'
    >>> joined("https://voorbeeld.nl/meedoen", 8870)
    'https://voorbeeld.nl/meedoen'
    """
    parts = phones_at(chosen)
    alone = "://" not in chosen and parts.port is None and parts.path in {"", "/"}
    place = f"{parts.netloc}:{port}" if alone else parts.netloc
    path = form.PHONES if parts.path in {"", "/"} else parts.path
    return parts._replace(netloc=place, path=path).geturl()


def phones_at(chosen: str) -> SplitResult:
    """Return the parts of an address where phones come; refuse what can be none."""
    try:
        parts = urlsplit(chosen if "://" in chosen else f"http://{chosen}")
        port_is_right = parts.port != 0
    except ValueError:
        raise JoinError(chosen) from None
    said = chosen.isprintable() and " " not in chosen and len(chosen) <= LONGEST
    plain = parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc
    if not (said and plain and port_is_right) or parts.netloc.endswith(":"):
        raise JoinError(chosen)
    return parts


def _own() -> str:
    """Return the address that this machine has on its network; a name may not be known to a phone."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(NOBODY)
        except OSError:
            return "localhost"
        return str(asking.getsockname()[0])


def is_only_here(name: str) -> bool:
    """Return whether a name leads to this machine from itself alone."""
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"
