"""The scripts, which never change under their address: read at the start, packed once, kept in memory."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache, cached_property
from http import HTTPStatus
from pathlib import Path
from typing import Any

from jupyter_core.paths import ENV_JUPYTER_PATH, jupyter_path
from jupyterlab_server.config import get_federated_extensions
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError

from ... import book, slides
from ...handbook import EhbiError
from .handlers import PACKING, ErrorsAsPage, choose

HERE = Path(__file__).parent.parent
STATIC = HERE / "static"
EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget")


class MissingPartError(EhbiError):
    """A part of the installation is not there."""

    def __init__(self, part: str) -> None:
        super().__init__(f"‘{part}’ ontbreekt in de installatie. Installeer EHBI opnieuw.")


def notebook(name: str) -> Path:
    """Return where a notebook is: in the installed package, or else in the repository."""
    package = HERE.parent
    for folder in (package / "notebooks", package.parent / "notebooks"):
        if (folder / name).is_file():
            return folder / name
    raise MissingPartError(name)


def data_folders() -> list[Path]:
    """Return Jupyter's data folders, this environment's own first."""
    # What a user has elsewhere must not take the place of what was installed with us.
    return [Path(path) for path in dict.fromkeys([*ENV_JUPYTER_PATH, *jupyter_path()])]


def voila_static() -> Path:
    """Return the folder of Voilà's front end."""
    for folder in data_folders():
        static = folder / "voila" / "templates" / "base" / "static"
        if (static / "voila.js").is_file():
            return static
    raise MissingPartError("voila")


def extensions() -> dict[str, tuple[Path, str]]:
    """Return the extensions that the guide needs, by name: their folder and the script to load first."""
    parts = ("labextensions", "voila/labextensions")
    folders = [str(folder / part) for folder in data_folders() for part in parts]
    found = get_federated_extensions(folders)
    missing = [name for name in EXTENSIONS if name not in found]
    if missing:
        raise MissingPartError(missing[0])
    return {name: (Path(found[name]["ext_path"]), _first_script(found[name])) for name in EXTENSIONS}


def _first_script(extension: dict[str, Any]) -> str:
    return str(extension["jupyterlab"]["_build"]["load"]).removeprefix("./")


PROGRAM = "voila/voila.js"
WIDGETS = "ext/@jupyter-widgets/jupyterlab-manager/static/"
# Tells Chromium to compile the whole script while it comes in, on another thread. Without it the page
# would not answer for as long as it takes to compile all functions when they are first called.
HINT = b"//# allFunctionsCalledOnLoad\n"
_CHUNK = re.compile(rb"""\.e\("?(\d+)"?\)""")
_START = re.compile(rb"""\./extension["']\s*:\s*\(\)\s*=>\s*\{?\s*(?:return )?Promise\.all\(\[([^\]]*)\]""")

Files = Mapping[str, bytes]


def bundles(voila: Files, extensions: Files) -> dict[str, bytes]:
    """Return the chunks that every visit needs as two scripts, which a browser can compile side by side.

    Webpack cuts a program into chunks: scripts that put their modules on a list, which the program picks up
    when it starts. Chunks glued together and loaded before the program are therefore on that list already.
    One that is left out is still fetched when it is needed.
    """
    return {
        "voila/bundle.js": _glue(voila, _of_program(voila)),
        "ext/bundle.js": _glue(extensions, _of_extensions(extensions)),
    }


def _glue(files: Files, chunks: Iterable[str]) -> bytes:
    """Join chunks, each in a scope of its own: some ask for strict mode and others must not have it."""
    return HINT + b"\n".join(b"(function(){" + files[path] + b"\n}).call(self);" for path in chunks)


def _of_program(voila: Files) -> Iterator[str]:
    """Yield the chunks that Voilà's program names: it loads them all before it starts."""
    for number in _numbers(voila.get(PROGRAM, b"")):
        path = f"voila/{number}.voila.js"
        if path in voila:
            yield path


def _of_extensions(extensions: Files) -> Iterator[str]:
    """Yield the chunks with which each extension starts, and all of the one that brings the widgets."""
    for entry in sorted(path for path in extensions if "/remoteEntry." in path):
        folder = entry[: entry.rindex("/") + 1]
        start = _START.search(extensions[entry])
        wanted = _numbers(extensions[entry] if folder == WIDGETS else start[1] if start else b"")
        for path in sorted(extensions):
            if path.startswith(folder) and path.removeprefix(folder).split(".")[0] in wanted:
                yield path


def _numbers(script: bytes) -> list[str]:
    return sorted({number.decode() for number in _CHUNK.findall(script)}, key=int)


PREFIX = "/assets"
SCRIPTS = rf"{PREFIX}/(\w+)/(.+)"
"""Their addresses: with the version, the path."""
_SINGLE = re.compile(r"/\d+\.[^/]*$")
"""A chunk by itself; the bundles hold those that every visit needs."""


class Assets:
    """All scripts of the page, by their path under a prefix that carries their version.

    Only what was found at the start can be asked for, so no address leads out of the folders.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = dict(files)

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

    def packed(self, path: str) -> bytes:
        """Return a script as it is sent to whoever takes it packed."""
        return _packed(self.files[path])


@cache
def _packed(content: bytes) -> bytes:
    return gzip.compress(content, PACKING, mtime=0)


def collect() -> Assets:
    """Return all scripts that the page can ask for: ours, Voilà's, its extensions', and bundles of these."""
    voila = dict(_scripts("voila", voila_static()))
    others: dict[str, bytes] = {}
    for name, (folder, _) in extensions().items():
        others |= _scripts(f"ext/{name}/static", folder / "static")
    modules = book.MODULES | book.SERVED_MODULES | slides.SLIDE_MODULES | slides.ROOM_MODULES
    ours = {f"ehbi/{path.name}": path.read_bytes() for path in modules.values()}
    return Assets({**voila, **others, **dict(_scripts("ehbi", STATIC)), **ours, **bundles(voila, others)})


def _scripts(prefix: str, folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(folder.glob("*.js")):
        yield f"{prefix}/{file.name}", file.read_bytes()


PIECE = 131_072
"""Bytes of a script that wait for somebody who takes them slowly; the largest has twenty times that."""
FOREVER = "public, max-age=31536000, immutable"


class Script(ErrorsAsPage):
    """A script under the version it was asked for; another version is not here any more."""

    assets: Assets
    caching = FOREVER

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
