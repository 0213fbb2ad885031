"""All commands: which there are, and how one is run so that a mistake is told in a line."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module

from .. import __version__
from ..handbook import EhbiError
from .command import KNOWN, Commands, add_parser
from .database import refuse_missing
from .parser import SHELLS, Completion, Parser

COMMANDS = {
    **dict.fromkeys(("serve", "edit", "present"), "servers"),
    **dict.fromkeys(("check", "paths", "search", "export"), "handbook"),
    **dict.fromkeys(("feedback", "cases", "notice", "report"), "desk"),
    "profile": "handbook",
    **dict.fromkeys(("history", "restore", "diff"), "revisions"),
    "import": "importing",
    "translations": "translations",
    **dict.fromkeys(("backup", "forget"), "retention"),
}
"""In which file each command is; only that one is imported, as SQLAlchemy alone takes 0.3 s."""
GROUPS = {
    "notice": "plaats een mededeling",
    "profile": "vul de eigen gegevens van de bibliotheek in",
    "translations": "laat de teksten voor de lener vertalen",
}
"""Commands that are several."""


def run(words: Sequence[str]) -> int:
    """Do what a command line says, and return the exit status; without any words, say what there is."""
    _print_whatever_the_screen_knows()
    known = parser(words)
    if not words:
        known.print_help()
        return 0
    options = vars(known.parse_args(words))
    act = options.pop("run")
    try:
        if "create" in options:
            refuse_missing(options["database"], create=options.pop("create"))
        status: int = act(**options) or 0
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


def parser(words: Sequence[str] = ()) -> Parser:
    """Return the parser for these words; it knows all commands when they do not begin with one."""
    made = Parser(prog="ehbi", description="Eerste Hulp Bij Inloggen: het handboek.")
    made.add_argument("--version", action="version", version=f"ehbi {__version__}", help="toon de versie")
    made.add_argument(
        "--completion",
        action=Completion,
        choices=SHELLS,
        default=argparse.SUPPRESS,
        metavar="SHELL",
        help=f"toon wat {', '.join(SHELLS)} leert om opdrachten aan te vullen",
    )
    commands = _commands_of(made)
    wanted: Iterable[str] = words[:1] if words and words[0] in COMMANDS else COMMANDS
    for name in wanted:
        import_module(f".{COMMANDS[name]}", __package__)
        if name in GROUPS:
            actions = _commands_of(add_parser(commands, name, GROUPS[name]))
            for add in [KNOWN[one] for one in KNOWN if one.startswith(f"{name} ")]:
                add(actions)
        else:
            KNOWN[name](commands)
    return made


def _commands_of(parser: Parser) -> Commands:
    return parser.add_subparsers(title="opdrachten", metavar="OPDRACHT", required=True, parser_class=Parser)
