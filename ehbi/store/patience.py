"""A connection to PostgreSQL that gives up on a server that hangs, and would say nothing for ever."""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import Any, TypeVar

from psycopg import Connection, OperationalError

SILENCE = 5.0
"""Seconds without a sign of life after which a server hangs."""

Result = TypeVar("Result")


class SilentServerError(OperationalError):
    """The server hangs; what was asked of it may or may not have been done."""

    def __init__(self) -> None:
        super().__init__("de databaseserver antwoordt niet")


class PatientConnection(Connection[Any]):
    """A connection that is lost when its server hangs, as if that had stopped.

    PostgreSQL's own time limits are kept by the server, which cannot do so when it hangs.
    """

    def wait(self, gen: Generator[Any, Any, Result], *args: Any, **kwargs: Any) -> Result:
        """Do what the generator does on the connection."""
        try:
            return super().wait(_while_it_lives(gen), *args, **kwargs)
        except SilentServerError:
            self.close()
            raise


def _while_it_lives(gen: Generator[Any, Any, Result]) -> Generator[Any, Any, Result]:
    """Pass on what passes between psycopg and the generator: nothing, again and again, in a silence."""
    heard = time.monotonic()
    try:
        wanted = next(gen)
        while True:
            ready = yield wanted
            if ready:
                heard = time.monotonic()
            elif time.monotonic() > heard + SILENCE:
                raise SilentServerError
            wanted = gen.send(ready)
    except StopIteration as end:
        result: Result = end.value
        return result
