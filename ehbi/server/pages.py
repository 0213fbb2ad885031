"""Pages that are made before somebody asks for them; above all, the book."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING

from . import headers
from .errors import ErrorsAsPage

if TYPE_CHECKING:
    from .editions import Editions
    from .watch import Watch

LEVEL = 9


class Page:
    """A page made at the start, with all that is sent along with it.

    Parameters
    ----------
    html
        The whole page.
    uses
        What a browser can do that this page needs and no other does.
    scripts
        The text of each script that its template has in it.
    forms
        Where its forms may be sent to.
    """

    def __init__(
        self, html: str, uses: Collection[str] = (), scripts: Collection[str] = (), forms: str = "'none'"
    ) -> None:
        self.uses = uses
        self.plain = html.encode()
        self.packed = gzip.compress(self.plain, LEVEL, mtime=0)
        self.policy = headers.content_policy(scripts, forms)

    @cached_property
    def etag(self) -> str:
        """What the page is known by; a weak one, as it is the same for the plain and the packed page."""
        return f'W/"{hashlib.sha256(self.plain).hexdigest()[:16]}"'


CASE = r"/%(?:25)?23((?:[a-z0-9~/-]|%2[Ff]|%7[Ee])+)[^/]*"
"""The address of a case whose ``#`` was rewritten on its way, as some mail filters do."""


class Whole(ErrorsAsPage):
    """Answers with a page that is ready, without touching a kernel."""

    page: Page
    caching = "no-cache"

    def compute_etag(self) -> str | None:
        """Return what the page is known by; Tornado then answers 304 to whoever has it already."""
        return self.page.etag

    def get(self) -> None:
        """Answer with the page."""
        headers.apply_to_page(self, self.page.policy, self.page.uses)
        self.set_header("Cache-Control", self.caching)
        self.finish(choose(self, self.page.plain, self.page.packed))

    head = get


class Book(Whole):
    """The book."""

    def initialize(self, editions: Editions, watch: Watch) -> None:
        """Take the page of now, and what counts who gets it."""
        self.page, self.watch = editions.now.page, watch

    def get(self) -> None:
        """Answer with the book."""
        self.watch.visited("book")
        super().get()


class Rewritten(ErrorsAsPage):
    """Leads an address whose ``#`` was rewritten to the case that it meant.

    The way there is told from where the person is, so that it stays under whatever address this server has,
    and never leads to another.
    """

    def get(self, case: str) -> None:
        """Lead to the case."""
        up = "../" * (self.request.path.count("/") - 1)
        self.set_header("Cache-Control", "no-store")
        self.redirect(f"{up or './'}#{case.rstrip('/')}")

    head = get


def choose(handler: ErrorsAsPage, plain: bytes, packed: bytes) -> bytes:
    """Return what to send, packed if the browser can unpack it, and say so."""
    handler.set_header("Vary", "Accept-Encoding")
    if "gzip" not in handler.request.headers.get("Accept-Encoding", ""):
        return plain
    handler.set_header("Content-Encoding", "gzip")
    return packed
