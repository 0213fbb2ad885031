"""Has Jupyter start without what no server of ours uses; before anything else of Jupyter is imported."""

from __future__ import annotations

import sys
from importlib import import_module

GRAMMAR = "rfc3987_syntax"
"""With this jsonschema looks at addresses in a schema: none that we use has any, and it takes a second."""

if GRAMMAR not in sys.modules:
    sys.modules[GRAMMAR] = None  # type: ignore[assignment]  # so Python says that it is not installed
    try:
        import_module("jsonschema")
    finally:
        del sys.modules[GRAMMAR]
