"""A Mermaid flowchart as values: its nodes, arrows and subgraphs, by the names that it gives them."""

from __future__ import annotations

from dataclasses import dataclass, field

from .mermaid_words import words


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
