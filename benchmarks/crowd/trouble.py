"""What can go wrong in a visit, by kind: each is counted, and the crowd goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from http import HTTPStatus

from ehbi.handbook import EhbiError

from .answer import Answer


class VisitError(EhbiError):
    """Something that a visitor would have noticed.

    Parameters
    ----------
    part
        What was asked for: ``"book"``, ``"guide"``, ``"answer"``.
    why
        What was wrong with it; the same words each time, as they are counted.
    """

    def __init__(self, part: str, why: str) -> None:
        self.part, self.why = part, why
        super().__init__(f"{part}: {why}")


@contextmanager
def told_as(part: str) -> Iterator[None]:
    """Turn what the network does wrong into trouble with a part of the visit.

    Examples
    --------
    >>> with told_as("book"):
    ...     raise ConnectionRefusedError
    Traceback (most recent call last):
    benchmarks.crowd.trouble.VisitError: book: ConnectionRefusedError
    """
    try:
        yield
    except TimeoutError:
        raise VisitError(part, "too late") from None
    except (OSError, EOFError, LookupError, ValueError) as error:
        raise VisitError(part, type(error).__name__) from error


def expect(part: str, answer: Answer, status: HTTPStatus) -> None:
    """Go on only when a server answers as it should.

    Raises
    ------
    VisitError
        It answers with another status.

    Examples
    --------
    >>> expect("book", Answer(500, {}, b""), HTTPStatus.OK)
    Traceback (most recent call last):
    benchmarks.crowd.trouble.VisitError: book: status 500
    """
    if answer.status != status:
        raise VisitError(part, f"status {answer.status}")


async def within(seconds: float, work: Awaitable[None]) -> None:
    """Do what a whole crowd does, and send it home when that takes too long.

    Raises
    ------
    VisitError
        It did not end in time.
    """
    try:
        async with asyncio.timeout(seconds):
            await work
    except TimeoutError:
        raise VisitError("crowd", "did not end in time") from None
