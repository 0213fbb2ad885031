"""The websocket between a visitor and their guide, with the messages that Voilà's front end sends."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, WebSocketError, websocket_connect

from .answer import Cookies, cookie_header
from .messages import PROTOCOL, Message, Session, deal_out
from .trouble import VisitError, told_as
from .widgets import Widgets

PATIENCE = 60
"""Seconds that the guide may take for anything."""
CONTROL = "jupyter.widget.control"
Found = TypeVar("Found")


class Channels:
    """A guide as the page sees it: a kernel.

    Parameters
    ----------
    url
        Address of the server, with a slash at its end.
    kernel
        By which the page asks for it.
    cookies
        Those of the visitor.
    """

    def __init__(self, url: str, kernel: str, cookies: Cookies) -> None:
        self._url, self._kernel, self._cookies = url, kernel, cookies
        self._session = Session()
        self._socket: WebSocketClientConnection | None = None
        self._news = asyncio.Event()
        self._gone = ""
        self._answered: set[str] = set()
        self.widgets = Widgets()

    async def open(self, models: frozenset[str]) -> None:
        """Connect, and collect the states of all widgets, which must include these.

        Raises
        ------
        VisitError
            The server refuses, the guide ends, or it does not say enough in time.
        """
        await self._connect()
        asked = await self.send("kernel_info_request", {})
        await self.until("kernel", lambda: asked in self._answered)
        control = str(uuid.uuid4())
        opening = {"comm_id": control, "target_name": CONTROL, "data": {}}
        await self.send("comm_open", opening, version="1.0.0")
        await self.send("comm_msg", {"comm_id": control, "data": {"method": "request_states"}})
        await self.until("states", lambda: models <= self.widgets.states.keys())
        await self.send("comm_close", {"comm_id": control, "data": {}})

    async def _connect(self) -> None:
        address = f"{self._url}api/kernels/{self._kernel}/channels?session_id={self._session.id}"
        asked = HTTPRequest(
            address.replace("http", "ws", 1),
            headers={"Origin": self._url.rstrip("/"), **cookie_header(self._cookies)},
            connect_timeout=PATIENCE,
            request_timeout=PATIENCE,
        )
        try:
            with told_as("channels"):
                self._socket = await websocket_connect(
                    asked, on_message_callback=self._hear, compression_options={}, subprotocols=[PROTOCOL]
                )
        except HTTPClientError as error:
            raise VisitError("channels", f"status {error.code}") from error
        except WebSocketError as error:
            raise VisitError("channels", "no websocket") from error

    def _hear(self, frame: str | bytes | None) -> None:
        if frame is None:
            self._gone = f"closed ({self._socket.close_code if self._socket else None})"
        else:
            try:
                for message in deal_out(frame):
                    self._take(message)
            except (LookupError, TypeError, ValueError):
                self._gone = "not understood"
        self._news.set()

    def _take(self, message: Message) -> None:
        if message.kind.endswith("_reply"):
            self._answered.add(message.parent)
        self.widgets.hear(message)

    async def send(self, kind: str, content: dict[str, Any], **metadata: str) -> str:
        """Send a message and return its id.

        Raises
        ------
        VisitError
            The connection is gone.
        """
        name, frame = self._session.pack(kind, content, **metadata)
        if self._socket is None or self._gone:
            raise VisitError("channels", self._gone or "not open")
        try:
            await self._socket.write_message(frame, binary=True)
        except WebSocketError as error:
            raise VisitError("channels", "closed") from error
        return name

    async def update(self, widget: str, state: dict[str, Any]) -> None:
        """Tell the guide what the person changed in a widget."""
        data = {"method": "update", "state": state, "buffer_paths": []}
        await self.send("comm_msg", {"comm_id": widget, "data": data})

    async def custom(self, widget: str, content: dict[str, Any]) -> None:
        """Tell the guide something in a widget's own words."""
        await self.send("comm_msg", {"comm_id": widget, "data": {"method": "custom", "content": content}})

    async def until(self, part: str, there: Callable[[], Found | None]) -> Found:
        """Wait until something is there that messages bring, and return it.

        Raises
        ------
        VisitError
            It does not come in time, the connection goes, or the guide says that it failed.
        """
        with told_as(part):
            async with asyncio.timeout(PATIENCE):
                while not (found := there()):
                    if self._gone or self.widgets.failed:
                        raise VisitError(part, self._gone or "the guide failed")
                    self._news.clear()
                    await self._news.wait()
                return found

    def close(self) -> None:
        """Leave; the server then ends the guide."""
        if self._socket is not None:
            self._socket.close()
