"""The style sheets and scripts of a page, and the policy by which a browser runs those and no other."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from .. import flowchart, scripts

_HERE = Path(__file__).parent

CARD_CSS = "\n".join((_HERE / name).read_text(encoding="utf-8") for name in ("card.css", "answers.css"))
"""Dresses steps, their answers, contacts and tables wherever they are shown; all of it is under ``.ehbi``."""

PAGE_CSS = "\n".join(
    (_HERE / name).read_text(encoding="utf-8") for name in ("page.css", "patron.css", "practice.css")
)
"""Dresses a page of its own: its header, columns and panels, and what fills the screen."""

PRINT_CSS = "\n".join((_HERE / name).read_text(encoding="utf-8") for name in ("print.css", "paper.css"))
"""Says what of that page comes on paper, and dresses it there; everything in it is for print."""

_PRACTICE = "exercise practice practice_parts progress rounds"
_OWN = f"aloud book case handover keys languages patron print rules search trail {_PRACTICE}"
MODULES = (
    scripts.MODULES | flowchart.MODULES | {f"ehbi/{name}": _HERE / f"{name}.js" for name in _OWN.split()}
)
"""The script modules of the book, by the name under which they import each other."""
SERVED_MODULES = {
    f"ehbi/{name}": _HERE / f"{name}.js"
    for name in ("caselog", "feedback", "news", "offline", "outbox", "together")
}
"""Those that have something to ask of a server; a page that is a file goes without."""

_BEGIN = 'import "%s";'
_BEGIN_ALONE = (
    'document.head.append(Object.assign(document.createElement("script"), '
    '{ type: "module", src: import.meta.resolve("%s") }));'
)


def data_address(path: Path) -> str:
    """Return the address of a script that is in the page itself."""
    return "data:text/javascript;base64," + base64.b64encode(path.read_bytes()).decode()


class OwnScripts(NamedTuple):
    """The text of each script in a page; nothing in it comes from a handbook."""

    imports: Markup  # says where the modules are
    entry: Markup  # loads the first of them


def own_scripts(modules: Mapping[str, str], entries: Sequence[str], *, alone: bool = False) -> OwnScripts:
    """Return the scripts of a page, from the address of each module by name, and the names of the first.

    Alone, the page is a file: then its modules have no address that a policy could name, and are run as they
    are loaded by a script that may run.
    """
    imports = htmlsafe_json_dumps({"imports": {**modules}}, sort_keys=True)
    begin = _BEGIN_ALONE if alone else _BEGIN
    return OwnScripts(imports, Markup("".join(begin % name for name in entries)))  # noqa: S704  # our names


def script_hashes(scripts: Iterable[str]) -> list[str]:
    """Return what a policy calls these scripts by."""
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def file_policy(scripts: Iterable[str]) -> str:
    """Return the Content-Security-Policy for a page that is a file: it asks nobody for anything."""
    allowed = " ".join(["script-src 'strict-dynamic'", *script_hashes(scripts)])
    rest = "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    return f"default-src 'none'; {allowed}; {rest}"
