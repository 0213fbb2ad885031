"""Start the server, say where it is, and stop it cleanly."""

from __future__ import annotations

import asyncio
import errno
import logging
import signal
import socket
import sys
from collections.abc import Callable
from functools import partial

from tornado.netutil import bind_sockets

from ..handbook import EhbiError
from . import metrics
from .discreet import log_in_lines
from .hosts import names_of, own_names
from .site import Site
from .voila import EhbiVoila

log = logging.getLogger(__name__)

Say = Callable[[str], object]

EVERYWHERE = ("", "0.0.0.0", "::")  # noqa: S104  # only to recognise what a person asked for

PORTS = range(65536)
SIGNALS = (signal.SIGINT, signal.SIGTERM)
MOST_TRIES, EACH_TRY = 5, 0.5
"""How often what is under way is told to end, and the seconds that it gets for that."""

say = partial(print, flush=True)


class PortError(EhbiError):
    """The server cannot have the address and port it was told to use, as they are taken or make no sense."""

    def __init__(self, host: str, port: int, taken: bool) -> None:
        self.host, self.port, self.taken = host, port, taken
        self.trouble = "is niet vrij" if taken else "kan niet"
        first = "Stop het programma dat er al draait" if taken else "Kies een ander adres met --host"
        remedy = f"{first} of kies een andere poort met --port."
        super().__init__(f"Poort {port} op {host} {self.trouble}. {remedy}")


def run(app: Callable[[], EhbiVoila], site: Site, on_ready: Say = say) -> None:
    """Run a server until the process is told to stop.

    Parameters
    ----------
    app
        Makes the server.
    site
        Says where it is to answer; port 0 lets the system choose one that is free.
    on_ready
        Is told where the server is once it answers, and then where Prometheus may ask: a line each.

    Raises
    ------
    PortError
        The port is taken.
    """
    # Tornado warns at each connection that Jupyter counts in other units.
    logging.getLogger("tornado.general").setLevel(logging.ERROR)
    # Jupyter's sockets need a loop that can select, which is not the usual one on Windows.
    loop = asyncio.SelectorEventLoop if sys.platform == "win32" else None
    with asyncio.Runner(loop_factory=loop) as runner:
        log_in_lines(runner.get_loop())
        runner.run(_run(app, site, on_ready))


async def _run(make: Callable[[], EhbiVoila], site: Site, on_ready: Say) -> None:
    sockets = _bind(site.host, site.port)
    stop = _when_told_to_stop()
    app = make()
    app.names, app.proxies = names_of(site), site.proxies
    try:
        await app.open(sockets)
        on_ready(f"EHBI staat klaar op {_address(site.host, sockets)}{app.entrance}")
        _watch(app, site, on_ready)
        await stop.wait()
        await app.stopping.drain(site.drain)
    finally:
        await app.close()
        await _end_all()


def _watch(app: EhbiVoila, site: Site, on_ready: Say) -> None:
    """Have Prometheus ask what it likes; that it cannot is no reason not to serve."""
    if site.metrics is None:
        return
    host, port = site.metrics
    try:
        sockets = _bind(host, port)
    except PortError as error:
        log.warning("Er zijn geen cijfers voor Prometheus: poort %d op %s %s.", port, host, error.trouble)
        return
    metrics.serve(app.watch, sockets, own_names(host, site.host_names))
    on_ready(f"Cijfers voor Prometheus: {_address(host, sockets)}metrics")


async def _end_all() -> None:
    """End what is still under way, as often as it takes.

    The loop itself asks once, and then waits for ever. While a page connects, Jupyter takes that for the end
    of its own waiting, and goes on to listen to the page.
    """
    for _ in range(MOST_TRIES):
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        if not left or not (await asyncio.wait(left, timeout=EACH_TRY))[1]:
            return


def _bind(host: str, port: int) -> list[socket.socket]:
    if port not in PORTS:
        raise PortError(host, port, taken=False)
    try:
        return bind_sockets(port, host)
    except OSError as error:
        raise PortError(host, port, taken=error.errno == errno.EADDRINUSE) from error


def _address(host: str, sockets: list[socket.socket]) -> str:
    """Return where a server is, as an address that works in a browser."""
    port = sockets[0].getsockname()[1]
    name = socket.gethostname() if host in EVERYWHERE else host
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def _when_told_to_stop() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def told(*_: object) -> None:
        # Whoever says it twice does not want to wait; kernels end with us in any case.
        for number in SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        loop.call_soon_threadsafe(stop.set)

    for number in SIGNALS:
        signal.signal(number, told)
    return stop
