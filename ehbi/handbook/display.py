"""How a handbook and a case show themselves in a notebook.

The picture is lent by ``ehbi.flowchart``, which knows this folder and not the other way round.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .case import Case
    from .model import Handbook

Picture = Callable[["Handbook", "Case | None"], str]
_lent: list[Picture] = []


def lend_picture(picture: Picture) -> None:
    """Let handbooks and cases show themselves with this picture: a function to SVG text."""
    _lent[:] = [picture]


def bundle(text: str, handbook: Handbook, case: Case | None = None) -> dict[str, str]:
    """Return what a notebook shows, by media type: text always, the picture when one was lent."""
    shown = {"text/plain": text}
    for picture in _lent:
        shown["image/svg+xml"] = picture(handbook, case)
    return shown
