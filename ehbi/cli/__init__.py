"""The command line: each command reads, calls and prints, and a mistake never ends in a traceback.

A file a subject; ``command`` says what a command is.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module

from ..handbook import EhbiError
from .command import KNOWN, Commands, add_parser

COMMANDS = {
    **dict.fromkeys(("serve", "edit", "present"), "servers"),
    **dict.fromkeys(("check", "paths", "search", "export"), "handbook"),
    **dict.fromkeys(("feedback", "cases", "notice"), "desk"),
    "profile": "handbook",
    **dict.fromkeys(("history", "restore", "import", "diff"), "revisions"),
    **dict.fromkeys(("backup", "forget"), "retention"),
}
"""In which file each command is; only that one is imported, as SQLAlchemy alone takes 0.3 s."""
GROUPS = {"notice": "plaats een mededeling", "profile": "vul de eigen gegevens van de bibliotheek in"}
"""Commands that are several."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, and return the exit status; a wrong command line leaves with 2.

    Examples
    --------
    >>> main(["check", "--today", "2026-11-24"])
    0
    """
    _print_whatever_the_screen_knows()
    words = sys.argv[1:] if arguments is None else arguments
    options = vars(_parser(words).parse_args(words))
    run = options.pop("run")
    try:
        status: int = run(**options) or 0
        print(end="", flush=True)
    except EhbiError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read this has left; what is still to be written must not fail on it again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (OSError, MemoryError) as error:
        print(f"Dit lukt nu niet: {_lacking(error)}. Probeer het nog eens.", file=sys.stderr)
        return 1
    return status


def _lacking(error: OSError | MemoryError) -> str:
    if isinstance(error, MemoryError):
        return "er is te weinig geheugen"
    return ": ".join(filter(None, [str(error.filename or ""), error.strerror or type(error).__name__]))


def _print_whatever_the_screen_knows() -> None:
    """Spell out what a terminal or pipe with an old character set cannot show, such as an arrow."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _parser(words: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Return the parser for these words; it knows all commands when they do not begin with one."""
    parser = argparse.ArgumentParser(prog="ehbi", description="Eerste Hulp Bij Inloggen: het handboek.")
    commands = _commands_of(parser)
    wanted: Iterable[str] = words[:1] if words and words[0] in COMMANDS else COMMANDS
    for name in wanted:
        import_module(f".{COMMANDS[name]}", __name__)
        if name in GROUPS:
            actions = _commands_of(add_parser(commands, name, GROUPS[name]))
            for add in [KNOWN[one] for one in KNOWN if one.startswith(f"{name} ")]:
                add(actions)
        else:
            KNOWN[name](commands)
    return parser


def _commands_of(parser: argparse.ArgumentParser) -> Commands:
    return parser.add_subparsers(title="opdrachten", required=True, metavar="OPDRACHT")
