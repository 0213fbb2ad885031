"""What the desk says about a step, and what the functional managers do with it: a state and a note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, Row, and_, func, insert, or_, select, true, update

from ..handbook import EhbiError, clock
from ..handbook.privacy import personal_data
from ..handbook.values import LONGEST_REMARK, Doubt
from .store import Store
from .tables import refused_remarks as refused_table
from .tables import remarks as table

LONGEST_NOTE = 500
"""Characters of a manager's note."""
MOST, MOST_OF_STEP = 1_000, 100
"""Remarks that are kept of one day, of all servers together (1.5 MB at most), and of those about one step."""


class State(StrEnum):
    """How far the managers are with a remark."""

    OPEN = "open"
    TAKEN_UP = "opgepakt"
    DONE = "klaar"


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark."""

    at: datetime  # when it was made
    revision: str  # revision of the handbook it is about
    step: str  # id of the step
    doubt: Doubt  # what is the matter
    text: str = ""  # in their own words; may be empty
    number: int = 0  # by what it is known, once it is kept
    state: State = State.OPEN  # how far the managers are with it
    note: str = ""  # what they wrote with it; may be empty
    # Who last changed state or note, and when; empty and None when nobody has.
    changed_by: str = ""
    changed_at: datetime | None = None


class PersonalDataError(EhbiError):
    """A remark holds what may say who a patron is."""


class CrowdError(EhbiError):
    """There are as many remarks of a day as are kept of one: about a step, or about all."""

    def __init__(self) -> None:
        super().__init__("Er zijn vandaag al te veel meldingen. Probeer het morgen nog eens.")


class NoRemarkError(EhbiError):
    """There is no remark with this number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Melding {number} is er niet. Bekijk de lijst met: ehbi feedback --json")


class NoteError(EhbiError):
    """A note cannot be kept as it is."""


class RemarkChangedError(EhbiError):
    """Somebody changed a remark after it was seen."""

    def __init__(self, theirs: Remark) -> None:
        self.theirs = theirs
        note = f" Notitie: ‘{theirs.note}’." if theirs.note else ""
        super().__init__(
            f"{theirs.changed_by} heeft deze melding intussen veranderd. Die is nu: {theirs.state}.{note} "
            "Er is niets overschreven. Kijk ernaar en bewaar dan opnieuw."
        )


def keep(store: Store, remark: Remark, mark: str | None = None) -> Remark:
    """Keep a remark, if there are not too many of its day, and return it with its number; it is open.

    One that was kept under this mark already is not kept again.
    """
    if reason := personal_data(remark.text):
        raise PersonalDataError(reason)
    about = {"at": remark.at, "revision": remark.revision, "step": remark.step}
    said = {"doubt": remark.doubt.value, "text": remark.text[:LONGEST_REMARK]}
    with store.writing() as connection:
        if mark and (row := connection.execute(select(table).where(table.c.mark == mark)).one_or_none()):
            return from_row(row)
        _refuse_crowd(connection, remark)
        adding = insert(table).values(about | said | {"mark": mark}).returning(table)
        return from_row(connection.execute(adding).one())


def _refuse_crowd(connection: Connection, remark: Remark) -> None:
    day = remark.at.astimezone(clock.HERE).replace(hour=0, minute=0, second=0, microsecond=0)
    about = func.count().filter(table.c.step == remark.step)
    that_day = select(func.count(), about).where(table.c.at >= day, table.c.at < day + timedelta(days=1))
    all_of_it, of_step = connection.execute(that_day).one()
    if all_of_it >= MOST or of_step >= MOST_OF_STEP:
        raise CrowdError


def refused(store: Store, times: int, at: datetime) -> None:
    """Add to how many remarks were refused on a day because too many came."""
    day = f"{at.astimezone(clock.HERE):%Y-%m-%d}"
    more = update(refused_table).where(refused_table.c.day == day).values(times=refused_table.c.times + times)
    with store.writing() as connection:
        if not connection.execute(more).rowcount:
            connection.execute(insert(refused_table).values(day=day, times=times))


def kept(store: Store) -> tuple[Remark, ...]:
    """Return all remarks, newest first."""
    return tuple(from_row(row) for row in store.rows(select(table).order_by(table.c.id.desc())))


def change(store: Store, seen: Remark, state: State, note: str, author: str) -> Remark:
    """Give a remark another state or note, unless somebody did since it was seen; return it as it is then."""
    if reason := _trouble(note):
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
    return number_of(store, Wanted((State.OPEN, State.TAKEN_UP), step or ""))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which remarks somebody wants to see."""

    states: tuple[State, ...] = tuple(State)  # in which state
    step: str = ""  # about which step; empty for any
    numbers: tuple[int, ...] = ()  # these too, whatever they are


def page(store: Store, wanted: Wanted, most: int) -> tuple[Remark, ...]:
    """Return the newest of the remarks that somebody wants to see, at most so many."""
    found = select(table).where(_are(wanted)).order_by(table.c.id.desc()).limit(most)
    return tuple(from_row(row) for row in store.rows(found))


def number_of(store: Store, wanted: Wanted) -> int:
    """Return how many remarks somebody wants to see."""
    ((found,),) = store.rows(select(func.count()).select_from(table).where(_are(wanted)))
    return int(found)


def one(store: Store, number: int) -> Remark:
    """Return a remark."""
    for row in store.rows(select(table).where(table.c.id == number)):
        return from_row(row)
    raise NoRemarkError(number)


def counts(store: Store) -> Mapping[State, int]:
    """Return how many remarks there are in each state."""
    each = select(table.c.state, func.count()).group_by(table.c.state)
    found = {State(state): times for state, times in store.rows(each)}
    return {state: found.get(state, 0) for state in State}


def last_of_steps(store: Store) -> tuple[Remark, ...]:
    """Return the newest remark about each step that there is one about."""
    newest = select(func.max(table.c.id)).group_by(table.c.step)
    return tuple(from_row(row) for row in store.rows(select(table).where(table.c.id.in_(newest))))


def refusals(store: Store, most: int = 7) -> tuple[tuple[str, int], ...]:
    """Return the last days on which remarks were refused because too many came, and how many at least."""
    days = select(refused_table.c.day, refused_table.c.times).order_by(refused_table.c.day.desc()).limit(most)
    return tuple((row.day, row.times) for row in store.rows(days))


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


def from_row(row: Row[tuple[object, ...]]) -> Remark:
    """Return the remark that a row of the table holds."""
    said = (row.at, row.revision, row.step, Doubt(row.doubt), row.text)
    return Remark(*said, row.id, State(row.state), row.note, row.changed_by, row.changed_at)
