"""What is served, where, and to how many."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ..handbook import Handbook
from .assets import Assets

MakePage = Callable[[Handbook, Assets], str]


@dataclass(frozen=True)
class Site:
    """What is served, where, and to how many.

    Parameters
    ----------
    page
        Makes the book's page of a handbook; the scripts it loads are among these assets.
    notebook
        The guide's notebook.
    database
        Address of the database in which things are kept.
    host, port
        Where to answer; port 0 lets the system choose one that is free.
    pool
        How many kernels wait, warmed up, for their visitor.
    visitors
        How many may have a kernel at the same time; whoever comes after them has the book.
    patience
        Seconds within which a visitor's page must connect to its kernel.
    environment
        Variables that each kernel gets.
    """

    page: MakePage
    notebook: Path
    database: str
    host: str = "127.0.0.1"
    port: int = 8866
    pool: int = 2
    visitors: int = 24
    patience: float = 30
    environment: dict[str, str] = field(default_factory=dict)
