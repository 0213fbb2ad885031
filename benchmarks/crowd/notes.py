"""What a crowd has seen: how long things took, how often, and what went wrong."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from .trouble import VisitError


@dataclass(slots=True)
class Notes:
    """Times in seconds by what they are of, counts, and errors by kind.

    Examples
    --------
    >>> notes = Notes()
    >>> with notes.told():
    ...     raise VisitError("book", "status 500")
    >>> dict(notes.errors)
    {'book: status 500': 1}
    """

    times: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    counts: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)

    @contextmanager
    def timed(self, what: str) -> Iterator[None]:
        """Note how long this takes, when it works."""
        began = time.perf_counter()
        yield
        self.times[what].append(time.perf_counter() - began)

    @contextmanager
    def told(self) -> Iterator[None]:
        """Count what goes wrong in a visit; the others go on."""
        try:
            yield
        except VisitError as error:
            self.errors[str(error)] += 1
