"""What should never have been written or shown, gone wherever it is: also from what is never changed."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any, TypeAlias
from uuid import uuid4

from pydantic import ValidationError
from sqlalchemy import Connection, delete, select, update

from ..handbook import EhbiError, Handbook
from . import revision_rows as rows
from .revision_rows import UnreadableError
from .store import Store
from .tables import case_counts, cases, draft_values, drafts, notices, pictures, remarks, revisions

BLACK = "███"
"""What comes in the place of a text, whatever that was: its length would tell of it."""
SHORTEST = 3
"""Letters of a text: with as many as there come in its place, no field becomes too long."""
NAMES = frozenset(
    "id kind party next step answer situation outcome contact source local reviewed former again".split()  # noqa: SIM905
) | {"file", "shown"}
"""Fields that are no text: names by which things are known and days. Nobody reads them as a sentence."""
CHANNELS = "channels"
LINK = "link"
"""A field that leads somewhere, and is nothing when part of it is black."""


class ShortTextError(EhbiError):
    """A text is too short to look for: it would be part of other words."""

    def __init__(self) -> None:
        super().__init__(f"Deze tekst is te kort. Geef er een van {SHORTEST} tekens of meer.")


@dataclass(frozen=True, slots=True)
class Spot:
    """Something that holds the text."""

    kind: str  # "versie", "concept", "melding", "mededeling" or "plaatje"
    name: str  # by which it is known: a number, or whose draft it is
    times: int  # how often it is there


Cut: TypeAlias = Callable[[Any], tuple[Any, int]]
"""Returns data without what has to go, and how often it was there."""
Changes: TypeAlias = Callable[[Connection], Iterator[tuple[Spot, list[Any]]]]


def find(store: Store, text: str) -> tuple[Spot, ...]:
    """Return where a text stands; capitals and blanks make no difference."""
    return _found(store, partial(_changes, pattern=_pattern(text)))


def redact(store: Store, text: str, author: str) -> tuple[Spot, ...]:
    """Make a text black wherever it is kept, all together, and return where that was.

    The one exception to that a revision is never changed, with :func:`forget_picture`. Each keeps its number,
    its author and its moment; a next one says that it happened. Open drafts have to be read anew.
    """
    return _carry_out(store, partial(_changes, pattern=_pattern(text)), author, "Een tekst zwart gemaakt in")


def find_picture(store: Store, digest: str) -> tuple[Spot, ...]:
    """Return where a picture is shown, and whether it is kept."""
    return _found(store, partial(_picture_changes, digest=digest))


def forget_picture(store: Store, digest: str, author: str) -> tuple[Spot, ...]:
    """Take a picture away wherever it is shown and kept, as :func:`redact`, and return where that was."""
    return _carry_out(store, partial(_picture_changes, digest=digest), author, "Een plaatje weggehaald uit")


def _found(store: Store, changes: Changes) -> tuple[Spot, ...]:
    with store.reading() as connection:
        return tuple(spot for spot, _ in changes(connection))


def _carry_out(store: Store, changes: Changes, author: str, what: str) -> tuple[Spot, ...]:
    found = []
    with store.redacting() as connection:
        for spot, each in changes(connection):
            found.append(spot)
            for change in each:
                connection.execute(change)
        if touched := [spot.name for spot in found if spot.kind == "versie"]:
            _say(connection, touched, author, what)
    store.sweep(whole=True)
    return tuple(found)


def _redacted(data: Any, pattern: re.Pattern[str]) -> tuple[Any, int]:
    """Return data of a handbook with a text made black, and how often it was there."""
    if isinstance(data, str):
        return pattern.subn(BLACK, data)
    if isinstance(data, list):
        each = [_redacted(one, pattern) for one in data]
        return [one for one, _ in each], sum(times for _, times in each)
    if isinstance(data, dict):
        fields = {
            name: (one, 0) if _is_name(name, one) else _redacted(one, pattern) for name, one in data.items()
        }
        times = sum(number for _, number in fields.values())
        return {name: one for name, (one, number) in fields.items() if name != LINK or not number}, times
    return data, 0


def _without_picture(data: Any, digest: str) -> tuple[Any, int]:
    """Return data of a handbook without a picture, and how often it was there."""
    if isinstance(data, list):
        kept = [one for one in data if not (isinstance(one, dict) and one.get("file") == digest)]
        each = [_without_picture(one, digest) for one in kept]
        return [one for one, _ in each], len(data) - len(kept) + sum(times for _, times in each)
    if isinstance(data, dict):
        fields = {name: _without_picture(one, digest) for name, one in data.items()}
        left = {name: one for name, (one, _) in fields.items() if name != "pictures" or one}
        return left, sum(times for _, times in fields.values())
    return data, 0


def _is_name(field: str, value: Any) -> bool:
    """Return whether a field holds names; the channels of a step are kinds, those of a contact hold texts."""
    return field in NAMES or (field == CHANNELS and any(isinstance(one, str) for one in value))


def _pattern(text: str) -> re.Pattern[str]:
    words = text.split()
    if len("".join(words)) < SHORTEST:
        raise ShortTextError
    # Jan is not in januari: what is black by mistake does not come back.
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)", re.IGNORECASE)


def _picture_changes(connection: Connection, digest: str) -> Iterator[tuple[Spot, list[Any]]]:
    cut = partial(_without_picture, digest=digest)
    yield from _revisions(connection, cut)
    yield from _drafts(connection, cut)
    here = pictures.c.digest == digest
    if connection.execute(select(pictures.c.digest).where(here)).first():
        yield Spot("plaatje", digest, 1), [delete(pictures).where(here)]


def _changes(connection: Connection, pattern: re.Pattern[str]) -> Iterator[tuple[Spot, list[Any]]]:
    cut = partial(_redacted, pattern=pattern)
    yield from _revisions(connection, cut)
    yield from _drafts(connection, cut)
    for kind, table, names in (("melding", remarks, ("text", "note")), ("mededeling", notices, ("text",))):
        for row in connection.execute(select(table.c.id, *(table.c[name] for name in names))).all():
            values, times = _redacted({name: getattr(row, name) for name in names}, pattern)
            if times:
                yield (
                    Spot(kind, str(row.id), times),
                    [update(table).where(table.c.id == row.id).values(values)],
                )


def _revisions(connection: Connection, cut: Cut) -> Iterator[tuple[Spot, list[Any]]]:
    for number in connection.execute(select(revisions.c.id).order_by(revisions.c.id)).scalars().all():
        row = connection.execute(select(revisions).where(revisions.c.id == number)).one()
        data, times = cut(json.loads(row.content))
        message, more = cut(row.message)
        if not times + more:
            continue
        content = json.dumps(data, ensure_ascii=True, separators=(",", ":")) if times else row.content
        digest = _digest(data, content) if times else row.digest
        values = {"content": content, "digest": digest, "message": message}
        yield (
            Spot("versie", str(number), times + more),
            [
                update(revisions).where(revisions.c.id == number).values(values),
                # What was said about it is still about it, and what was walked on it was.
                *(
                    update(one).where(one.c.revision == row.digest).values(revision=digest)
                    for one in (remarks, cases, case_counts)
                ),
            ],
        )


def _drafts(connection: Connection, cut: Cut) -> Iterator[tuple[Spot, list[Any]]]:
    places = connection.execute(select(draft_values.c.author, draft_values.c.place)).all()
    found: dict[str, tuple[int, list[Any]]] = {}
    for author, place in places:
        here = (draft_values.c.author == author, draft_values.c.place == place)
        row = connection.execute(select(draft_values).where(*here)).one()
        data, times = cut(json.loads(zlib.decompress(row.content)))
        done, more = cut(row.done)
        if times + more:
            packed = zlib.compress(json.dumps(data, separators=(",", ":")).encode(), rows.LEVEL)
            change = update(draft_values).where(*here).values(content=packed, done=done)
            before, changes = found.get(author, (0, []))
            found[author] = (before + times + more, [*changes, change])
    for author, (times, changes) in found.items():
        # A window that still has the text finds another mark, and cannot bring it back.
        moved = update(drafts).where(drafts.c.author == author).values(mark=uuid4().hex)
        yield Spot("concept", author, times), [*changes, moved]


def _digest(data: Mapping[str, Any], content: str) -> str:
    try:
        return Handbook.model_validate(data).revision
    except ValidationError:  # of another EHBI, which has more fields than this one
        return sha256(content.encode()).hexdigest()[:12]


def _say(connection: Connection, touched: list[str], author: str, what: str) -> None:
    """Add a revision that says so: servers take it, and no packaged handbook comes in its place."""
    newest = rows.newest(connection)
    if newest is None:
        return
    try:
        handbook = rows.content(connection, newest.number)
    except UnreadableError:
        return
    which = f"versie {touched[0]}" if len(touched) == 1 else f"{len(touched)} versies"
    rows.add(connection, newest.number, handbook, author, f"{what} {which}")
