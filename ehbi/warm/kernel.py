"""A kernel for widgets that are there already; it runs no code."""

from __future__ import annotations

import asyncio
import logging
import os
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import comm
import ipywidgets
from ipykernel.ipkernel import IPythonKernel  # noqa: F401  # importing it is what makes comms ipykernel's
from ipykernel.kernelapp import IPKernelApp
from ipykernel.kernelbase import Kernel
from jupyter_client._version import protocol_version

LIFELINE = 0
"""Standard input: nothing comes from it, and it ends when the server does."""
TO_BE_KILLED_FIRST = "500"
"""To Linux, when memory runs out: this process rather than the server."""


class WidgetKernel(Kernel):
    """Passes messages between a page's widgets and this process, and does nothing else."""

    implementation = "ehbi"
    implementation_version = "1"
    banner = "EHBI"
    language_info = {"name": "python", "mimetype": "text/x-python", "file_extension": ".py"}  # noqa: RUF012
    msg_types = ["kernel_info_request", "comm_info_request"]  # noqa: RUF012
    control_msg_types = [*msg_types, "shutdown_request"]  # noqa: RUF012

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)  # type: ignore[no-untyped-call]
        self.comm_manager = manager = comm.get_comm_manager()
        for kind in ("comm_open", "comm_msg", "comm_close"):
            self.shell_handlers[kind] = getattr(manager, kind)
        # Widgets that were made when there was no kernel keep silent until they know one.
        channels: list[Any] = [*manager.comms.values()]
        for channel in channels:
            channel.kernel = self
        ipywidgets.register_comm_target()

    @property
    def kernel_info(self) -> dict[str, Any]:
        """What a page is told of us; ipykernel's own imports a debugger to find out whether there is one."""
        return {
            "protocol_version": protocol_version,
            "implementation": self.implementation,
            "implementation_version": self.implementation_version,
            "language_info": self.language_info,
            "banner": self.banner,
            "help_links": [],
        }


def become_kernel(connection_file: str) -> NoReturn:
    """Turn this process into a kernel; it ends when its server does.

    Parameters
    ----------
    connection_file
        Says where it is to answer.
    """
    try:
        with suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text(TO_BE_KILLED_FIRST, encoding="ascii")
        logging.disable()  # whoever talks nonsense to a kernel must not fill the server's log
        asyncio.set_event_loop(loop := asyncio.new_event_loop())
        loop.add_reader(LIFELINE, os._exit, 0)
        app = IPKernelApp.instance(
            connection_file=connection_file,
            kernel_class=WidgetKernel,
            quiet=False,  # why it cannot start is in the server's log
        )
        app.initialize([])  # type: ignore[no-untyped-call]
        app.start()  # type: ignore[no-untyped-call]
    finally:
        os._exit(1)
