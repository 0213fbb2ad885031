"""The picture of the rooms in ``docs/architecture.md``, from what the code imports: ``make architecture``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path

import networkx as nx

from benchmarks.tables import write

from . import size

FILE = Path(__file__).with_name("architecture.md")


def main() -> None:
    """Write the picture anew."""
    write(FILE, "picture", picture())
    sys.stdout.write(f"{FILE.name} has the picture of today.\n")


def picture() -> str:
    """Return the rooms and who imports whom, as a block of Mermaid."""
    modules = size.read(size.ROOT)
    folders = sorted({name.rpartition(".")[0] for name in modules if name.count(".") > 1})
    return mermaid(rooms(modules, folders), {room: _says(room, folders) for room in folders})


def rooms(modules: Mapping[str, size.Module], folders: Iterable[str]) -> nx.DiGraph[str]:
    """Return which folder directly in the package imports which, without what follows from the rest.

    Raises
    ------
    networkx.NetworkXError
        Folders import each other in a circle.
    """
    arrows = {(_room(name), _room(other)) for name, one in modules.items() for other in one.imports}
    inside = [(one, other) for one, other in arrows if one != other and {one, other} <= {*folders}]
    return nx.transitive_reduction(nx.DiGraph(inside))


def mermaid(found: nx.DiGraph[str], says: Mapping[str, str]) -> str:
    """Return rooms as a block of Mermaid.

    Examples
    --------
    >>> print(mermaid(nx.DiGraph([("ehbi.cli", "ehbi.store")]), {"ehbi.cli": "", "ehbi.store": ""}))
    ```mermaid
    flowchart TD
      cli["<b>cli</b><br>"]
      store["<b>store</b><br>"]
      cli --> store
    ```
    """
    boxes = [
        f'  {_name(room)}["<b>{_name(room)}</b><br>{says[room]}"]' for room in says if _room(room) == room
    ]
    arrows = [f"  {_name(one)} --> {_name(other)}" for one, other in sorted(found.edges)]
    return "\n".join(["```mermaid", "flowchart TD", *boxes, *arrows, "```"])


def _says(room: str, known: Iterable[str]) -> str:
    """Return the first sentence that a folder says of itself, and which folders are in it."""
    said = (import_module(room).__doc__ or "").split("\n\n")[0]
    inside = ", ".join(other.removeprefix(f"{room}.") for other in known if other.startswith(f"{room}."))
    first = " ".join(said.replace("``", "").split()).partition(".")[0]
    return f"{first}<br><i>{inside}</i>" if inside else first


def _room(module: str) -> str:
    return ".".join(module.split(".")[:2])


def _name(room: str) -> str:
    return room.partition(".")[2]


if __name__ == "__main__":
    main()
