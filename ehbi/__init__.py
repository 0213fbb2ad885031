"""EHBI, *Eerste Hulp Bij Inloggen*: a handbook for library staff, as a decision graph and its views."""

from typing import Any

from . import flowchart
from .files import load
from .handbook import Case, EhbiError, Handbook, to_networkx

__all__ = ["Case", "EhbiError", "Handbook", "draw", "load", "to_networkx"]


def __getattr__(name: str) -> Any:
    """Bring in :func:`ehbi.flowchart.draw`, and matplotlib with it, for whoever asks for it."""
    if name == "draw":
        return flowchart.draw
    raise AttributeError(f"module 'ehbi' has no attribute {name!r}")
