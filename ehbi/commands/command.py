"""What all commands are made with."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from typing import Any, TypeAlias

Run = Callable[[argparse.Namespace], int]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def command(commands: Commands, name: str, run: Run, summary: str) -> argparse.ArgumentParser:
    """Add a command, and return its parser.

    Parameters
    ----------
    commands
        Where to add it.
    name
        How it is called.
    run
        Does it, and returns the exit status.
    summary
        What it does, for the list of commands.
    """
    parser = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    parser.set_defaults(run=run)
    return parser


def print_json(data: Any) -> None:
    """Print data for scripts."""
    print(json.dumps(data, ensure_ascii=False, indent=2))
