"""Published revisions: list them, describe them, go back to one, publish one from a file."""

from __future__ import annotations

from ..files import bundles, load
from ..files.documents import COMMENTS_LOST, loaded, loses_comments
from ..handbook import Handbook
from ..handbook.clock import when
from ..handbook.compare.diff import describe
from ..handbook.compare.merge import merge
from ..handbook.errors import UnresolvedError, printable
from ..handbook.naming import spot
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
    "import",
    "publiceer een handboek uit een bestand",
    argument("file", metavar="BESTAND", help="YAML of JSON, of een zip met plaatjes"),
    argument("--message", metavar="TEKST", help="waarom (gewoon: de naam van het bestand)"),
    argument(
        "--base", type=number, metavar="VERSIE", help="versie waar het van uitgaat (gewoon: de nieuwste)"
    ),
    argument("--show", action="store_true", help="toon alleen wat er zou veranderen"),
    AUTHOR,
    DATABASE,
)
def _import(  # noqa: PLR0913  # all that can be typed
    database: str, file: str, message: str | None, base: int | None, author: str, *, show: bool
) -> None:
    bundle = bundles.opened(file)
    with busy("Nakijken"):
        handbook = bundle.supplied(loaded(bundle.text, bundle.name))
    with opened(database, publishes=True) as store:
        newest = revisions.newest_of(store)
        now = revisions.content(store, newest.number)
        if base not in {None, newest.number}:
            handbook = _together(revisions.content(store, base), handbook, now)
        if now.revision == handbook.revision:
            print(f"Er verandert niets: versie {newest.number} zegt al wat in {file} staat.")
            return
        _print_changes(now, handbook)
        if show:
            return
        message = message or f"Uit {file}"
        with busy("Publiceren") as tell:
            made = publishing.publish(store, newest.number, handbook, author, message, tell=tell)
    print(f"\n{file} is gepubliceerd als versie {made.number}.")
    if loses_comments(bundle.text):
        print(COMMENTS_LOST)


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
    _print_changes(before, after)


def _handbook(store: Store, name: str) -> Handbook:
    return revisions.content(store, int(name)) if name.isdecimal() else load(name)


def _together(base: Handbook, mine: Handbook, theirs: Handbook) -> Handbook:
    merged = merge(base, mine, theirs)
    if merged.conflicts:
        spots = [spot(conflict.place, base, mine, theirs) for conflict in merged.conflicts]
        raise UnresolvedError(tuple(conflict.place for conflict in merged.conflicts), tuple(spots))
    return merged.handbook


def _print_changes(old: Handbook, new: Handbook) -> None:
    for told in describe(old, new):
        print(f"{printable(told.thing)}")
        for sentence in told.sentences:
            print(f"- {printable(sentence)}")
