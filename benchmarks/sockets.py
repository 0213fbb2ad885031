"""A websocket client on gevent: thousands wait in one thread, packed as a browser's are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar
from urllib.parse import urlsplit

import gevent
from gevent import socket
from gevent.event import Event
from websockets.client import ClientProtocol
from websockets.exceptions import InvalidStatus, WebSocketException
from websockets.extensions.permessage_deflate import enable_client_permessage_deflate
from websockets.frames import Frame, Opcode
from websockets.protocol import State
from websockets.uri import parse_uri

from ehbi.handbook import EhbiError

PATIENCE = 60
"""Seconds that a server may take for anything."""
CHUNK = 65_536
MESSAGES = (Opcode.TEXT, Opcode.BINARY, Opcode.CONT)
Found = TypeVar("Found")


class VisitError(EhbiError):
    """Something that a visitor would have noticed; in the same words each time, as they are counted."""


class Socket:
    """A websocket to an address as ``http://…``, heard in the background."""

    def __init__(self, address: str, protocols: Sequence[str], cookie: str = "") -> None:
        place = urlsplit(address)
        self.gone = ""
        self._news, self._parts = Event(), list[bytes]()
        self._protocol = ClientProtocol(
            parse_uri(address.replace("http", "ws", 1)),
            origin=f"{place.scheme}://{place.netloc}",
            subprotocols=protocols,
            extensions=enable_client_permessage_deflate(None),
            max_size=None,
        )
        request = self._protocol.connect()
        if cookie:
            request.headers["Cookie"] = cookie
        self._protocol.send_request(request)
        try:
            self._stream = socket.create_connection((place.hostname, place.port), PATIENCE)
            self._flush()
        except OSError as error:
            raise VisitError(type(error).__name__) from error
        self._stream.settimeout(None)
        gevent.spawn(self._listen)
        self.until(lambda: self._protocol.state is State.OPEN)

    def hear(self, message: bytes) -> None:
        """Take in a message; what cannot be understood raises."""

    def send(self, message: bytes, *, text: bool = False) -> None:
        """Send a message."""
        if self.gone:
            raise VisitError(self.gone)
        try:
            (self._protocol.send_text if text else self._protocol.send_binary)(message)
            self._flush()
        except (OSError, WebSocketException) as error:
            raise VisitError("closed") from error

    def until(self, there: Callable[[], Found | None]) -> Found:
        """Wait until something is there that messages bring, and return it."""
        with gevent.Timeout(PATIENCE, VisitError("too late")):
            while not (found := there()):
                if self.gone:
                    raise VisitError(self.gone)
                self._news.clear()
                self._news.wait()
        return found

    def close(self) -> None:
        """Leave."""
        if not self.gone:
            self.gone = "left"
            with suppress(OSError, WebSocketException):
                self._protocol.send_close(1000)
                self._flush()

    def _listen(self) -> None:
        while not self.gone:
            try:
                data = self._stream.recv(CHUNK)
                self._protocol.receive_data(data) if data else self._protocol.receive_eof()
                for event in self._protocol.events_received():
                    if isinstance(event, Frame) and event.opcode in MESSAGES:
                        self._take(event)
                self._flush()
                self.gone = self.gone or self._why_closed()
            except OSError as error:
                self.gone = self.gone or type(error).__name__
            except (AssertionError, LookupError, TypeError, ValueError):
                self.gone = "not understood"
            self._news.set()
        self._stream.close()

    def _take(self, frame: Frame) -> None:
        self._parts.append(bytes(frame.data))
        if frame.fin:
            whole, self._parts = b"".join(self._parts), []
            self.hear(whole)

    def _why_closed(self) -> str:
        refused = self._protocol.handshake_exc
        if isinstance(refused, InvalidStatus):
            return f"status {refused.response.status_code}"
        if refused:
            return "no websocket"
        if self._protocol.state in (State.CONNECTING, State.OPEN):
            return ""
        close = self._protocol.close_rcvd
        return f"closed ({close.code if close else None})"

    def _flush(self) -> None:
        for data in self._protocol.data_to_send():
            if data:
                self._stream.sendall(data)
