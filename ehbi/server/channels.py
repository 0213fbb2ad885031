"""What a page says to its kernel and hears from it: one address to ask after it, one websocket."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable
from functools import partial
from http import HTTPStatus
from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from tornado.iostream import StreamBufferFullError
from tornado.web import HTTPError
from tornado.websocket import WebSocketClosedError

from . import messages
from .bucket import Bucket
from .errors import ErrorsAsJson
from .sessions import Session
from .watch import Watch

log = logging.getLogger(__name__)

KERNEL_ENDED, NOT_USED, LOGGED_OUT = 4001, 4002, 4003
"""Close codes of the websocket when the kernel has ended, or must; from the range that is free to use."""
REFUSED = 1008
"""Close code for a page that does what no page of ours does."""
RATE, ROOM = 50.0, 500.0
"""Messages a second that a page may go on sending, and how many at once; a key held down sends 30."""
UNREAD = 8_000_000
"""Bytes that may wait for a page that does not read; more means that it never will."""
PATIENCE = 15.0
"""Seconds within which a kernel must answer a page that connects; less than a page of ours waits."""
LOOKS = 0.05
"""Seconds between two looks at whether who waits and what is waited for are still there."""
_SESSION = re.compile(r"[\w-]{1,64}", re.ASCII)


class VisitorConnection(ZMQChannelsWebsocketConnection):
    """Closes the websocket as soon as the kernel ends, so that the page need not wait to find out."""

    async def prepare(self) -> None:
        """Wait until the kernel answers; a page cannot connect to one that does not."""
        if not await self._answers(super().prepare()):  # type: ignore[no-untyped-call]
            self.disconnect()  # type: ignore[no-untyped-call]
            page: Any = self.websocket_handler
            page.kernel_manager.leave(self.kernel_id, "failed")
            raise HTTPError(HTTPStatus.NOT_FOUND)

    async def connect(self) -> None:  # type: ignore[override]  # it is awaited, whatever it is
        """Let page and kernel hear each other; a kernel that ended or says nothing is told to the page."""
        connected = super().connect()
        if connected is None or not await self._answers(connected):
            self.on_restart_failed()

    async def _answers(self, answer: Awaitable[object]) -> bool:
        """Wait for the kernel; false when it ends or says nothing for too long, or the page goes."""
        waiting = asyncio.ensure_future(answer)
        loop = asyncio.get_running_loop()
        until = loop.time() + PATIENCE
        try:
            while self._both_there() and not waiting.done() and loop.time() < until:
                await asyncio.wait([waiting], timeout=LOOKS)
        finally:
            waiting.cancel()
        if not (self._both_there() and waiting.done()):
            # Nobody looks at what became of it: how it fails depends on how far it had got.
            waiting.add_done_callback(lambda done: done.cancelled() or done.exception())
            return False
        await waiting
        return True

    def _both_there(self) -> bool:
        page: Any = self.websocket_handler
        return bool(page.connection is self and self.kernel_id in page.kernel_manager.guests)

    def say(self, parts: list[bytes]) -> None:
        """Send a message to the kernel, while there is one."""
        stream = self.channels.get("shell")
        if stream is not None and not stream.closed():
            self.session.send_raw(stream, parts)

    def on_restart_failed(self) -> None:
        """Tell the page that its kernel has ended."""
        self.websocket_handler.close(KERNEL_ENDED, "kernel")


class KernelChannels(ErrorsAsJson, KernelWebsocketHandler):
    """The websocket between a page and its kernel."""

    connection: VisitorConnection | None = None
    kernel_manager: Any
    ws_connection: Any
    mine = refused = False
    session: Session[Any] | None = None
    """For as long as which the page may go on; a visitor has none."""

    def initialize(self, pages: dict[str, KernelChannels], watch: Watch) -> None:
        """Take which kernels have their page already, and what counts."""
        self.pages, self.watch = pages, watch

    async def get(self, kernel_id: str) -> None:
        """Connect a page of ours; whoever else asks does not get as far as the kernel."""
        self._only_pages_of_ours()
        # Each connection costs four sockets; and with the first one, its kernel ends.
        if kernel_id in self.pages:
            raise HTTPError(HTTPStatus.CONFLICT)
        self.pages[kernel_id] = self
        try:
            await super().get(kernel_id=kernel_id)  # type: ignore[no-untyped-call]
        finally:
            del self.pages[kernel_id]

    def _only_pages_of_ours(self) -> None:
        offered = self.request.headers.get("Sec-WebSocket-Protocol", "")
        if not self.check_origin():
            raise HTTPError(HTTPStatus.FORBIDDEN)
        if messages.PROTOCOL not in [one.strip() for one in offered.split(",")]:
            raise HTTPError(HTTPStatus.BAD_REQUEST)
        if not _SESSION.fullmatch(self.get_argument("session_id", "")):
            raise HTTPError(HTTPStatus.BAD_REQUEST)

    async def pre_get(self) -> None:
        """Reach the kernel of this page; one that ends, or never was a visitor's, is not there."""
        if self.kernel_id not in self.kernel_manager.guests:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        self.mine = True
        await super().pre_get()  # type: ignore[no-untyped-call]

    async def open(self, kernel_id: str) -> None:
        """Connect to the kernel."""
        self.bucket = Bucket(RATE, ROOM)
        # Nagle's algorithm holds back every second small message for 40 ms.
        self.set_nodelay(True)
        self.ws_connection.stream.max_write_buffer_size = UNREAD
        self.kernel_manager.guests.connect(kernel_id, partial(self.close, NOT_USED, "idle"))
        await super().open(kernel_id)  # type: ignore[no-untyped-call]
        if self.session:
            self.session.hold(self._end_with_session)

    def on_message(self, ws_message: bytes | str) -> None:
        """Pass on what a page of ours says, leave out what it never says, hang up on what is no message."""
        if self.refused or not self._is_let_in():
            return
        if not self.bucket.take():
            self._refuse("te veel berichten")
            return
        try:
            parts = messages.for_kernel(ws_message)
        except messages.GarbageError:
            self._refuse("onleesbaar bericht")
            return
        self.watch.message("passed" if parts else "ignored")
        if parts and self.connection is not None:
            self.kernel_manager.guests.hear(self.kernel_id)
            self.connection.say(parts)

    def write_message(self, message: Any, binary: bool = False) -> Any:
        """Send to the page what is for it, unless it does not read what was sent before."""
        kind = messages.kind_for_page(message) if self.ws_connection else None
        if kind is None:
            return None
        if kind == "kernel_info_reply":
            self.watch.live(self.kernel_id)
        try:
            sent = super().write_message(message, binary)
        except WebSocketClosedError:
            return None
        except StreamBufferFullError:
            self._tell("de pagina leest niet meer")
            self.ws_connection.stream.close()
            return None
        # That a page has gone is seen elsewhere; a failure that nobody looks at would be told.
        sent.add_done_callback(lambda done: done.cancelled() or done.exception())
        return sent

    def _is_let_in(self) -> bool:
        return self.session is None or self.session.hear()

    def _end_with_session(self) -> None:
        self.close(LOGGED_OUT, "logged out")

    def _refuse(self, why: str) -> None:
        self.watch.message("refused")
        self._tell(why)
        self.close(REFUSED, "refused")

    def _tell(self, why: str) -> None:
        if not self.refused:
            log.warning("Een verbinding is verbroken: %s.", why)
        self.refused = True

    def on_close(self) -> None:
        """End the kernel with its page: phones and crashed browsers never say goodbye in another way."""
        if self.session:
            self.session.release(self._end_with_session)
        if self.connection is not None:
            super().on_close()  # type: ignore[no-untyped-call]
        if self.mine:
            self.kernel_manager.leave(self.kernel_id)


class KernelModel(ErrorsAsJson, KernelHandler):
    """Says that a kernel is there; stopping one from outside is not offered."""

    SUPPORTED_METHODS: Any = ("GET",)

    def set_default_headers(self) -> None:
        """Set the headers of an answer that is for one visitor only."""
        super().set_default_headers()
        self.set_header("Cache-Control", "no-store")
