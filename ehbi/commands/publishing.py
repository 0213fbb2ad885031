"""Do what the commands about revisions say."""

from __future__ import annotations

import argparse

from ..handbook import load
from ..handbook.errors import printable
from ..store import revisions
from .command import print_json
from .opening import opened, when


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
        made = revisions.restore(store, options.revision, options.author)
    print(f"Versie {made.number} zegt weer wat versie {options.revision} zei.")
    return 0


def import_(options: argparse.Namespace) -> int:
    """Publish the handbook in a file."""
    handbook = load(options.file)
    with opened(options.database, publishes=True) as store:
        newest = revisions.newest_of(store)
        if newest.digest == handbook.revision:
            print(f"Er verandert niets: versie {newest.number} zegt al wat in {options.file} staat.")
            return 0
        base = options.base or newest.number
        message = options.message or f"Uit {options.file}"
        made = revisions.publish(store, base, handbook, options.author, message)
    print(f"{options.file} is gepubliceerd als versie {made.number}.")
    return 0
