"""Serve a notebook other than ours: ``python -m tests.unit.server.odd_site NOTEBOOK FIELD=NUMBER``."""

import sys
from pathlib import Path

from ehbi.server import serve

if __name__ == "__main__":
    notebook, *fields = sys.argv[1:]
    numbers = {name: int(value) for name, value in (field.split("=") for field in fields)}
    serve(f"sqlite:///{notebook}.sqlite", notebook=Path(notebook), port=0, **numbers)
