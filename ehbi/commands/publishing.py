"""Do what the commands about revisions say."""

from __future__ import annotations

import argparse

from ..files import load
from ..handbook import Handbook
from ..handbook.clock import when
from ..handbook.compare.diff import describe as compare
from ..handbook.compare.merge import merge
from ..handbook.errors import UnresolvedError, printable
from ..handbook.naming import spot
from ..publishing import revisions as publishing
from ..store import Store, revisions
from .command import print_json
from .opening import opened
from .patience import Patience


def history(options: argparse.Namespace) -> int:
    """Show all revisions, newest first."""
    with opened(options.database) as store:
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


def restore(options: argparse.Namespace) -> int:
    """Publish an older revision once more."""
    with opened(options.database, publishes=True) as store:
        made = publishing.restore(store, options.revision, options.author, tell=Patience())
    print(f"Versie {made.number} zegt weer wat versie {options.revision} zei.")
    return 0


def import_(options: argparse.Namespace) -> int:
    """Publish the handbook in a file, put together with what was published since its base."""
    handbook = load(options.file)
    with opened(options.database, publishes=True) as store:
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
        made = publishing.publish(store, newest.number, handbook, options.author, message, tell=Patience())
    print(f"\n{options.file} is gepubliceerd als versie {made.number}.")
    return 0


def diff(options: argparse.Namespace) -> int:
    """Show what changed between two revisions or files."""
    with opened(options.database) as store:
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
    for told in compare(old, new):
        print(f"{printable(told.thing)}")
        for sentence in told.sentences:
            print(f"- {printable(sentence)}")
