"""What does not fit in a graph that is to be a handbook: told by node or edge, attribute and remedy."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from ..handbook import EhbiError
from ..handbook.errors import clip, printable

_SHOWN = 20
"""Problems that a message tells."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """What is wrong at a node of a graph, or at an edge from it to the node ``target``."""

    node: Hashable
    attribute: str
    message: str
    remedy: str
    target: Hashable = None

    def __str__(self) -> str:
        at = f"Knoop {_shown(self.node)}"
        if self.target is not None:
            at = f"Pijl van {_shown(self.node)} naar {_shown(self.target)}"
        return printable(f"{at}, kenmerk ‘{self.attribute}’: {self.message}. {self.remedy}.")


class GraphError(EhbiError):
    """A graph cannot be a handbook; ``misfits`` tell where, none of them when it is about the whole graph."""

    def __init__(self, message: str = "", misfits: tuple[Misfit, ...] = ()) -> None:
        self.misfits = misfits
        more = [f"En nog {len(misfits) - _SHOWN}."] if len(misfits) > _SHOWN else []
        super().__init__(message or "\n".join([*map(str, misfits[:_SHOWN]), *more]))


def _shown(node: Hashable) -> str:
    return clip(repr(node))
