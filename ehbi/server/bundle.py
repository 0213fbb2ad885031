"""Voilà's front end as two scripts instead of some ninety.

Webpack cuts a program into chunks: scripts that put their modules on a list, which the program picks up
when it starts. Chunks glued together and loaded before the program are therefore on that list already,
and none of them is asked for one by one. A chunk that is left out is still fetched when it is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

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

    Parameters
    ----------
    voila, extensions
        The scripts of Voilà and of its extensions, by path.

    Examples
    --------
    >>> sorted(bundles({}, {}))
    ['ext/bundle.js', 'voila/bundle.js']
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
