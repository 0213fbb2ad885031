"""What can go wrong in a visit, by kind: each is counted, and the crowd goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ehbi.handbook import EhbiError


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
