"""Requests in one form before anything reads them, by the names of this server only."""

from __future__ import annotations

import re
import socket
from collections.abc import Awaitable, Iterable
from http import HTTPStatus
from ipaddress import ip_address
from typing import Any

from tornado.httputil import (
    HTTPHeaders,
    HTTPMessageDelegate,
    HTTPServerRequest,
    RequestStartLine,
    ResponseStartLine,
)
from tornado.web import Application

from ..site import Site
from .handlers import NotFound

_ABSOLUTE = re.compile(r"https?://(?:[^/?#]*@)?([\w.:\[\]-]+)((?:[/?][^#]*)?)", re.IGNORECASE | re.ASCII)
_WEIGHT = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")


class RequestNormalizer(HTTPMessageDelegate):
    """Hands a request on as if it had come in the usual form, straight from who asks.

    Of so many proxies before the server it is believed who asks, and of nobody else.
    """

    def __init__(self, delegate: HTTPMessageDelegate, connection: Any, proxies: int) -> None:
        self._delegate, self._context, self._proxies = delegate, connection.context, proxies

    def headers_received(
        self, start_line: RequestStartLine | ResponseStartLine, headers: HTTPHeaders
    ) -> Awaitable[None] | None:
        """Hand on the first line and the headers."""
        if self._proxies:
            here = self._context
            # Always set: the next request on a proxy's connection is somebody else's.
            here.remote_ip = sender(headers, self._proxies) or here._orig_remote_ip
            here.protocol = scheme(headers, self._proxies) or here._orig_protocol
        if "Accept-Encoding" in headers:
            headers["Accept-Encoding"] = "gzip" if takes_gzip(headers["Accept-Encoding"]) else "identity"
        if isinstance(start_line, RequestStartLine) and (whole := _ABSOLUTE.fullmatch(start_line.path)):
            headers["Host"], rest = whole.groups()
            start_line = start_line._replace(path=rest if rest.startswith("/") else f"/{rest}")
        return self._delegate.headers_received(start_line, headers)

    def data_received(self, chunk: bytes) -> Awaitable[None] | None:
        """Hand on a piece of the body."""
        return self._delegate.data_received(chunk)

    def finish(self) -> None:
        """Tell that all has come."""
        self._delegate.finish()

    def on_connection_close(self) -> None:
        """Tell that who asked has gone."""
        self._delegate.on_connection_close()


def sender(headers: HTTPHeaders, proxies: int) -> str | None:
    """Return who asks, as told by the last proxy that is trusted; None when that is not told.

    What stands further to the left was there before it came to a proxy of ours: anybody could write it.
    """
    told = _list(headers, "X-Forwarded-For")
    return _ip(told[-proxies]) if len(told) >= proxies else None


def scheme(headers: HTTPHeaders, proxies: int) -> str | None:
    """Return how who asks came to the first proxy that is trusted; most proxies tell one word for all."""
    told = _list(headers, "X-Forwarded-Proto")
    word = told[-min(proxies, len(told))].lower() if told else ""
    return word if word in {"http", "https"} else None


def _list(headers: HTTPHeaders, name: str) -> list[str]:
    text = headers.get(name, "")
    return [one.strip() for one in text.split(",")] if text.strip() else []


def takes_gzip(accepted: str) -> bool:
    """Return whether who says this in Accept-Encoding can unpack gzip, and likes it no less than plain."""
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, parameter = (piece.strip() for piece in part.partition(";"))
        weights[name] = _weight(parameter)
    gzip = weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0)))
    return gzip > 0 and gzip >= weights.get("identity", 0.0)


def _weight(parameter: str) -> float:
    """Return how much something is liked: all when nothing is said, not at all when that makes no sense."""
    if not parameter:
        return 1.0
    name, _, value = (piece.strip() for piece in parameter.partition("="))
    return float(value) if name == "q" and _WEIGHT.fullmatch(value) else 0.0


def own_names(host: str, more: Iterable[str] = ()) -> frozenset[str]:
    """Return the names of a server: this machine's, the one it listens on, and those that it was told."""
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
    """
    plain = _plain(name)
    return plain in names or plain.endswith(".localhost") or _ip(plain) is not None


def _ip(text: str) -> str | None:
    """Return an address in the form that all write it in; None for what is no address."""
    try:
        return str(ip_address(text))
    except ValueError:
        return None


def _plain(name: str) -> str:
    return name.lower().removesuffix(".").removeprefix("[").removesuffix("]")


class WrongHost(NotFound):
    """Answers whoever asks by a name that is not ours."""

    status = HTTPStatus.MISDIRECTED_REQUEST


class NamedApplication(Application):
    """Answers at its addresses, to who asks by a name of this server; by any where a proxy decides that."""

    def __init__(self, *given: Any, names: frozenset[str] | None, **settings: Any) -> None:
        super().__init__(*given, **settings)
        self._names = names

    def find_handler(self, request: HTTPServerRequest, **more: Any) -> Any:
        """Return who answers; websockets are asked for in the same way."""
        if self._names is None or is_ours(request.host_name, self._names):
            return super().find_handler(request, **more)
        return self.get_handler_delegate(request, WrongHost)
