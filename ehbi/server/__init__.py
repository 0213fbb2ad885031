"""The servers, one a file: the ``desk``, the ``managers`` and the ``workshop``, with the addresses in each.

What all have: a ``site`` that says where and to how many, the ``server`` itself, its ``launch``, the
``supervisor`` of what runs in the background, ``logs`` and ``metrics``, and the rooms ``http``, ``login`` and
``guides``. The first answer is a page that is ready; its script then asks for a guide, which is what a
notebook shows in a worker.
"""

import sys
from importlib import import_module

GRAMMAR = "rfc3987_syntax"
"""With this jsonschema looks at addresses in a schema: none that we use has any, and it takes a second."""

if GRAMMAR not in sys.modules:  # before anything of Jupyter is imported, which has it imported too
    sys.modules[GRAMMAR] = None  # type: ignore[assignment]  # so Python says that it is not installed
    try:
        import_module("jsonschema")
    finally:
        del sys.modules[GRAMMAR]

from .desk import serve  # noqa: E402
from .joining import joined, reachable  # noqa: E402
from .managers import choose_password, edit  # noqa: E402
from .site import Site  # noqa: E402
from .workshop import present  # noqa: E402

__all__ = ["Site", "choose_password", "edit", "joined", "present", "reachable", "serve"]
