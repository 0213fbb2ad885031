"""By which names a server may be asked: no page of another site gets in by giving its name our address."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from http import HTTPStatus
from ipaddress import ip_address
from typing import Any

from tornado.httputil import HTTPServerRequest
from tornado.web import Application, HTTPError

from .errors import NotFound
from .site import Site


def own_names(host: str, more: Iterable[str] = ()) -> frozenset[str]:
    """Return the names of a server: this machine's, the one that it listens on, and those that it was told.

    Parameters
    ----------
    host
        Where it listens, as it was told.
    more
        What it is called besides.

    Examples
    --------
    >>> sorted({"localhost", "ehbi.example"} & own_names("127.0.0.1", ["EHBI.example"]))
    ['ehbi.example', 'localhost']
    """
    machine = socket.gethostname()
    return frozenset(_plain(name) for name in ("localhost", machine, f"{machine}.local", host, *more) if name)


def names_of(site: Site) -> frozenset[str] | None:
    """Return the names of a site, or None when a proxy decides by which it is asked."""
    if not site.host_names and (site.proxies or site.route):
        return None
    return own_names(site.host, site.host_names)


def is_ours(name: str, names: frozenset[str]) -> bool:
    """Return whether a server with these names may be asked by this one.

    An address is nobody's to give away, so it always may; only names can be led to where they do not belong.

    Examples
    --------
    >>> [is_ours(name, frozenset()) for name in ("192.0.2.7", "[::1]", "elders.example")]
    [True, True, False]
    """
    plain = _plain(name)
    return plain in names or plain.endswith(".localhost") or _is_address(plain)


def _plain(name: str) -> str:
    return name.lower().removesuffix(".").removeprefix("[").removesuffix("]")


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


class WrongHost(NotFound):
    """Answers whoever asks by a name that is not ours."""

    def prepare(self) -> None:
        """Refuse."""
        raise HTTPError(HTTPStatus.MISDIRECTED_REQUEST)


class NamedApplication(Application):
    """Answers at its addresses, to who asks by a name of this server.

    Parameters
    ----------
    names
        What :func:`names_of` returned; None where a proxy decides by which names it passes on.
    """

    def __init__(self, *given: Any, names: frozenset[str] | None, **settings: Any) -> None:
        super().__init__(*given, **settings)
        self._names = names

    def find_handler(self, request: HTTPServerRequest, **more: Any) -> Any:
        """Return who answers; websockets are asked for in the same way."""
        if self._names is None or is_ours(request.host_name, self._names):
            return super().find_handler(request, **more)
        return self.get_handler_delegate(request, WrongHost)
