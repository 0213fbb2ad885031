"""Copy what is kept, bring a copy back, and take away what must go."""

from __future__ import annotations

import argparse

from ..store import backup as copying
from .command import is_sure
from .opening import opened

NOTHING = "Er is niets veranderd."


def backup(options: argparse.Namespace) -> int:
    """Copy the database to a file, or bring such a copy back."""
    if options.restore:
        return _bring_back(options)
    copying.save(options.database, options.file)
    print(f"Alles wat bewaard is, staat in {options.file}. Bewaar het op een andere plek.")
    return 0


def _bring_back(options: argparse.Namespace) -> int:
    if not is_sure(options, "Alles wat na deze kopie is bewaard, verdwijnt. Zeker weten?"):
        print(NOTHING)
        return 1
    copying.bring_back(options.database, options.file)
    with opened(
        options.database
    ):  # a copy of an older EHBI is brought up to date here, and not under a visitor
        print(f"De kopie {options.file} staat terug. Servers die aanstaan, zien dat vanzelf.")
    return 0
