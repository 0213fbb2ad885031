"""How a phone comes to the room: an address, and the same as a code to scan."""

from __future__ import annotations

import segno
from markupsafe import Markup

QUIET = 4
"""White modules around the code; with fewer, a phone may not see where it begins."""


def code(address: str) -> Markup:
    """Return an address as a QR code: SVG, black on white in either colour scheme.

    Examples
    --------
    >>> code("http://192.0.2.7:8870/stem")[:4]
    Markup('<svg')
    """
    made = segno.make(address, micro=False, error="m", boost_error=False)
    return Markup(made.svg_inline(border=QUIET, dark="#000", light="#fff", omitsize=True))  # noqa: S704  # made of numbers
