"""Answers with pictures of steps, to any page that shows them by their address."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from tornado.web import HTTPError

from .assets import FOREVER
from .handlers import ErrorsAsPage

PICTURES = r"/pictures/([0-9a-f]{32})\.webp"


class PictureFile(ErrorsAsPage):
    """Answers with a picture of a step; what is under this address never changes."""

    find: Callable[[str], bytes | None]
    """Returns the bytes of a picture by its digest, or None."""
    caching = FOREVER

    def compute_etag(self) -> None:
        """Leave the etag out: what never changes is never asked for again."""

    def get(self, digest: str) -> None:
        """Answer with the picture, to be kept for ever."""
        content = self.find(digest)
        if content is None:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        self.set_header("Content-Type", "image/webp")
        self.set_header("Cache-Control", self.caching)
        self.finish(content)

    head = get
