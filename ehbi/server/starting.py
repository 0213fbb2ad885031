"""How a kernel is started: of which Python, with which variables, and remembered while it starts."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets import Dict, List, Unicode

from .. import places
from . import keys, pool

HANDBOOKS = "handbooks"
"""Folder in which kernels find the revisions that are served."""
SILENT = ["--IPKernelApp.log_level=CRITICAL"]
"""What a page can make its kernel complain of would fill the server's log, with what was typed."""
SECRETS = (places.DATABASE, keys.TOKEN, keys.TOKEN_FILE)
"""Variables of the server that no kernel gets with the others."""


class OwnKernels(KernelSpecManager):
    """Knows one kernel: this Python. A user's own ``python3`` may be another one, without EHBI."""

    kernel_dirs = List(Unicode(), [])


class StartingKernelManager(AsyncMappingKernelManager):
    """Starts kernels that get what they need from the server and no more."""

    environment = Dict(help="Variables that each kernel gets.").tag(config=True)

    def __init__(self, **kwargs: Any) -> None:
        self.starting: set[pool.Task] = set()
        super().__init__(**kwargs)  # type: ignore[no-untyped-call]

    def kernel_environment(self, servers: Mapping[str, str]) -> dict[str, str]:
        """Return the variables of a kernel: those of the server but for its secrets, and our own."""
        # A user's own IPython profile can slow a kernel down or break it.
        folder = Path(self.connection_dir)
        own = {"IPYTHONDIR": str(folder / "ipython"), places.HANDBOOKS: str(folder / HANDBOOKS)}
        passed = {name: value for name, value in servers.items() if name not in SECRETS}
        return {**passed, **self.environment, **own}

    async def start_kernel(self, **kwargs: Any) -> str:  # type: ignore[override]  # typed as not async
        """Start a kernel; remembered while it starts, so that closing can wait for it."""
        kwargs["env"] = self.kernel_environment(kwargs.get("env", {}))
        kwargs["extra_arguments"] = SILENT
        task = cast("pool.Task", asyncio.current_task())
        self.starting.add(task)
        try:
            return await super().start_kernel(**kwargs)
        finally:
            self.starting.discard(task)

    def start_watching_activity(self, kernel_id: str) -> None:
        """Leave the kernel's messages to its visitor: Jupyter would read them all to see who is idle."""
        kernel: Any = self.get_kernel(kernel_id)
        kernel.execution_state = "idle"
