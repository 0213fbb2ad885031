"""How much a connection may ask of the server, and how many of them there may be."""

from __future__ import annotations

import logging
import sys
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.web import Application

from .answers import LARGEST
from .incoming import Incoming
from .trouble import Trouble

log = logging.getLogger(__name__)

MOST = 8_192
"""Connections at the same time; each has a file of the process, and so has each kernel a few."""
LIMITS: dict[str, Any] = {
    # An address, cookies and what a proxy adds.
    "max_header_size": 16_384,
    # What is a little too large gets an answer that says so.
    "max_body_size": 2 * LARGEST,
    # Seconds for a body of 16 kB, also over a bad line.
    "body_timeout": 20,
    # Seconds for all headers, and between two requests: longer than a proxy keeps a connection to use again.
    "idle_connection_timeout": 75,
}


class Connections(HTTPServer):
    """Answers on connections, each within limits; who comes when there are too many is hung up on.

    Parameters
    ----------
    application
        Knows the addresses.
    most
        Connections at the same time, websockets not counted.
    proxies
        How many proxies there are before the server, that tell who asks; nobody else is believed in that.
    """

    def initialize(self, application: Application, most: int = MOST, proxies: int = 0) -> None:  # type: ignore[override]
        """Take what every connection is limited to."""
        super().initialize(application, **LIMITS)
        self._most, self._proxies = most, proxies
        self._trouble = Trouble(log, "Niet iedereen kan verbinden")

    def handle_stream(self, stream: Any, address: Any) -> None:
        """Serve a new connection, if there is room for it."""
        if len(self._connections) >= self._most:
            self._trouble.tell(f"er zijn al {self._most} verbindingen")
            stream.close()
            return
        if len(self._connections) < self._most / 2:
            self._trouble.over()
        super().handle_stream(stream, address)

    def start_request(self, server_conn: object, request_conn: Any) -> Incoming:
        """Serve a request, in the form in which all are read."""
        return Incoming(super().start_request(server_conn, request_conn), request_conn, self._proxies)


def most_connections() -> int:
    """Return how many connections the system has room for, after asking it for more.

    Half of the files that the process may open is left to kernels, scripts and the database.
    """
    if sys.platform == "win32":
        return MOST
    import resource  # noqa: PLC0415  # not there on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * MOST if hard == resource.RLIM_INFINITY else min(2 * MOST, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    return MOST if soft == resource.RLIM_INFINITY else min(MOST, soft // 2)
