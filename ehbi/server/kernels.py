"""Kernels that live as long as their visitor does."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Coroutine, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import NATIVE_KERNEL_NAME
from traitlets import Bool, Float, Integer, List, Unicode

from . import forked, pool
from .guests import Guests
from .nokernel import FullError, LostKernelError, NoKernelError
from .refusals import Refusals
from .starting import StartingKernelManager
from .trouble import Trouble
from .warm import NoForkError
from .warmer import Warmer
from .watch import Watch

log = logging.getLogger(__name__)
WIDGET = "application/vnd.jupyter.widget-view+json"


class Supply(StrEnum):
    """Where the next visitor's guide would come from; what is not known to fail may work."""

    WARM = "warm"
    ORDINARY = "ordinary"
    FULL = "full"
    FAILING = "failing"


class VisitorKernelManager(StartingKernelManager):
    """Gives each visitor a kernel of their own, and ends it when they have gone or do not use it.

    A kernel is a fork of the warm process if there is one, else it comes from Voilà's pool. Voilà makes its
    pool in a subclass of this one: what is named here without a value comes from there.
    """

    _pools: pool.Pools
    kernel_pools_config: dict[str, dict[str, Any]]
    fill_if_needed: Callable[..., None]
    get_rendered_notebook: Callable[..., Any]
    limit = Integer(help="How many visitors may have a kernel at the same time.").tag(config=True)
    patience = Float(help="Seconds within which a visitor's page must connect.").tag(config=True)
    idle = Float(help="Seconds after which a kernel that is not used ends.").tag(config=True)
    spare = Float(help="The same when somebody else has none.").tag(config=True)
    forks = Bool(help="Whether kernels are forks of a warm process.").tag(config=True)
    fresh = List(Unicode(), help="Notebooks for which no kernel waits.").tag(config=True)

    def __init__(self, **kwargs: Any) -> None:
        self.guests, self.refusals = Guests(), Refusals()
        self.full = Trouble(log, "Er is geen plaats voor meer bezoekers; zij hebben de naslag")
        self.waiting, self.failing = 0, False
        self.warmer: Warmer | None = None
        self._tasks: set[pool.Task] = set()
        super().__init__(**kwargs)
        self.be_watched(Watch())

    def be_watched(self, watch: Watch) -> None:
        """Tell what happens to kernels, from now on."""
        self.watch = watch
        watch.limit(self.limit)
        watch.kernels("live", lambda: len(self.guests))
        watch.kernels("starting", lambda: len(self.starting))
        watch.kernels("waiting", lambda: pool.count_warm(self._pools))

    def warm_up(self, notebook: Path) -> Warmer | None:
        """Have kernels of a notebook come from a warm process, if that is wanted; return what has it run."""
        if self.forks:
            self.warmer = Warmer(notebook, self.kernel_environment(os.environ))
        return self.warmer

    @property
    def supply(self) -> Supply:
        """What somebody would get who asked for a guide now."""
        if self._is_full and not any(self.guests.idle(self.spare)):
            return Supply.FULL
        if self.warmer and self.warmer.is_ready:
            return Supply.WARM
        return Supply.FAILING if self.failing else Supply.ORDINARY

    @property
    def _is_full(self) -> bool:
        return len(self.guests) + self.waiting >= self.limit

    def renew(self) -> None:
        """Have the next kernels know what is there now."""
        if self.warmer:
            self.warmer.renew()

    async def guide(self, notebook: str, page_config: Mapping[str, Any]) -> tuple[str, str]:
        """Return the id of a kernel that is from now on this visitor's, and the guide on it as HTML.

        Raises
        ------
        FullError
            All kernels are in use.
        NoKernelError
            None would start, or the notebook fails on it.
        """
        if self._is_full and not self._send_one_away():
            raise FullError(self.limit, self.refusals.count())
        self.waiting += 1
        try:
            given = await self._given(notebook, page_config)
        except NoKernelError:
            self.failing = True
            raise
        finally:
            self.waiting -= 1
        self.failing = False
        return given

    async def _given(self, notebook: str, page_config: Mapping[str, Any]) -> tuple[str, str]:
        try:
            return await self._forked(page_config)
        except NoForkError:
            if self.warmer:
                self.watch.failed("fork")
            return await self._pooled_or_another(notebook)

    def _send_one_away(self) -> bool:
        """End the kernel that was not used for longest, if that is long enough to give it to another."""
        unused = next(self.guests.idle(self.spare), None)
        if unused:
            self.leave(unused, "room")
        return unused is not None

    async def _forked(self, page_config: Mapping[str, Any]) -> tuple[str, str]:
        if self.warmer is None:
            raise NoForkError("dat is hier niet ingesteld")
        warm = await self.warmer.ready()
        try:
            kernel_id = await self.start_kernel(kernel_name=NATIVE_KERNEL_NAME, warm=warm)
        except Exception as error:
            raise NoForkError(str(error)) from error
        self._welcome(kernel_id)
        return kernel_id, forked.guide_html(warm.outputs, page_config, kernel_id)

    async def _pooled_or_another(self, notebook: str) -> tuple[str, str]:
        try:
            return await self._pooled(notebook)
        except LostKernelError:
            return await self._pooled(notebook)

    async def _pooled(self, notebook: str) -> tuple[str, str]:
        pool.drop_failed(self._pools)
        pool.drop_sleeping(self._pools, self.starting)
        self._fill(notebook)
        try:
            rendering, _, kernel_id = await self.get_rendered_notebook(notebook_name=notebook)
        except Exception as error:
            self.watch.failed("start")
            raise LostKernelError("er start geen kernel") from error
        self.guests.come(kernel_id)
        html = await self._shown(rendering, kernel_id)
        self._welcome(kernel_id)
        return kernel_id, html

    def _welcome(self, kernel_id: str) -> None:
        self.guests.come(kernel_id)
        # From now on: before it has the guide, no page can connect.
        asyncio.get_running_loop().call_later(self.patience, self._leave_unless_connected, kernel_id)

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
            self.leave(kernel_id, "failed")
            raise LostKernelError("de kernel is gestopt") from error
        if WIDGET not in html:
            self.leave(kernel_id, "failed")
            self.watch.failed("notebook")
            raise NoKernelError("het notebook toont geen hulp")
        return html

    def leave(self, kernel_id: str, why: str = "left") -> None:
        """End a kernel whose visitor has gone, or must go; see :meth:`Watch.ended` for why."""
        guest = self.guests.leave(kernel_id)
        if guest:
            self.watch.ended(kernel_id, why)
            if guest.send_away:
                guest.send_away()
            self._later(self._end(kernel_id))

    async def keep_leaving_idle(self) -> None:
        """End kernels that are not used, again and again."""
        while True:
            await asyncio.sleep(self.idle / 10)
            for kernel_id in [*self.guests.idle(self.idle)]:
                self.leave(kernel_id, "idle")

    def _leave_unless_connected(self, kernel_id: str) -> None:
        if not self._kernel_connections.get(kernel_id):
            self.leave(kernel_id, "absent")

    def _handle_kernel_died(self, kernel_id: str) -> None:
        known = self.guests.leave(kernel_id)
        if known:
            self.watch.ended(kernel_id, "died")
        log.warning("Een kernel %s is gestopt.", "van een bezoeker" if known else "die klaarstond")
        self._later(self._end(kernel_id))

    async def _end(self, kernel_id: str) -> None:
        pool.drop_failed(self._pools)
        if kernel_id in self:
            await self.shutdown_kernel(kernel_id, now=True)  # type: ignore[no-untyped-call]

    async def start_kernel(self, **kwargs: Any) -> str:  # type: ignore[override]  # typed as not async
        """Start a kernel, and count it."""
        kernel_id = await super().start_kernel(**kwargs)
        self.watch.started()
        return kernel_id

    async def close(self) -> None:
        """End all kernels, also those that are just starting; start no others."""
        pool.drop_unstarted(self._pools, self.starting)
        await asyncio.gather(*self.starting, return_exceptions=True)
        pool.drop_failed(self._pools)
        pool.stop_rendering(self._pools)
        await self.shutdown_all(now=True)
        if self.warmer:
            self.warmer.close()

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
