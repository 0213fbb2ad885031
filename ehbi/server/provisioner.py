"""Where ``jupyter_client`` gets its kernels from: a fork if there is something to fork, else a new process.

jupyter_client finds this by the name under which ``pyproject.toml`` registers it.
"""

from __future__ import annotations

import signal
import subprocess
from contextlib import suppress
from typing import Any, cast

import psutil
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

NAME = "ehbi-provisioner"


class ForkedProcess:
    """A process that is not our child, with what jupyter_client wants of a child.

    Parameters
    ----------
    process
        The fork.
    """

    stdin = stdout = stderr = None

    def __init__(self, process: psutil.Process) -> None:
        self._process = process
        self.pid: int = process.pid

    def poll(self) -> int | None:
        """Return None as long as it lives; how it ended is not known, so then 0."""
        try:
            lives = self._process.is_running() and self._process.status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            lives = False
        return None if lives else 0

    def wait(self) -> int:
        """Return at once: it is only asked of a process that has ended."""
        return 0

    def send_signal(self, number: int) -> None:
        """Send a signal, if it is still there."""
        with suppress(psutil.NoSuchProcess):
            self._process.send_signal(number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


class ForkProvisioner(LocalProvisioner):
    """Starts a kernel as a fork when it is told of which process, and in the usual way otherwise."""

    async def send_signal(self, signum: int) -> None:
        """Send a signal, but no interrupt: jupyter_client sends one before it ends a kernel.

        Nobody runs code here that could be interrupted, and a kernel that just starts complains of it.
        """
        if signum != signal.SIGINT:
            await super().send_signal(signum)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start a kernel.

        Parameters
        ----------
        cmd
            The command of the usual way.
        warm : ehbi.server.warm.WarmProcess, optional
            What to fork.

        Raises
        ------
        ehbi.server.warm.NoForkError
            It cannot be forked.
        """
        warm = kwargs.pop("warm", None)
        if warm is None:
            return await super().launch_kernel(cmd, **kwargs)
        manager: Any = self.parent
        fork = ForkedProcess(await warm.fork(manager.connection_file))
        # No process group: the fork shares one with all others.
        self.process, self.pid = cast("subprocess.Popen[Any]", fork), fork.pid
        return self.connection_info
