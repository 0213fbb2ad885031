"""What installs the desk's page in a browser: a service worker, a manifest and icons."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import unquote

from .http.assets import STATIC
from .http.handlers import ErrorsAsPage, templates

SERVICE_WORKER, END = "service-worker.js", "service-worker-off.js"
"""What keeps the page for when there is no server; and what is in its place to end it, wherever it runs."""
_SCRIPT, _PNG = "text/javascript; charset=utf-8", "image/png"
_POLICY = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'"


class Part(NamedTuple):
    """Something that a browser asks for by a fixed name, beside the page."""

    kind: str  # its Content-Type
    content: bytes
    headers: Mapping[str, str] = {}


def parts(*, offline: bool) -> dict[str, Part]:
    """Return what is asked for, by name; when no page may be kept, with what ends a service worker.

    A browser asks after a service worker's script each time that somebody comes, and never by way of that
    service worker: so one that goes wrong can be ended whatever it does.
    """
    if offline:
        worker = Part(_SCRIPT, _read(SERVICE_WORKER), {"Content-Security-Policy": _POLICY})
    else:
        worker = Part(_SCRIPT, _read(END))
    icon = unquote(templates.get_template("icon.txt").render().partition(",")[2])
    return {
        SERVICE_WORKER: worker,
        "manifest.webmanifest": Part("application/manifest+json", _read("manifest.webmanifest")),
        "icon.svg": Part("image/svg+xml", icon.encode()),
        "icon-192.png": Part(_PNG, _read("icon-192.png")),
        "icon-512.png": Part(_PNG, _read("icon-512.png")),
    }


def _read(name: str) -> bytes:
    return (STATIC / name).read_bytes()


def addresses(parts: Mapping[str, Part]) -> str:
    """Return the addresses of these parts, as a pattern."""
    return f"/({'|'.join(map(re.escape, parts))})"


class Installing(ErrorsAsPage):
    """A part; a browser asks each time whether it is still the same."""

    parts: Mapping[str, Part]

    def get(self, name: str) -> None:
        """Answer with the part."""
        kind, content, more = self.parts[name]
        for header, value in {"Content-Type": kind, "Cache-Control": "no-cache", **more}.items():
            self.set_header(header, value)
        self.finish(content)

    head = get
