"""The only way to a new revision; :mod:`ehbi.store.revisions` keeps what comes out of it."""

from __future__ import annotations

from ..handbook import Handbook
from ..store import Revision, Store, revisions
from .proof import Tell, nobody, prove


def publish(  # noqa: PLR0913  # those of the store, and whom to tell
    store: Store, base: int, handbook: Handbook, author: str, message: str, *, tell: Tell = nobody
) -> Revision:
    """Publish a handbook as the newest revision, once all that servers build of it has been built.

    What is cheap to refuse is refused first; whether ``base`` is still the newest is decided at the end.
    """
    revisions.refuse(store, base, handbook)
    prove(handbook, tell)
    return revisions.publish(store, base, handbook, author, message)


def restore(
    store: Store, number: int, author: str, base: int | None = None, *, tell: Tell = nobody
) -> Revision:
    """Publish what an older revision says once more, if this EHBI can build all of it."""
    base = base or revisions.newest_of(store).number
    handbook = revisions.content(store, number)
    return publish(store, base, handbook, author, f"Terug naar versie {number}", tell=tell)
