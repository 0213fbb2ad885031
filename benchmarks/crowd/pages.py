"""What the pages hold that a visitor gets: which scripts they load, and which guide is theirs."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin

from .answer import Answer
from .trouble import VisitError

_IMPORTS = re.compile(r'<script type="importmap">(.*?)</script>', re.DOTALL)
_SCRIPT = re.compile(r'<script[^>]*\ssrc="([^"]+)"')
_CONFIG = re.compile(r'<script id="jupyter-config-data"[^>]*>(.*?)</script>', re.DOTALL)
_MODEL = re.compile(r'"model_id": ?"(\w+)"')
_REVISION = re.compile(r'data-revision="(\w+)"')
FRONT_END = ("voila/voila.js", "voila/bundle.js", "ext/bundle.js")
"""What ``boot.js`` loads at once."""


@dataclass(frozen=True, slots=True)
class BookPage:
    """What a visitor knows of the book once it is there: its mark, its revision and its scripts."""

    etag: str
    revision: str
    scripts: tuple[str, ...]

    @property
    def front_end(self) -> tuple[str, ...]:
        """The scripts that are loaded for the guide.

        Examples
        --------
        >>> BookPage("", "", ("/assets/1/ehbi/boot.js",)).front_end[0]
        '/assets/1/voila/voila.js'
        """
        boot = next((script for script in self.scripts if script.endswith("/boot.js")), None)
        return tuple(urljoin(boot, f"../{path}") for path in FRONT_END) if boot else ()


@dataclass(frozen=True, slots=True)
class GuidePage:
    """What a visitor knows of the guide: its id, its widgets and the scripts of these."""

    kernel: str
    models: frozenset[str]
    scripts: tuple[str, ...]


def read_book(answer: Answer, steps: frozenset[str]) -> BookPage:
    """Return what the book holds.

    Raises
    ------
    VisitError
        This is not the whole book, with each of these steps in it.
    """
    if answer.status != 200:
        raise VisitError("book", f"status {answer.status}")
    try:
        return _book(answer.body, answer.headers.get("content-encoding", ""), answer.headers["etag"], steps)
    except (OSError, EOFError, LookupError, ValueError) as error:
        raise VisitError("book", "not whole") from error


@lru_cache(maxsize=8)
def _book(body: bytes, packing: str, etag: str, steps: frozenset[str]) -> BookPage:
    """Look a book over; once, as a thousand visitors get the same bytes."""
    html = Answer(200, {"content-encoding": packing}, body).text
    missing = [step for step in steps if f'id="{step}"' not in html]
    revision, imports = _REVISION.search(html), _IMPORTS.search(html)
    if missing or not html.rstrip().endswith("</html>") or not revision or not imports:
        raise ValueError(missing)
    modules = json.loads(imports[1])["imports"].values()
    return BookPage(etag, revision[1], (*modules, *scripts_of(html)))


def scripts_of(html: str) -> list[str]:
    """Return the addresses of the scripts that a page itself loads.

    Examples
    --------
    >>> scripts_of('<script type="module" src="/assets/1/ehbi/phone.js"></script>')
    ['/assets/1/ehbi/phone.js']
    """
    return _SCRIPT.findall(html)


def read_guide(answer: Answer) -> GuidePage:
    """Return what the guide holds.

    Raises
    ------
    VisitError
        This is no guide.
    """
    if answer.status != 200:
        raise VisitError("guide", f"status {answer.status}")
    html = answer.text
    found, models = _CONFIG.search(html), frozenset(_MODEL.findall(html))
    if not found or not models:
        raise VisitError("guide", "no widgets")
    config = json.loads(found[1])
    return GuidePage(config["kernelId"], models, _scripts(config))


def _scripts(config: Mapping[str, Any]) -> tuple[str, ...]:
    place = config["fullLabextensionsUrl"]
    extensions = (f"{place}/{one['name']}/{one['load']}" for one in config["federated_extensions"])
    return (*extensions, *filter(None, [config["fullMathjaxUrl"]]))
