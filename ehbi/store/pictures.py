"""Pictures in steps, each kept once by its digest: revisions and drafts name them and hold none."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects import postgresql

from ..handbook import EhbiError, Handbook, clock
from .tables import draft_values
from .tables import pictures as table

KEPT_FOR = timedelta(days=31)
"""How long a picture stays that is in no revision, and in no draft any more."""
NONE: Mapping[str, bytes] = MappingProxyType({})


class MissingPictureError(EhbiError):
    """A handbook shows a picture that is nowhere."""

    def __init__(self, steps: Collection[str]) -> None:
        self.steps = tuple(steps)
        named = ", ".join(f"‘{step}’" for step in steps)
        super().__init__(
            f"Er is niets gepubliceerd: een plaatje bij {named} is er niet. "
            "Voeg het opnieuw toe of haal het weg. Komt het uit een bestand? Neem dan de map pictures mee."
        )


def supplied(connection: Connection, handbook: Handbook, have: Mapping[str, bytes] = NONE) -> Handbook:
    """Return a handbook with its pictures at hand; those that the caller has already are not read again."""
    wanted = handbook.shown_pictures
    if not wanted:
        return handbook
    found = {digest: have[digest] for digest in wanted if digest in have}
    if missing := wanted - found.keys():
        rows = connection.execute(select(table.c.digest, table.c.content).where(table.c.digest.in_(missing)))
        found |= {row.digest: row.content for row in rows}
    return handbook.with_pictures(found, alone=True)


def keep(connection: Connection, handbook: Handbook, before: Handbook | None = None) -> None:
    """Keep the pictures of a handbook that are at hand and not kept yet; those of ``before`` are."""
    wanted = _at_hand(handbook)
    if before:
        wanted -= _at_hand(before)
    if not wanted:
        return
    there = select(table.c.digest).where(table.c.digest.in_(wanted))
    for digest in sorted(wanted.difference(connection.execute(there).scalars())):
        values = {"digest": digest, "content": handbook.pictures[digest], "at": clock.now()}
        if connection.dialect.name == "postgresql":  # somebody else can add the same one in this very moment
            connection.execute(postgresql.insert(table).on_conflict_do_nothing(), values)
        else:
            connection.execute(insert(table), values)


def _at_hand(handbook: Handbook) -> frozenset[str]:
    return handbook.shown_pictures & handbook.pictures.keys()


def keep_published(connection: Connection, handbook: Handbook) -> None:
    """Keep the pictures of a handbook that becomes a revision, for ever.

    Raises
    ------
    MissingPictureError
        One is neither at hand nor kept.
    """
    wanted = handbook.shown_pictures
    if wanted:
        keep(connection, handbook)
        refuse_missing(connection, handbook)
        named = table.c.digest.in_(wanted)
        connection.execute(update(table).where(named, ~table.c.published).values(published=True))


def refuse_missing(connection: Connection, handbook: Handbook) -> None:
    """Refuse a handbook that shows a picture which is neither at hand nor kept."""
    wanted = handbook.shown_pictures - handbook.pictures.keys()
    if not wanted:
        return
    there = select(table.c.digest).where(table.c.digest.in_(wanted))
    if missing := wanted.difference(connection.execute(there).scalars()):
        shown = [step for step in handbook.steps if any(one.file in missing for one in step.pictures)]
        raise MissingPictureError([step.called for step in shown])


def forget_unused(connection: Connection, at: datetime) -> int:
    """Delete the pictures that are in no revision and long in no draft, and return how many there were."""
    old = select(table.c.digest).where(~table.c.published, table.c.at < at - KEPT_FOR)
    unused = set(connection.execute(old).scalars())
    if unused:
        # What can be undone names them too, packed: there are few of these, and seldom a picture to look for.
        for packed in connection.execute(select(draft_values.c.content)).scalars():
            said = zlib.decompress(packed)
            unused = {digest for digest in unused if digest.encode() not in said}
        connection.execute(delete(table).where(table.c.digest.in_(unused)))
    return len(unused)
