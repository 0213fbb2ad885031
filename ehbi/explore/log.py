"""What the desk has told, read from where it is kept: the one place here that looks outside."""

from __future__ import annotations

from dataclasses import dataclass

from .. import places
from ..store import CaseCount as Way
from ..store import Remark, Store, remarks
from ..store import case_log as ways


@dataclass(frozen=True, slots=True)
class DeskLog:
    """All that was kept at one moment.

    Parameters
    ----------
    walks
        The cases, counted by month and way; None where nothing is kept yet at all.
    remarks
        What was said about steps, newest first.
    """

    walks: tuple[Way, ...] | None
    remarks: tuple[Remark, ...] = ()


def desk_log(address: str | None = None) -> DeskLog:
    """Read the case log and the remarks, and let go of the database again.

    Parameters
    ----------
    address
        The database's; None for that of this user. It is not made when it is not there.

    Raises
    ------
    ehbi.store.StoreError
        It is there, but cannot be used.

    Examples
    --------
    >>> desk_log("sqlite:///nergens.sqlite")
    DeskLog(walks=None, remarks=())
    """
    where = address or places.database()
    if not places.is_there(where):
        return DeskLog(None)
    store = Store.open(where)
    try:
        return DeskLog(ways.monthly(store), remarks.kept(store))
    finally:
        store.close()
