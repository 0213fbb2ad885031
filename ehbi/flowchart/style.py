"""The style sheet of the picture, its colours for what is no web page, and its scripts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
CSS = (_HERE / "flowchart.css").read_text(encoding="utf-8")
"""The one place where colours stand; all of it is about ``.ehbi-flowchart`` and the figure around it."""

MODULES = {
    "ehbi/flowchart/marks": _HERE / "marks.js",
    "ehbi/flowchart/lens": _HERE / "lens.js",
    "ehbi/flowchart": _HERE / "flowchart.js",
}
"""The script modules, by the name under which others import them; each after what it imports."""

COLOURS = 6
"""How many colours there are for parties; with more parties they come round again."""
OPEN = COLOURS
"""The colour of who acts where nobody chose that yet."""

_RULE = re.compile(r"\.ehbi-flowchart(?: \.(?P<part>[a-z0-9-]+))? \{(?P<body>[^}]*)\}")
_COLOUR = re.compile(r"--(?P<name>[a-z-]+): light-dark\((?P<value>#[0-9a-f]{6}),")


@cache
def palette() -> Mapping[str, Mapping[str, str]]:
    """Return the light colours as ``#rrggbb``, by part and name; the part of the chart itself is empty."""
    rules = [(rule["part"] or "", dict(_COLOUR.findall(rule["body"]))) for rule in _RULE.finditer(CSS)]
    return {part: colours for part, colours in rules if colours}
