"""A Mermaid flowchart as values: nodes, arrows and subgraphs by the names that it gives them, and words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..labels import plain

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
