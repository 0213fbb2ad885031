"""The address where Prometheus asks, on a listener of its own: visitors do not come there."""

from __future__ import annotations

import socket
from http import HTTPStatus

from prometheus_client import exposition
from tornado.web import HTTPError

from .answers import Answers
from .connections import Connections
from .hosts import NamedApplication
from .watch import Watch

FEW = 16
"""Connections at the same time."""


class Metrics(Answers):
    """Answers with what was counted."""

    def initialize(self, watch: Watch) -> None:
        """Take what counts."""
        self.watch = watch

    def get(self) -> None:
        """Answer as Prometheus wants it."""
        encode, kind = exposition.choose_encoder(self.request.headers.get("Accept", ""))
        self.set_header("Content-Type", kind)
        self.finish(encode(self.watch.registry))


class Nothing(Answers):
    """Answers every other address."""

    def prepare(self) -> None:
        """Say that there is nothing here."""
        raise HTTPError(HTTPStatus.NOT_FOUND)


def serve(watch: Watch, sockets: list[socket.socket], names: frozenset[str]) -> Connections:
    """Answer Prometheus on these sockets, by these names, until the server that is returned is stopped."""
    addresses = [("/metrics", Metrics, {"watch": watch})]
    quiet = {"default_handler_class": Nothing, "log_function": lambda _: None}
    application = NamedApplication(addresses, names=names, **quiet)
    server = Connections(application, FEW)
    server.add_sockets(sockets)
    return server
