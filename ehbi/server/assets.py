"""Scripts that never change under their address: read at the start, packed once, kept in memory."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path

from .. import book, slides
from . import bundle, places

PREFIX = "/assets"
LEVEL = 9
_SINGLE = re.compile(r"/\d+\.[^/]*$")
"""A chunk by itself; the bundles hold those that every visit needs."""


class Assets:
    """All scripts of the page, by their path under a prefix that carries their version.

    Only what was found at the start can be asked for, so no address leads out of the folders.

    Parameters
    ----------
    files
        The content of each script, by path: ``{"ehbi/boot.js": b"..."}``.

    Examples
    --------
    >>> assets = Assets({"ehbi/boot.js": b"export {};"})
    >>> assets.url("ehbi/boot.js")
    '/assets/.../ehbi/boot.js'
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = dict(files)
        self.packed = lru_cache(maxsize=None)(self._pack)

    @cached_property
    def version(self) -> str:
        """Twelve hexadecimal digits that differ whenever one of the scripts does."""
        digest = hashlib.sha256()
        for path, content in sorted(self.files.items()):
            digest.update(f"{path}\0{len(content)}\0".encode())
            digest.update(content)
        return digest.hexdigest()[:12]

    def url(self, path: str) -> str:
        """Return the address of a script, or of a folder of them."""
        return f"{PREFIX}/{self.version}/{path}"

    @property
    def boot(self) -> list[str]:
        """The addresses of what brings the guide into a page, all of it: so none waits for another."""
        return [self.url(f"ehbi/{name}.js") for name in ("asking", "voila", "boot")]

    def pack_ahead(self) -> None:
        """Pack what every visit needs, so that the first visitor does not wait for it."""
        for path in self.files:
            if not _SINGLE.search(path):
                self.packed(path)

    def _pack(self, path: str) -> bytes:
        return gzip.compress(self.files[path], LEVEL, mtime=0)


def collect() -> Assets:
    """Return all scripts that the page can ask for: ours, Voilà's, its extensions', and bundles of these.

    Raises
    ------
    ehbi.server.places.MissingPartError
        Voilà or an extension is not installed.
    """
    voila = dict(_scripts("voila", places.voila_static()))
    extensions: dict[str, bytes] = {}
    for name, (folder, _) in places.extensions().items():
        extensions |= _scripts(f"ext/{name}/static", folder / "static")
    ours = dict(_scripts("ehbi", places.STATIC))
    ours |= {f"ehbi/{path.name}": path.read_bytes() for path in (book.MODULES | book.SERVED_MODULES).values()}
    ours |= {
        f"ehbi/{path.name}": path.read_bytes()
        for path in (slides.SLIDE_MODULES | slides.ROOM_MODULES).values()
    }
    return Assets({**voila, **extensions, **ours, **bundle.bundles(voila, extensions)})


def _scripts(prefix: str, folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(folder.glob("*.js")):
        yield f"{prefix}/{file.name}", file.read_bytes()
