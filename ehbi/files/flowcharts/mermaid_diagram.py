"""Mermaid as values: where it stands in a text, without settings and comments, and what a flowchart says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..labels import plain

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


# ---- a flowchart, by the names that it gives

_CODE = re.compile(r"#(\w+);")
_BREAK = re.compile(r"\\n|\n")
_ICON = re.compile(r"\bfa[a-z]?:fa-[\w-]+")
_MARKED = re.compile(r"\*\*|__|(?<!\w)[*_]|[*_](?!\w)")


@dataclass(slots=True)
class Node:
    """A node: what its label says last, what it is drawn as, the title of its group, and its classes."""

    name: str
    said: str
    shape: str = ""
    group: str = ""
    classes: set[str] = field(default_factory=set)

    @property
    def label(self) -> str:
        """Its label as plain lines."""
        return words(self.said)


@dataclass(slots=True)
class Group:
    """A subgraph, with the names of the nodes in it and in what is in it."""

    title: str
    nodes: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow from a node or subgraph to another, with its label."""

    tail: str
    head: str
    label: str


@dataclass(slots=True)
class Diagram:
    """What a flowchart says, by the names that it gives."""

    nodes: dict[str, Node] = field(default_factory=dict)
    arrows: list[Arrow] = field(default_factory=list)
    groups: dict[str, Group] = field(default_factory=dict)


def words(label: str) -> str:
    r"""Return the lines of a label as somebody sees them.

    Examples
    --------
    >>> words("Werkt de #quot;pas#quot;?<br/>Kijk eerst")
    'Werkt de "pas"?\nKijk eerst'
    >>> words("`De **pas** is\nkwijt`"), words("fa:fa-user Lener")
    ('De pas is\nkwijt', 'Lener')
    """
    said = label.strip()
    if len(said) > 1 and said[0] == said[-1] == "`":
        said = _MARKED.sub("", said[1:-1])
    said = _ICON.sub("", _BREAK.sub("<br>", said))
    return plain(_CODE.sub(_as_html, said))


def _as_html(code: re.Match[str]) -> str:
    """Return one of Mermaid's codes, ``#35;`` or ``#quot;``, as that of HTML."""
    return f"&#{code[1]};" if code[1].isdecimal() else f"&{code[1]};"
