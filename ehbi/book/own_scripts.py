"""The scripts that a page has in itself, and the policy by which a browser runs those and no other."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

_BEGIN = 'import "%s";'
_BEGIN_ALONE = (
    'document.head.append(Object.assign(document.createElement("script"), '
    '{ type: "module", src: import.meta.resolve("%s") }));'
)


class OwnScripts(NamedTuple):
    """The text of each script in a page; nothing in it comes from a handbook.

    Parameters
    ----------
    imports
        Says where the modules are.
    entry
        Loads the first of them.
    """

    imports: Markup
    entry: Markup


def own_scripts(modules: Mapping[str, str], entries: Sequence[str], *, alone: bool = False) -> OwnScripts:
    """Return the scripts of a page.

    Parameters
    ----------
    modules
        The address of each module, by name.
    entries
        Names of those to begin with.
    alone
        Whether the page is a file: then its modules have no address that a policy could name, and are run as
        they are loaded by a script that may run.

    Examples
    --------
    >>> own_scripts({"ehbi/book": "/assets/1/ehbi/book.js"}, ["ehbi/book"]).entry
    Markup('import "ehbi/book";')
    """
    imports = htmlsafe_json_dumps({"imports": {**modules}}, sort_keys=True)
    begin = _BEGIN_ALONE if alone else _BEGIN
    return OwnScripts(imports, Markup("".join(begin % name for name in entries)))  # noqa: S704  # our names


def script_hashes(scripts: Iterable[str]) -> list[str]:
    """Return what a policy calls these scripts by.

    Examples
    --------
    >>> script_hashes(["start()"])
    ["'sha256-...'"]
    """
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def file_policy(scripts: Iterable[str]) -> str:
    """Return the Content-Security-Policy for a page that is a file: it asks nobody for anything."""
    allowed = " ".join(["script-src 'strict-dynamic'", *script_hashes(scripts)])
    rest = "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    return f"default-src 'none'; {allowed}; {rest}"
