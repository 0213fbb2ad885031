"""Scripts that every page and widget of ours can use, and how a widget gets them."""

from __future__ import annotations

import re
from pathlib import Path

_HERE = Path(__file__).parent
_IMPORT = re.compile(r"^import [^;]*;\n", re.MULTILINE)

MODULES = {
    f"ehbi/{name}": _HERE / f"{name}.js"
    for name in ("elements", "chooser", "clipboard", "dropdowns", "memory", "shuffled")
}
"""Their files, by the name under which modules import them."""


def one_module(*files: Path) -> str:
    """Return scripts as the one module that a widget is; none of them need import another then."""
    return _IMPORT.sub("", "\n".join(file.read_text(encoding="utf-8") for file in files))
