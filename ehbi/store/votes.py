"""What the room chose in a workshop: anonymous, and gone when the workshop is over."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Column, ColumnElement, Connection, and_, delete, func, insert, select, update

from .address import ConflictError
from .store import Store
from .tables import votes as table


@dataclass(frozen=True, slots=True)
class Vote:
    """One choice of one phone."""

    workshop: str  # which workshop: a word that nobody can guess
    question: str  # what was asked
    # By what the same phone is known: made by chance for this workshop, and by nothing of its owner.
    voter: str
    option: str  # id of what was chosen
    at: datetime  # when; only so that it is forgotten after a day in any case
    team: str = ""  # at which table the phone was; empty where there are no teams


def keep(store: Store, vote: Vote) -> None:
    """Keep a vote, in the place of an earlier one of the same phone on the same question."""
    try:
        with store.writing() as connection:
            _keep(connection, vote)
    except ConflictError:
        with store.writing() as connection:  # the phone sent it twice, and the other one was first
            _keep(connection, vote)


def _keep(connection: Connection, vote: Vote) -> None:
    mine = _of(vote.workshop, vote.question, vote.voter)
    again = {"option": vote.option, "at": vote.at, "team": vote.team}
    if not connection.execute(update(table).where(mine).values(again)).rowcount:
        connection.execute(insert(table).values(asdict(vote)))


def take_back(store: Store, workshop: str, question: str, voter: str) -> None:
    """Forget what one voter chose on a question; nothing happens when that is nothing."""
    with store.writing() as connection:
        connection.execute(delete(table).where(_of(workshop, question, voter)))


def _of(workshop: str, question: str, voter: str) -> ColumnElement[bool]:
    return and_(table.c.workshop == workshop, table.c.question == question, table.c.voter == voter)


def counted(store: Store, workshop: str) -> Mapping[str, Mapping[str, int]]:
    """Return how often each option was chosen, by question; what nobody chose is left out."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    each = (table.c.question, table.c.option)
    asked = select(*each, func.count()).where(table.c.workshop == workshop).group_by(*each)
    for question, option, times in store.rows(asked):
        found[question][option] = times
    return {question: dict(options) for question, options in found.items()}


def cast(store: Store, workshop: str) -> Mapping[str, Mapping[str, str]]:
    """Return the option that each voter chose, by question."""
    return _by_voter(store, workshop, table.c.option)


def seats(store: Store, workshop: str) -> Mapping[str, Mapping[str, str]]:
    """Return the team at whose table each voter was, by question; empty for none."""
    return _by_voter(store, workshop, table.c.team)


def _by_voter(store: Store, workshop: str, told: Column[str]) -> Mapping[str, Mapping[str, str]]:
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    each = select(table.c.question, table.c.voter, told).where(table.c.workshop == workshop)
    for question, voter, text in store.rows(each):
        found[question][voter] = text
    return dict(found)


def cast_by(store: Store, workshop: str, voter: str) -> Mapping[str, str]:
    """Return the option that one voter chose, by question."""
    mine = and_(table.c.workshop == workshop, table.c.voter == voter)
    return {row.question: row.option for row in store.rows(select(table).where(mine))}
