"""The start of a server, its lines about where it is, and its clean stop."""

from __future__ import annotations

import asyncio
import errno
import logging
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial

import psutil
from tornado.netutil import bind_sockets

from ..handbook import EhbiError
from ..store import Store
from . import browser, metrics
from .http.requests import own_names
from .logs import WarnOnce, log_in_lines, tell_unless_cancelled, where
from .server import Server
from .site import Site

log = logging.getLogger(__name__)

EVERYWHERE = ("", "0.0.0.0", "::")  # noqa: S104  # only to recognise what a person asked for

PORTS = range(65536)
SIGNALS = (signal.SIGINT, signal.SIGTERM)
MOST_TRIES, EACH_TRY = 5, 0.5
"""How often what is under way is told to end, and the seconds that it gets for that."""
PAUSES = (1.0, 4.0)
"""Seconds before a start that failed is tried again."""
PORT_AGAIN = 30.0
"""Seconds before another try to answer Prometheus."""


NO_PORT = "bestaat niet", f"Kies met --port een poort van 0 tot en met {PORTS[-1]}"
ELSEWHERE = (
    "kan niet",
    "Dat adres is niet van deze computer. Kies met --host 127.0.0.1 (alleen hier) of 0.0.0.0 (het netwerk)",
)
TROUBLES = {
    errno.EADDRINUSE: (
        "is niet vrij",
        "Stop het programma dat er al draait, of kies een andere poort met --port",
    ),
    errno.EACCES: ("mag je niet gebruiken", "Kies met --port een poort van 1024 of hoger"),
}
"""What is wrong with a port and what to do, by what the system says."""


class PortError(EhbiError):
    """The server cannot have the address and port it was told to use, as they are taken or make no sense."""

    def __init__(self, host: str, port: int, number: int | None = None) -> None:
        self.trouble, remedy = ELSEWHERE
        if port not in PORTS:
            self.trouble, remedy = NO_PORT
        elif number in TROUBLES:
            self.trouble, remedy = TROUBLES[number]
        super().__init__(f"Poort {port} op {host} {self.trouble}. {remedy}.")


class NotStartedError(EhbiError):
    """Something went wrong while a server started; another try may do better."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"EHBI kan nu niet starten: {why}. Kijk of er genoeg schijf en geheugen vrij is.")


def run(make: Callable[[], Server], site: Site) -> None:
    """Run a server until the process is told to stop; a start that fails is tried again, but for a port."""
    # Tornado warns at each connection that Jupyter counts in other units.
    logging.getLogger("tornado.general").setLevel(logging.ERROR)
    log_in_lines()
    Store.place(site.database)  # an address that can never be one is told now
    for pause in PAUSES:
        try:
            return _run_once(make, site)
        except NotStartedError as error:
            log.warning("%s", error)
            time.sleep(pause)
    return _run_once(make, site)


def _run_once(make: Callable[[], Server], site: Site) -> None:
    runner = asyncio.Runner()
    try:
        with _starting():
            runner.get_loop().set_exception_handler(tell_unless_cancelled)
        runner.run(_run(make, site))
    finally:
        with suppress(RuntimeError):  # it waits for its threads in another one, which may not be had
            runner.close()


async def _run(make: Callable[[], Server], site: Site) -> None:
    sockets = _bind(site.host, site.port)
    stop = _when_told_to_stop()
    try:
        with _starting():
            app = make()
        await _serve(app, sockets, stop)
    finally:
        for one in sockets:
            one.close()


async def _serve(app: Server, sockets: list[socket.socket], stop: asyncio.Event) -> None:
    try:
        with _starting():
            await app.open(sockets)
        page = f"{_address(app.site.host, sockets)}{app.entrance}"
        kept = Store.place(app.site.database)
        print(f"Database: {kept}", f"EHBI staat klaar op {page}", sep="\n", flush=True)
        if app.site.browser:
            app.supervisor.run("browser", partial(browser.show, page, app.scratch.path))
        if app.site.metrics:
            app.supervisor.run("metrics", partial(_serve_metrics, app, *app.site.metrics))
        await stop.wait()
        await app.stopping.drain(app.site.drain)
    finally:
        await _close(app)


async def _close(app: Server) -> None:
    """Leave nothing behind; what goes wrong here must not hide why the server ends."""
    try:
        await app.close()
    except Exception as error:  # noqa: BLE001  # whatever it is, the server must end
        log.warning("Het stoppen ging niet helemaal goed: %s", where(error))
    await _end_all()
    with suppress(psutil.Error, OSError, MemoryError):
        _kill_children()


def _kill_children() -> None:
    """Kill what did not end when it was told to, such as a process that was stopped."""
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            process.kill()


async def _serve_metrics(app: Server, host: str, port: int) -> None:
    """Have Prometheus ask what it likes; that it cannot is no reason not to serve."""
    trouble = WarnOnce(log, "Er zijn geen cijfers voor Prometheus")
    while True:
        try:
            sockets = _bind(host, port)
            break
        except PortError as error:
            trouble.tell(f"poort {port} op {host} {error.trouble}.")
            await asyncio.sleep(PORT_AGAIN)
    server = metrics.serve(app.metrics, sockets, own_names(host, app.site.host_names))
    print(f"Cijfers voor Prometheus: {_address(host, sockets)}metrics", flush=True)
    try:
        await asyncio.Event().wait()
    finally:
        server.stop()


async def _end_all() -> None:
    """End what is still under way, as often as it takes; the loop itself asks once, and waits for ever."""
    for _ in range(MOST_TRIES):
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        if not left or not (await asyncio.wait(left, timeout=EACH_TRY))[1]:
            return


@contextmanager
def _starting() -> Iterator[None]:
    """Tell whatever goes wrong as a start that failed, but for what somebody has to mend."""
    try:
        yield
    except EhbiError:
        raise
    except Exception as error:
        why = f" ({error.strerror})" if isinstance(error, OSError) and error.strerror else ""
        raise NotStartedError(f"{where(error)}{why}") from error


def _bind(host: str, port: int) -> list[socket.socket]:
    if port not in PORTS:
        raise PortError(host, port)
    try:
        return bind_sockets(port, host)
    except OSError as error:
        raise PortError(host, port, error.errno) from error


def address(name: str, port: int) -> str:
    """Return the address of a server as a browser takes it."""
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def _address(host: str, sockets: list[socket.socket]) -> str:
    return address(socket.gethostname() if host in EVERYWHERE else host, sockets[0].getsockname()[1])


def _when_told_to_stop() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def told(*_: object) -> None:
        # Whoever says it twice does not want to wait; workers end with us in any case.
        for number in SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        loop.call_soon_threadsafe(stop.set)

    for number in SIGNALS:
        signal.signal(number, told)
    return stop
