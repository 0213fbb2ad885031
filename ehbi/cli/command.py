"""What a command is: a function, and the arguments with which it is called; and what all commands use."""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from textwrap import indent
from threading import Event, Thread
from typing import Any, TypeAlias, TypeVar

from .. import places
from ..handbook import EhbiError
from ..handbook.errors import clip, printable
from .parser import FILE, Parser

_NUMBER, _COUNT = re.compile(r"-?[0-9]{1,20}"), re.compile("[0-9]{1,9}")
Thing = TypeVar("Thing")
Argument: TypeAlias = "Callable[[argparse._ActionsContainer], object]"
"""Adds itself to a parser, or to a group in it."""
Commands: TypeAlias = "argparse._SubParsersAction[Parser]"
Run = Callable[..., int | None]
"""Does what was asked and returns the exit status; nothing is 0."""

SOON, OFTEN = 2.0, 1.0
"""Seconds after which somebody wonders, and between two looks at the clock."""
CLEAR = "\r\x1b[K"
"""What takes away the line that the cursor is on."""
Say = Callable[[object], None]
"""Says what it is at now."""


KNOWN: dict[str, Callable[[Commands], None]] = {}
"""What adds a command, by its name and that of an action of it: those whose file is imported."""


def command(name: str, summary: str, *arguments: Argument) -> Callable[[Run], Run]:
    """Make a command of a function, which is called with these arguments by name."""

    def known(run: Run) -> Run:
        def add(commands: Commands) -> None:
            parser = add_parser(commands, name.rpartition(" ")[2], summary)
            parser.set_defaults(run=run)
            for one in arguments:
                one(parser)

        KNOWN[name] = add
        return run

    return known


def add_parser(commands: Commands, name: str, summary: str) -> Parser:
    """Add the parser of a command, or of several together."""
    return commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")


def argument(*names: str, usual: Callable[[], object] | None = None, **settings: Any) -> Argument:
    """Return an argument as argparse has it; what it usually is can be asked when the command is given."""

    def add(parser: argparse._ActionsContainer) -> None:
        parser.add_argument(*names, **(settings | {"default": usual()} if usual else settings))

    return add


def one_of(*arguments: Argument) -> Argument:
    """Return arguments of which exactly one is given."""

    def add(parser: argparse._ActionsContainer) -> None:
        group = parser.add_mutually_exclusive_group(required=True)
        for one in arguments:
            one(group)

    return add


JSON = argument("--json", action="store_true", help="als JSON")
AUTHOR = argument(
    "--author",
    metavar="NAAM",
    usual=lambda: places.user() or "onbekend",
    help="wie dit doet (gewoon: je gebruikersnaam)",
)
OUTPUT = argument("--output", type=Path, metavar=FILE, help="waar het komt (gewoon: op het scherm)")
LIBRARY = argument(
    "--profile", type=Path, metavar=FILE, help="eigen gegevens van de bibliotheek: zie ehbi profile"
)
YES = argument("--yes", action="store_true", help="doe het zonder het te vragen")


def number(text: str) -> int:
    """Return a whole number, as somebody typed it."""
    if not _NUMBER.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is geen getal. Typ alleen cijfers.")
    return int(text)


def at_least_one(text: str) -> int:
    """Return a whole number of 1 or more."""
    if not _COUNT.fullmatch(text) or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is geen getal van 1 of meer.")
    return int(text)


def is_sure(question: str, *, yes: bool) -> bool:
    """Return whether to do what cannot be undone: somebody said so, or says so now."""
    if yes:
        return True
    try:
        return input(f"{question} Typ ja of nee: ").strip().lower() in {"ja", "j"}
    except EOFError:
        return False


@contextmanager
def busy(what: str) -> Iterator[Say]:
    """Tell for as long as the block takes what it is at, and for how many seconds.

    That is on a terminal, once it takes a while; a script or a file never gets it.
    """
    now = [what]
    ended = Event()

    def say(more: object) -> None:
        now[:] = [str(more)]

    def show() -> None:
        begun = time.monotonic()
        pause = SOON
        while not ended.wait(pause):
            seconds = round(time.monotonic() - begun)
            print(f"{CLEAR}{printable(clip(now[0]))} ({seconds} s)", end="", file=sys.stderr, flush=True)
            pause = OFTEN
        if pause == OFTEN:
            print(end=CLEAR, file=sys.stderr, flush=True)

    if not sys.stderr.isatty():
        yield say
        return
    showing = Thread(target=show, daemon=True)
    showing.start()
    try:
        yield say
    finally:
        ended.set()
        showing.join()


def show(
    things: Sequence[Thing],
    names: Mapping[str, str],
    line: Callable[[Thing], str],
    *,
    json: bool,
    nothing: str = "",
) -> None:
    """Print things: a line each, or for scripts what they have by these names, as others."""
    if json:
        print_json([{name: _plain(getattr(one, own)) for own, name in names.items()} for one in things])
        return
    for one in things:
        print(line(one))
    if nothing and not things:
        print(nothing)


def named(*names: str) -> dict[str, str]:
    """Return names that scripts know things by too."""
    return {name: name for name in names}


def hand_over(content: bytes, output: Path | None, binary: str = "") -> None:
    """Write content to a file, or to whoever reads this; ``binary`` names what no screen can show."""
    if output is not None:
        try:
            output.write_bytes(content)
        except OSError as error:
            reason = f"{output} kan niet worden geschreven ({error.strerror}). Kies een andere plek."
            raise EhbiError(reason) from None
    elif binary and sys.stdout.isatty():
        raise EhbiError(f"{binary} is geen tekst. Geef met --output een bestand op.")
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()


def print_json(data: Any) -> None:
    """Print data for scripts."""
    print(json.dumps(data, ensure_ascii=False, indent=2))


def print_json_rows(rows: Iterable[Any]) -> None:
    """Print a list for scripts as :func:`print_json` would, without ever holding all of it."""
    between = "["
    for row in rows:
        print(between, indent(json.dumps(row, ensure_ascii=False, indent=2), "  "), sep="\n", end="")
        between = ","
    print("[]" if between == "[" else "\n]")


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
