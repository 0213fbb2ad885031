"""The files that a page is dressed with: style sheets as text, script modules as paths."""

from __future__ import annotations

from pathlib import Path

from .. import flowchart

_HERE = Path(__file__).parent

CARD_CSS = "\n".join((_HERE / name).read_text(encoding="utf-8") for name in ("card.css", "answers.css"))
"""Dresses steps, their answers, contacts and tables wherever they are shown; all of it is under ``.ehbi``."""

PAGE_CSS = "\n".join((_HERE / name).read_text(encoding="utf-8") for name in ("page.css", "practice.css"))
"""Dresses a page of its own: its header, columns and panels, and what lies over it to practise."""

PRINT_CSS = "\n".join((_HERE / name).read_text(encoding="utf-8") for name in ("print.css", "paper.css"))
"""Says what of that page comes on paper, and dresses it there; everything in it is for print."""

SHARED_JS = "\n".join(
    (_HERE / name).read_text(encoding="utf-8").replace("\nexport ", "\n")
    for name in ("clipboard.js", "dropdowns.js")
)
"""What copies a text and what holds the keys in dropdowns, for a script that is no module of the book."""

MODULES = {
    "ehbi/book": _HERE / "book.js",
    "ehbi/case": _HERE / "case.js",
    "ehbi/clipboard": _HERE / "clipboard.js",
    "ehbi/dropdowns": _HERE / "dropdowns.js",
    "ehbi/exercise": _HERE / "exercise.js",
    "ehbi/handover": _HERE / "handover.js",
    "ehbi/keys": _HERE / "keys.js",
    "ehbi/patron": _HERE / "patron.js",
    "ehbi/practice": _HERE / "practice.js",
    "ehbi/print": _HERE / "print.js",
    "ehbi/search": _HERE / "search.js",
    "ehbi/trail": _HERE / "trail.js",
    "ehbi/flowchart": Path(flowchart.__file__).with_name("flowchart.js"),
}
"""The script modules of the book, by the name under which they import each other."""

SERVED_MODULES = {
    "ehbi/caselog": _HERE / "caselog.js",
    "ehbi/feedback": _HERE / "feedback.js",
    "ehbi/news": _HERE / "news.js",
}
"""Those that have something to ask of a server; a page that is a file goes without."""
