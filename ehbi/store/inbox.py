"""What the functional managers do with a remark: take it up, be done with it, write a note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select, true, update

from ..handbook import EhbiError, clock
from ..handbook.privacy import personal_data
from .errors import NoRemarkError
from .remarks import Remark, State, from_row
from .store import Store
from .tables import refused_remarks as refused
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


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which remarks somebody wants to see.

    Parameters
    ----------
    states
        In which state.
    step
        About which step; empty for any.
    numbers
        These too, whatever they are.
    """

    states: tuple[State, ...] = tuple(State)
    step: str = ""
    numbers: tuple[int, ...] = ()


def page(store: Store, wanted: Wanted, most: int) -> tuple[Remark, ...]:
    """Return the newest of the remarks that somebody wants to see, at most so many."""
    with store.reading() as connection:
        rows = connection.execute(select(table).where(_are(wanted)).order_by(table.c.id.desc()).limit(most))
        return tuple(from_row(row) for row in rows)


def number_of(store: Store, wanted: Wanted) -> int:
    """Return how many remarks somebody wants to see."""
    with store.reading() as connection:
        return int(connection.execute(select(func.count()).where(_are(wanted))).scalar_one())


def one(store: Store, number: int) -> Remark:
    """Return a remark.

    Raises
    ------
    NoRemarkError
        There is none with this number.
    """
    with store.reading() as connection:
        row = connection.execute(select(table).where(table.c.id == number)).one_or_none()
    if row is None:
        raise NoRemarkError(number)
    return from_row(row)


def counts(store: Store) -> Mapping[State, int]:
    """Return how many remarks there are in each state."""
    with store.reading() as connection:
        rows = connection.execute(select(table.c.state, func.count()).group_by(table.c.state))
        found = {State(state): number for state, number in rows}
    return {state: found.get(state, 0) for state in State}


def last_of_steps(store: Store) -> tuple[Remark, ...]:
    """Return the newest remark about each step that there is one about."""
    newest = select(func.max(table.c.id)).group_by(table.c.step)
    with store.reading() as connection:
        return tuple(from_row(row) for row in connection.execute(select(table).where(table.c.id.in_(newest))))


def refusals(store: Store, most: int = 7) -> tuple[tuple[str, int], ...]:
    """Return the last days on which remarks were refused because too many came, and how many at least."""
    days = select(refused.c.day, refused.c.times).order_by(refused.c.day.desc()).limit(most)
    with store.reading() as connection:
        return tuple((row.day, row.times) for row in connection.execute(days))


def _are(wanted: Wanted) -> ColumnElement[bool]:
    which = table.c.state.in_([state.value for state in wanted.states])
    about = table.c.step == wanted.step if wanted.step else true()
    return or_(and_(which, about), table.c.id.in_(wanted.numbers))


def _trouble(note: str) -> str | None:
    if len(note) > LONGEST_NOTE:
        return f"De notitie is te lang. Gebruik hoogstens {LONGEST_NOTE} tekens."
    if any("\ud800" <= char <= "\udfff" for char in note):
        return "In de notitie staat een teken dat je computer niet kent. Typ de tekst opnieuw."
    return personal_data(note)
