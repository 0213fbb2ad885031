"""The library's own profile: start one, and look it over."""

from __future__ import annotations

import argparse
from pathlib import Path

from .. import places, profiles
from ..files import load
from ..files.documents import inspect_profile
from .command import Commands, command


def add(commands: Commands) -> None:
    """Add these commands."""
    summary = "vul de eigen gegevens van de bibliotheek in"
    profile = commands.add_parser("profile", help=summary, description=f"{summary.capitalize()}.")
    actions = profile.add_subparsers(title="opdrachten", required=True, metavar="OPDRACHT")
    for name, run, about in (
        ("new", _new, "maak een profiel om in te vullen"),
        ("check", _check, "kijk het profiel na"),
    ):
        parser = command(actions, name, run, about)
        parser.add_argument(
            "file", nargs="?", type=Path, help="YAML-bestand (gewoon: dat van deze gebruiker)"
        )


def _new(options: argparse.Namespace) -> int:
    file = options.file or places.profile()
    profiles.new(file)
    print(f"{file} is gemaakt. Vul het in, en kijk het na met: ehbi profile check")
    return 0


def _check(options: argparse.Namespace) -> int:
    file = options.file or places.profile()
    profile, problems = inspect_profile(file, load())
    for problem in problems:
        print(problem.at(str(file)))
    if problems or profile is None:
        return 1
    print(f"Het profiel van {profile.library} is in orde.")
    return 0
