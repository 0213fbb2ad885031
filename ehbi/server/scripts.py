"""The addresses of the scripts."""

from __future__ import annotations

from http import HTTPStatus

from tornado.web import HTTPError

from .assets import Assets
from .errors import ErrorsAsPage
from .pages import send

FOREVER = "public, max-age=31536000, immutable"


class Script(ErrorsAsPage):
    """A script under the version it was asked for; another version is not here any more."""

    caching = FOREVER

    def initialize(self, assets: Assets) -> None:
        """Take the scripts."""
        self.assets = assets

    def compute_etag(self) -> None:
        """Leave the etag out: what never changes is never asked for again."""

    def get(self, version: str, path: str) -> None:
        """Answer with the script, to be kept for ever."""
        if version != self.assets.version or path not in self.assets.files:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.set_header("Cache-Control", self.caching)
        send(self, self.assets.files[path], self.assets.packed(path))

    head = get
