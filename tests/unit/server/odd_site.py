"""Serve a site that is not the real one: ``python -m tests.unit.server.odd_site NOTEBOOK FIELD=NUMBER``."""

import sys
from pathlib import Path

from ehbi.server import Site, run


def page(_handbook, _assets):
    return "<!DOCTYPE html><p>naslag</p>"


if __name__ == "__main__":
    notebook, *fields = sys.argv[1:]
    numbers = {name: int(value) for name, value in (field.split("=") for field in fields)}
    run(page, Site(Path(notebook), f"sqlite:///{notebook}.sqlite", port=0, **numbers))
