"""Published revisions: list them, describe them, go back to one."""

from __future__ import annotations

from ..files import load
from ..handbook import Handbook
from ..handbook.clock import when
from ..handbook.compare.diff import describe
from ..handbook.errors import printable
from ..publishing import revisions as publishing
from ..store import Revision, Store, revisions
from .command import AUTHOR, JSON, argument, busy, command, named, number, show
from .database import DATABASE, opened


@command("history", "toon alle versies", JSON, DATABASE)
def _history(database: str, *, json: bool) -> None:
    with opened(database) as store:
        found = revisions.history(store)
    show(found, {"number": "revision", **named("at", "author", "message", "digest")}, _line, json=json)


def _line(one: Revision) -> str:
    return f"{one.number}: {when(one.at)} {printable(one.author)}: {printable(one.message)}"


@command(
    "restore",
    "ga terug naar een eerdere versie",
    argument("revision", type=number, metavar="VERSIE", help="nummer uit de lijst van ehbi history"),
    AUTHOR,
    DATABASE,
)
def _restore(database: str, revision: int, author: str) -> None:
    with opened(database, publishes=True) as store, busy("Publiceren") as tell:
        made = publishing.restore(store, revision, author, tell=tell)
    print(f"Versie {made.number} zegt weer wat versie {revision} zei.")


@command(
    "diff",
    "toon wat er tussen twee versies verandert",
    *(
        argument(name, metavar="VERSIE", help="nummer uit ehbi history, of een bestand")
        for name in ("old", "new")
    ),
    DATABASE,
)
def _diff(database: str, old: str, new: str) -> None:
    with opened(database) as store:
        before, after = (_handbook(store, name) for name in (old, new))
    if before.revision == after.revision:
        print("Er is geen verschil.")
    print_changes(before, after)


def _handbook(store: Store, name: str) -> Handbook:
    return revisions.content(store, int(name)) if name.isdecimal() else load(name)


def print_changes(old: Handbook, new: Handbook) -> None:
    """Print what is different, thing by thing."""
    for told in describe(old, new):
        print(f"{printable(told.thing)}")
        for sentence in told.sentences:
            print(f"- {printable(sentence)}")
