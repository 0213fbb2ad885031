"""The notebook's view of a handbook and a case: text, and the picture that ``ehbi.flowchart`` lends."""

from __future__ import annotations

from collections.abc import Callable

_lent: list[Callable[..., str]] = []


def lend_picture(picture: Callable[..., str]) -> None:
    """Let handbooks and cases show themselves with a function from handbook and case to SVG text."""
    _lent[:] = [picture]


def bundle(text: str, handbook: object, case: object = None) -> dict[str, str]:
    """Return what a notebook shows, by media type: text always, the picture when one was lent."""
    shown = {"text/plain": text}
    for picture in _lent:
        shown["image/svg+xml"] = picture(handbook, case)
    return shown
