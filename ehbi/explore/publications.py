"""What was published: all of it, and that of a month: by whom, why, and what that changed in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from ..handbook import Handbook
from ..handbook.compare.diff import Description, describe
from ..store import Revision, Store, UnreadableError, revisions
from .matching import Published
from .months import month_at


@dataclass(frozen=True, slots=True)
class Publication:
    """A revision that was published: who did, why, and what it changed; None when that cannot be read."""

    number: int
    day: date
    author: str
    message: str
    changes: tuple[Description, ...] | None


def publications(
    first: date, history: Iterable[Revision], content: Callable[[int], Handbook]
) -> Iterator[Publication]:
    """Yield what was published in a month, oldest first; ``content`` gives the handbook of a revision."""
    for one in sorted(history, key=lambda revision: revision.number):
        if month_at(one.at) == first:
            yield Publication(one.number, one.version.day, one.author, one.message, _changes(one, content))


def _changes(one: Revision, content: Callable[[int], Handbook]) -> tuple[Description, ...] | None:
    try:
        return describe(content(one.parent), content(one.number)) if one.parent else ()
    except UnreadableError:
        return None


def revisions_of(store: Store) -> tuple[Published, ...]:
    """Return the revisions that this EHBI can read, oldest first."""
    return tuple(_revisions(store))


def _revisions(store: Store) -> Iterator[Published]:
    handbooks: dict[str, Handbook] = {}  # one that came back is the same
    for one in reversed(revisions.history(store)):
        with suppress(UnreadableError):
            if one.digest not in handbooks:
                handbooks[one.digest] = revisions.content(store, one.number)
            yield Published(one, handbooks[one.digest].published_as(one.version))
