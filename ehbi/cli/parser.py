"""The parser of a command line: argparse, in Dutch, that knows what somebody meant to type or begins to."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from itertools import takewhile
from typing import Any

from ..handbook.errors import clip, printable

WORDS = {
    "usage: ": "gebruik: ",
    "positional arguments": "wat je opgeeft",
    "options": "opties",
    "show this help message and exit": "toon deze uitleg",
    "subcommands": "opdrachten",
    " (default: %(default)s)": " (gewoon: %(default)s)",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "dit ontbreekt nog: %s",
    "one of the arguments %s is required": "kies een van deze: %s",
    "not allowed with argument %s": "dit kan niet samen met %s",
    "expected one argument": "hier hoort iets achter",
    "expected at least one argument": "hier hoort iets achter",
    "expected at most one argument": "hier hoort hooguit één ding achter",
    "expected %s argument": "hier hoort %s ding achter",
    "expected %s arguments": "hier horen %s dingen achter",
    "ignored explicit argument %r": "hier hoort niets achter, ook niet %r",
    "unrecognized arguments: %s": "dit hoort hier niet: %s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s kan meer betekenen: %(matches)s",
    "invalid %(type)s value: %(value)r": "%(value)r kan hier niet",
    "can't open '%(filename)s': %(error)s": "%(filename)s kan niet worden gelezen: %(error)s",
}
"""What argparse says, in Dutch; with an unknown choice or option it is :func:`unknown`."""


def _dutch(text: str) -> str:
    return WORDS.get(text, text)


# It asks for each of its words by these names, which else look for a file with a catalogue.
argparse._ = _dutch  # type: ignore[attr-defined]
argparse.ngettext = lambda one, more, number: _dutch(one if number == 1 else more)  # type: ignore[attr-defined]


FILE = "BESTAND"
"""How an argument is called that is a file, so that a shell completes its name."""
SHELLS = "bash", "zsh", "fish"


def unknown(word: str, known: Iterable[str]) -> str:
    """Return what to say of a word that is none of those that are known.

    Examples
    --------
    >>> unknown("serv", ["serve", "edit"])
    '‘serv’ ken ik niet. Bedoelde je ‘serve’?'
    >>> unknown("onzin", ["serve", "edit"])
    '‘onzin’ ken ik niet. Kies uit: serve, edit.'
    """
    names = [*known]
    meant = get_close_matches(word, names, n=1)
    told = f"Bedoelde je ‘{meant[0]}’?" if meant else f"Kies uit: {', '.join(names)}."
    return f"‘{printable(clip(word))}’ ken ik niet. {told}"


class Parser(argparse.ArgumentParser):
    """Says of a mistyped command, option or choice what it may have been."""

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            raise argparse.ArgumentError(action, unknown(str(value), map(str, action.choices)))

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Refuse an unknown option first: what else is missing may be what it says."""
        for word in self._options(args or ()):
            name = word.partition("=")[0]
            if not any(option.startswith(name) for option in self._option_string_actions):
                self.error(unknown(name, self._option_string_actions))
        return super().parse_known_args(args, namespace)

    def _options(self, words: Sequence[str]) -> list[str]:
        """Return the words that are options of this parser: what follows a command is that one's."""
        own = takewhile(lambda word: word != "--" and (not self._subparsers or word[:1] == "-"), words)
        return [word for word in own if word.startswith("--") and " " not in word]


class Completion(argparse.Action):
    """Prints what makes a shell complete the commands, options, choices and files of a parser."""

    def __call__(self, parser: argparse.ArgumentParser, _: object, shell: Any, *__: object) -> None:
        """Print it, and end; whoever only runs a command need not wait for the library."""
        import shtab  # noqa: PLC0415

        parsers = [parser]
        for one in parsers:
            for action in one._actions:
                if isinstance(action, argparse._SubParsersAction):
                    parsers += action.choices.values()
                elif action.metavar == FILE:
                    action.complete = shtab.FILE  # type: ignore[attr-defined]
        print(shtab.complete(parser, shell))
        parser.exit()
