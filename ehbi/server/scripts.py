"""The addresses of the scripts."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus

from tornado.iostream import StreamClosedError
from tornado.web import HTTPError

from .assets import Assets
from .errors import ErrorsAsPage
from .pages import choose

PIECE = 131_072
"""Bytes of a script that wait for somebody who takes them slowly; the largest has twenty times that."""
FOREVER = "public, max-age=31536000, immutable"


class Script(ErrorsAsPage):
    """A script under the version it was asked for; another version is not here any more."""

    caching = FOREVER

    def initialize(self, assets: Assets) -> None:
        """Take the scripts."""
        self.assets = assets

    def compute_etag(self) -> None:
        """Leave the etag out: what never changes is never asked for again."""

    async def get(self, version: str, path: str) -> None:
        """Answer with the script, to be kept for ever."""
        if version != self.assets.version or path not in self.assets.files:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.set_header("Cache-Control", self.caching)
        body = choose(self, self.assets.files[path], self.assets.packed(path))
        self.set_header("Content-Length", str(len(body)))
        with suppress(StreamClosedError):  # whoever asked has gone
            for at in range(0, len(body), PIECE):
                self.write(body[at : at + PIECE])
                await self.flush()

    head = get
