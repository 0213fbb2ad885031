"""The database of a command: which one it is, and that one which is not there is not made by mistake."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from .. import places
from ..handbook import EhbiError, Handbook
from ..handbook.errors import printable
from .command import argument, busy

if TYPE_CHECKING:
    from ..store import Store


class NoDatabaseError(EhbiError):
    """A database is not there, in a place that somebody named."""

    def __init__(self, file: Path, how: str) -> None:
        self.file = file
        super().__init__(
            f"De database {printable(str(file))} is er niet. Kijk of het adres klopt (EHBI_DATABASE of "
            f"--database), of maak een nieuwe met {how}."
        )


READ = argument(
    "--database",
    usual=places.database,
    metavar="ADRES",
    help="adres van de database (gewoon: EHBI_DATABASE, anders een bestand in je eigen map)",
)
"""Of a command that only reads what is published, and makes nothing."""
_CREATE = argument(
    "--create",
    action="store_true",
    help="maak de database als hij er nog niet is (gewoon: alleen die in je eigen map)",
)


def DATABASE(parser: argparse._ActionsContainer) -> None:  # noqa: N802  # an argument as the others
    """Add what every command has that may have to make a database."""
    READ(parser)
    _CREATE(parser)


def refuse_missing(address: str, *, create: bool = False, how: str = "--create") -> None:
    """Refuse a database that is a file which is not there, but for the one in the user's own folder."""
    file = places.database_file(address)
    if not file or create or os.environ.get(places.CREATE):
        return
    if not file.exists() and file != places.usual_file().absolute():
        raise NoDatabaseError(file, how)


@contextmanager
def opened(address: str, *, publishes: bool = False) -> Iterator[Store]:
    """Give the store at an address; to bring one of an older EHBI up to date may take a while."""
    from ..store import Store  # noqa: PLC0415  # SQLAlchemy takes 0.3 s to import

    with busy("De database wordt geopend en bijgewerkt"):
        store = Store.open(address, publishes=publishes)
    with store:
        yield store


def handbook_of(store: Store, author: str) -> Handbook:
    """Return the draft that somebody has, or what is published."""
    from ..store import drafts, revisions  # noqa: PLC0415

    kept = drafts.of(store, author)
    return kept.handbook if kept else revisions.content(store, revisions.newest_of(store).number)
