"""What the functional managers do with a remark: take it up, be done with it, write a note."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select, update

from ..handbook import EhbiError, clock
from ..handbook.privacy import personal_data
from .remarks import Remark, State, from_row
from .store import Store
from .tables import remarks as table

LONGEST_NOTE = 500
"""Characters of a manager's note."""


class NoteError(EhbiError):
    """A note cannot be kept as it is."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class RemarkChangedError(EhbiError):
    """Somebody changed a remark after it was seen.

    Parameters
    ----------
    theirs
        The remark as it is now.
    """

    def __init__(self, theirs: Remark) -> None:
        self.theirs = theirs
        note = f" Notitie: ‘{theirs.note}’." if theirs.note else ""
        super().__init__(
            f"{theirs.changed_by} heeft deze melding intussen veranderd. Die is nu: {theirs.state}.{note} "
            "Er is niets overschreven. Kijk ernaar en bewaar dan opnieuw."
        )


def change(store: Store, seen: Remark, state: State, note: str, author: str) -> Remark:
    """Give a remark another state or note, and return it as it is then.

    Parameters
    ----------
    store
        Opened to publish.
    seen
        The remark as the manager saw it.
    state, note
        What it gets.
    author
        Who does.

    Raises
    ------
    NoteError
        The note is too long, or holds what may say who a patron is.
    RemarkChangedError
        Somebody changed it meanwhile; theirs stays.
    StoreError
        It could not be kept.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from ehbi.handbook.values import Doubt
    >>> from ehbi.store import remarks
    >>> store = Store.open("sqlite://", publishes=True)
    >>> moment = datetime(2026, 11, 24, tzinfo=UTC)
    >>> said = remarks.keep(store, Remark(moment, "0" * 12, "reset-mail", Doubt.UNCLEAR))
    >>> taken_up = change(store, said, State.TAKEN_UP, "Ik vraag het na", "Noor")
    >>> taken_up.state, taken_up.changed_by
    (<State.TAKEN_UP: 'opgepakt'>, 'Noor')
    """
    reason = _trouble(note)
    if reason:
        raise NoteError(reason)
    as_seen = (table.c.id == seen.number, table.c.state == seen.state.value, table.c.note == seen.note)
    values = {"state": state.value, "note": note, "changed_by": author, "changed_at": clock.now()}
    with store.writing() as connection:
        row = connection.execute(update(table).where(*as_seen).values(values).returning(table)).one_or_none()
        if row is None:
            theirs = connection.execute(select(table).where(table.c.id == seen.number)).one()
            raise RemarkChangedError(from_row(theirs))
        return from_row(row)


def waiting(store: Store, step: str | None = None) -> int:
    """Return how many remarks are not done: all, or those about one step."""
    which: list[ColumnElement[bool]] = [table.c.state != State.DONE.value]
    if step is not None:
        which.append(table.c.step == step)
    with store.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(table).where(*which)).scalar_one())


def _trouble(note: str) -> str | None:
    if len(note) > LONGEST_NOTE:
        return f"De notitie is te lang. Gebruik hoogstens {LONGEST_NOTE} tekens."
    if any("\ud800" <= char <= "\udfff" for char in note):
        return "In de notitie staat een teken dat je computer niet kent. Typ de tekst opnieuw."
    return personal_data(note)
