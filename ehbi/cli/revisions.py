"""Published revisions: list them, describe them, go back to one, publish one from a file."""

from __future__ import annotations

import argparse
import sys
import time

from ..files import load
from ..files.documents import COMMENTS_LOST, loaded, loses_comments
from ..files.source import read_text
from ..handbook import Handbook
from ..handbook.clock import when
from ..handbook.compare.diff import describe
from ..handbook.compare.merge import merge
from ..handbook.errors import UnresolvedError, printable
from ..handbook.naming import spot
from ..publishing import revisions as publishing
from ..publishing.proof import Progress
from ..store import Store, revisions
from .command import Commands, add_author, add_database, add_json, command, print_json

SOON = 1.0
"""Seconds after which somebody wonders, and between two lines."""


def add_history(commands: Commands) -> None:
    """Add ``ehbi history``."""
    add_json(command(commands, "history", _history, "toon alle versies"))


def add_restore(commands: Commands) -> None:
    """Add ``ehbi restore``."""
    restoring = command(commands, "restore", _restore, "ga terug naar een eerdere versie")
    restoring.add_argument(
        "revision", type=int, metavar="VERSIE", help="nummer uit de lijst van ehbi history"
    )
    add_author(restoring)
    add_database(restoring)


def add_import(commands: Commands) -> None:
    """Add ``ehbi import``."""
    importing = command(commands, "import", _import, "publiceer een handboek uit een bestand")
    importing.add_argument("file", metavar="BESTAND", help="YAML of JSON")
    importing.add_argument("--message", help="waarom (gewoon: de naam van het bestand)")
    importing.add_argument(
        "--base", type=int, metavar="VERSIE", help="versie waar het van uitgaat (gewoon: de nieuwste)"
    )
    importing.add_argument("--show", action="store_true", help="toon alleen wat er zou veranderen")
    add_author(importing)
    add_database(importing)


def add_diff(commands: Commands) -> None:
    """Add ``ehbi diff``."""
    comparing = command(commands, "diff", _diff, "toon wat er tussen twee versies verandert")
    for name in ("old", "new"):
        comparing.add_argument(name, metavar="VERSIE", help="nummer uit ehbi history, of een bestand")
    add_database(comparing)


def _history(options: argparse.Namespace) -> int:
    with Store.open(options.database) as store:
        found = revisions.history(store)
    if options.json:
        print_json(
            [
                {
                    "revision": one.number,
                    "at": one.at.isoformat(),
                    "author": one.author,
                    "message": one.message,
                    "digest": one.digest,
                }
                for one in found
            ]
        )
        return 0
    for one in found:
        print(f"{one.number}: {when(one.at)} {printable(one.author)}: {printable(one.message)}")
    return 0


def _restore(options: argparse.Namespace) -> int:
    with Store.open(options.database, publishes=True) as store:
        made = publishing.restore(store, options.revision, options.author, tell=_Printer())
    print(f"Versie {made.number} zegt weer wat versie {options.revision} zei.")
    return 0


def _import(options: argparse.Namespace) -> int:
    text = read_text(options.file)
    handbook = loaded(text, options.file)
    with Store.open(options.database, publishes=True) as store:
        newest = revisions.newest_of(store)
        now = revisions.content(store, newest.number)
        if options.base not in {None, newest.number}:
            handbook = _together(revisions.content(store, options.base), handbook, now)
        if now.revision == handbook.revision:
            print(f"Er verandert niets: versie {newest.number} zegt al wat in {options.file} staat.")
            return 0
        _print_changes(now, handbook)
        if options.show:
            return 0
        message = options.message or f"Uit {options.file}"
        made = publishing.publish(store, newest.number, handbook, options.author, message, tell=_Printer())
    print(f"\n{options.file} is gepubliceerd als versie {made.number}.")
    if loses_comments(text):
        print(COMMENTS_LOST)
    return 0


def _diff(options: argparse.Namespace) -> int:
    with Store.open(options.database) as store:
        old, new = (_named(store, name) for name in (options.old, options.new))
    if old.revision == new.revision:
        print("Er is geen verschil.")
    _print_changes(old, new)
    return 0


def _named(store: Store, name: str) -> Handbook:
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


class _Printer:
    """Prints how far a proof is, beside what the command says, once it takes longer than a moment."""

    def __init__(self) -> None:
        self._next = time.monotonic() + SOON

    def __call__(self, progress: Progress) -> None:
        """Print how far it is, if that is due."""
        if time.monotonic() >= self._next:
            print(printable(str(progress)), file=sys.stderr, flush=True)
            self._next = time.monotonic() + SOON
