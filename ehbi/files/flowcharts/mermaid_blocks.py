"""Where Mermaid stands: a file of it, or blocks in a page of Markdown; without its settings and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FENCE = re.compile(r"([ \t>]*+)(```|~~~|:::)[`~:]*+[ \t]*+\{?[ \t]*+\.?mermaid\b")
_FRONT = re.compile(r"\s*+---[ \t]*+\n(?:(?![ \t]*---)[^\n]*+\n)*+[ \t]*+---[ \t]*+(?=\n|$)")
_COMMENT = re.compile(r"^[ \t]*+%%[^\n]*+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """The code of a diagram, the line of the file where it begins, and the heading above it."""

    code: str
    line: int = 1
    heading: str = ""


def blocks(text: str) -> tuple[Block, ...]:
    r"""Return the diagrams in a text: those in Markdown, or else the whole.

    Examples
    --------
    >>> blocks("# Inloggen\n```mermaid\n%% proef\ngraph TD\n```")
    (Block(code='\ngraph TD', line=3, heading='Inloggen'),)
    """
    return tuple(_in_markdown(text.split("\n"))) or (Block(bare(text)),)


def _in_markdown(lines: list[str]) -> Iterator[Block]:
    heading, at = "", 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if line.startswith("#"):
            heading = line.strip("# \t\r")
        elif fence := _FENCE.match(line):
            begin = at
            while at < len(lines) and not lines[at].lstrip(" \t>").startswith(fence[2]):
                at += 1
            inside = (line.removeprefix(fence[1].rstrip()) for line in lines[begin:at])
            yield Block(bare("\n".join(inside)), begin + 1, heading)
            at += 1


def bare(code: str) -> str:
    """Return a diagram with empty lines for its settings and comments."""
    said = _COMMENT.sub("", _without_settings(code))
    front = _FRONT.match(said)
    return "\n" * front[0].count("\n") + said[front.end() :] if front else said


def _without_settings(code: str) -> str:
    first, *others = code.split("%%{")
    parts = [first]
    for other in others:
        inside, closed, rest = other.partition("}%%")
        parts.append("\n" * inside.count("\n") + rest if closed else f"%%{inside}")
    return "".join(parts)
