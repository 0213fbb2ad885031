"""What a visitor's page says to its kernel and hears from it: one address to ask after it, one websocket."""

from __future__ import annotations

from functools import partial
from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.handlers import KernelHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from .errors import ErrorsAsJson

KERNEL_ENDED, NOT_USED = 4001, 4002
"""Close codes of the websocket when the kernel has ended, or must; from the range that is free to use."""


class VisitorConnection(ZMQChannelsWebsocketConnection):
    """Closes the websocket as soon as the kernel ends, so that the page need not wait to find out."""

    def on_restart_failed(self) -> None:
        """Tell the page that its kernel has ended."""
        self.websocket_handler.close(KERNEL_ENDED, "kernel")


class KernelChannels(ErrorsAsJson, VoilaKernelWebsocketHandler):  # type: ignore[misc]  # Voilà has no types
    """The websocket between a page and its kernel."""

    async def open(self, kernel_id: str) -> None:
        """Connect to the kernel."""
        # Nagle's algorithm holds back every second small message for 40 ms.
        self.set_nodelay(True)
        self.kernel_manager.guests.connect(kernel_id, partial(self.close, NOT_USED, "idle"))
        await super().open(kernel_id)

    def on_message(self, ws_message: str | bytes) -> None:
        """Pass on what the page says."""
        self.kernel_manager.guests.hear(self.kernel_id)
        super().on_message(ws_message)

    def on_close(self) -> None:
        """End the kernel with its page: phones and crashed browsers never say goodbye in another way."""
        if self.connection is not None:
            super().on_close()
        self.kernel_manager.leave(self.kernel_id)


class KernelModel(ErrorsAsJson, KernelHandler):
    """Says that a kernel is there; stopping one from outside is not offered."""

    SUPPORTED_METHODS: Any = ("GET",)
