"""The font of everything that is no web page; it comes with matplotlib, so paper is the same everywhere."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

FONT = "DejaVu Sans"
_FILES = MappingProxyType({"normal": "DejaVuSans.ttf", "bold": "DejaVuSans-Bold.ttf"})


def font_file(weight: str) -> Path:
    """Return the TrueType file of :data:`FONT`.

    Parameters
    ----------
    weight
        ``normal`` or ``bold``.

    Examples
    --------
    >>> font_file("bold").name
    'DejaVuSans-Bold.ttf'
    """
    import matplotlib as mpl  # noqa: PLC0415  # loaded when something is first put on paper

    return Path(mpl.get_data_path(), "fonts", "ttf", _FILES[weight])
