"""The pages that people get: their scripts, which book it is, which guide is theirs, what a phone shows."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urljoin

from .cases import HANDBOOK
from .sockets import VisitError

FRONT_END = ("voila/voila.js", "voila/bundle.js", "ext/bundle.js")
"""What ``boot.js`` loads at once."""
_IMPORTS = re.compile(r'<script type="importmap">(.*?)</script>', re.DOTALL)
_SCRIPT = re.compile(r'<script[^>]*\ssrc="([^"]+)"')
_REVISION = re.compile(r'data-revision="(\w+)"')
_CONFIG = re.compile(r'<script id="jupyter-config-data"[^>]*>(.*?)</script>', re.DOTALL)
_MODEL = re.compile(r'"model_id": ?"(\w+)"')
_PART = re.compile(r'<div id="patron_screen" lang="([^"]+)"[^>]* data-known="(\w+)"')
_STEP = re.compile(r'data-step="([^"]+)"')
_SAYING = re.compile(r'name="said" value="(\w+)" aria-pressed="(true|false)"')
_PICTURE = re.compile(r'src="(\.\./pictures/[^"]+)"')


class BookPage(NamedTuple):
    """What a visitor knows of the book once it is there: its mark, its revision and its scripts."""

    etag: str
    revision: str
    scripts: tuple[str, ...]

    @property
    def front_end(self) -> tuple[str, ...]:
        """The scripts that are loaded for the guide."""
        boot = next((script for script in self.scripts if script.endswith("/boot.js")), None)
        return tuple(urljoin(boot, f"../{path}") for path in FRONT_END) if boot else ()


@lru_cache(maxsize=8)
def read_book(body: bytes, etag: str) -> BookPage:
    """Return what the whole book holds; looked over once, as a thousand visitors get the same bytes."""
    html = body.decode()
    revision, imports = _REVISION.search(html), _IMPORTS.search(html)
    is_whole = all(f'id="{step.id}"' in html for step in HANDBOOK.steps) and html.rstrip().endswith("</html>")
    if not (is_whole and etag and revision and imports):
        raise VisitError("not whole")
    addresses = (urljoin("/", address) for address in json.loads(imports[1])["imports"].values())
    return BookPage(etag, revision[1], (*addresses, *scripts_of(html)))


def scripts_of(html: str, at: str = "/") -> list[str]:
    """Return the addresses of the scripts that a page at an address itself loads."""
    return [urljoin(at, address) for address in _SCRIPT.findall(html)]


class GuidePage(NamedTuple):
    """What the page of a guide holds: its kernel, its widgets and their scripts."""

    kernel: str
    models: frozenset[str]
    scripts: tuple[str, ...]


def read_guide(html: str) -> GuidePage:
    """Return what the page of a guide holds, if it is one."""
    found, models = _CONFIG.search(html), frozenset(_MODEL.findall(html))
    if not found or not models:
        raise VisitError("no widgets")
    config = json.loads(found[1])
    place, mathjax = config["fullLabextensionsUrl"], config["fullMathjaxUrl"]
    scripts = [f"{place}/{one['name']}/{one['load']}" for one in config["federated_extensions"]]
    return GuidePage(config["kernelId"], models, (*scripts, mathjax) if mathjax else (*scripts,))


class Part(NamedTuple):
    """What is on a phone."""

    language: str
    known: str
    step: str
    sayings: tuple[str, ...]  # what can be said there
    said: str
    pictures: tuple[str, ...]


def read_part(html: str) -> Part:
    """Return what a phone was told to show, if that is a part of its page."""
    found, step = _PART.search(html), _STEP.search(html)
    if not found or not step:
        raise VisitError("not a screen")
    sayings = dict(_SAYING.findall(html))
    said = next((one for one, pressed in sayings.items() if pressed == "true"), "")
    pictures = (urljoin("/mee/x", one) for one in _PICTURE.findall(html))
    return Part(*found.groups(), step[1], (*sayings,), said, (*pictures,))
