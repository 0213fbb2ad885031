"""Kernels that live as long as their visitor does."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, cast

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets import Dict, Float, Integer, List, Unicode

from .. import places
from ..handbook import EhbiError
from . import keys, pool

log = logging.getLogger(__name__)
HANDBOOKS = "handbooks"
"""Folder in which kernels find the revisions that are served."""
WIDGET = "application/vnd.jupyter.widget-view+json"
SECRETS = (places.DATABASE, keys.TOKEN, keys.TOKEN_FILE)
"""Variables of the server that no kernel gets with the others."""


class NoKernelError(EhbiError):
    """There is no kernel for another visitor; the book still serves them."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"Geen hulp beschikbaar: {why}.")


class LostKernelError(NoKernelError):
    """The kernel ended while it was warmed up; another one may do better."""


class OwnKernels(KernelSpecManager):
    """Knows one kernel: this Python. A user's own ``python3`` may be another one, without EHBI."""

    kernel_dirs = List(Unicode(), [])


class VisitorKernelManager(AsyncMappingKernelManager):
    """Hands kernels out of Voilà's pool and ends each when its visitor has gone.

    Voilà makes its pool in a subclass of this one: what is named here without a
    value comes from there.
    """

    _pools: pool.Pools
    kernel_pools_config: dict[str, dict[str, Any]]
    fill_if_needed: Callable[..., None]
    get_rendered_notebook: Callable[..., Any]
    limit = Integer(help="How many visitors may have a kernel at the same time.").tag(config=True)
    patience = Float(help="Seconds within which a visitor's page must connect.").tag(config=True)
    environment = Dict(help="Variables that each kernel gets.").tag(config=True)
    fresh = List(Unicode(), help="Notebooks for which no kernel waits.").tag(config=True)

    def __init__(self, **kwargs: Any) -> None:
        self.guests: set[str] = set()
        self.waiting = 0
        self._tasks: set[pool.Task] = set()
        self._starting: set[pool.Task] = set()
        super().__init__(**kwargs)  # type: ignore[no-untyped-call]

    async def guide(self, notebook: str) -> str:
        """Return the guide as HTML, on a kernel that is from now on this visitor's.

        Raises
        ------
        NoKernelError
            All kernels are in use, or none would start, or the notebook fails on it.
        """
        if len(self.guests) + self.waiting >= self.limit:
            raise NoKernelError(f"al {self.limit} bezoekers")
        self.waiting += 1
        try:
            return await self._guide(notebook)
        except LostKernelError:
            return await self._guide(notebook)
        finally:
            self.waiting -= 1

    async def _guide(self, notebook: str) -> str:
        pool.drop_failed(self._pools)
        pool.drop_sleeping(self._pools, self._starting)
        self._fill(notebook)
        try:
            rendering, _, kernel_id = await self.get_rendered_notebook(notebook_name=notebook)
        except Exception as error:
            raise LostKernelError("er start geen kernel") from error
        self.guests.add(kernel_id)
        html = await self._shown(rendering, kernel_id)
        # From now on: before it has the guide, no page can connect.
        asyncio.get_running_loop().call_later(self.patience, self._leave_unless_connected, kernel_id)
        self._stop_listening(kernel_id)
        return html

    def _fill(self, notebook: str) -> None:
        """Have a kernel for whoever asks, and none to wait after it for a notebook that must be fresh."""
        if notebook in self.fresh:
            self._keep_waiting(notebook, 1)
        self.fill_if_needed(delay=0, notebook_name=notebook)
        if notebook in self.fresh:
            self._keep_waiting(notebook, 0)

    def _keep_waiting(self, notebook: str, size: int) -> None:
        self.kernel_pools_config = {**self.kernel_pools_config, notebook: {"pool_size": size}}

    async def _shown(self, rendering: pool.Task, kernel_id: str) -> str:
        try:
            html = await pool.whole(rendering)
        except Exception as error:
            self.leave(kernel_id)
            raise LostKernelError("de kernel is gestopt") from error
        if WIDGET not in html:
            self.leave(kernel_id)
            raise NoKernelError("het notebook toont geen hulp")
        return html

    def _stop_listening(self, kernel_id: str) -> None:
        """Leave the kernel's messages to its visitor."""
        # Jupyter reads along to see which kernels are idle: a third of the work of passing a message on.
        self.stop_watching_activity(kernel_id)  # type: ignore[no-untyped-call]
        kernel: Any = self.get_kernel(kernel_id)
        kernel.execution_state = "idle"

    def leave(self, kernel_id: str) -> None:
        """End a kernel whose visitor has gone."""
        self.guests.discard(kernel_id)
        self._later(self._end(kernel_id))

    def _leave_unless_connected(self, kernel_id: str) -> None:
        if not self._kernel_connections.get(kernel_id):
            self.leave(kernel_id)

    def _handle_kernel_died(self, kernel_id: str) -> None:
        if kernel_id not in self.guests:
            log.warning("Een klaarstaande kernel is gestopt.")
        self.guests.discard(kernel_id)
        self._later(self._end(kernel_id))

    async def _end(self, kernel_id: str) -> None:
        pool.drop_failed(self._pools)
        if kernel_id in self:
            await self.shutdown_kernel(kernel_id, now=True)  # type: ignore[no-untyped-call]

    async def start_kernel(self, **kwargs: Any) -> str:  # type: ignore[override]  # typed as not async
        """Start a kernel; remembered while it starts, so that closing can wait for it."""
        # A user's own IPython profile can slow a kernel down or break it.
        folder = Path(self.connection_dir)
        own = {"IPYTHONDIR": str(folder / "ipython"), places.HANDBOOKS: str(folder / HANDBOOKS)}
        servers = {name: value for name, value in kwargs.get("env", {}).items() if name not in SECRETS}
        kwargs["env"] = {**servers, **self.environment, **own}
        task = cast("pool.Task", asyncio.current_task())
        self._starting.add(task)
        try:
            return await super().start_kernel(**kwargs)
        finally:
            self._starting.discard(task)

    async def close(self) -> None:
        """End all kernels, also those that are just starting; start no others."""
        pool.drop_unstarted(self._pools, self._starting)
        await asyncio.gather(*self._starting, return_exceptions=True)
        pool.drop_failed(self._pools)
        pool.stop_rendering(self._pools)
        await self.shutdown_all(now=True)

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
