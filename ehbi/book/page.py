"""The whole handbook as one page."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from markupsafe import Markup

from .. import flowchart
from ..handbook import Handbook
from ..handbook.graph import starts
from ..handbook.practice import exercises
from .chapters import chapters, places
from .own_scripts import OwnScripts, file_policy, own_scripts
from .parts import templates
from .styles import CARD_CSS, MODULES, PAGE_CSS, PRINT_CSS, SERVED_MODULES

IN_PAGE = "EHBI_PAGE"
"""Set in the environment of a kernel whose guide stands in this page."""


def page(handbook: Handbook, scripts: Sequence[str] = (), modules: Mapping[str, str] | None = None) -> str:
    """Return the handbook as a complete HTML page.

    Parameters
    ----------
    handbook
        What to show.
    scripts
        Addresses of further script modules to load: a server adds its own.
    modules
        Address of each of :data:`MODULES` and :data:`SERVED_MODULES`, by name; None puts the first into
        the page itself, which then needs no other file and works from a disk.

    Examples
    --------
    >>> import ehbi
    >>> text = page(ehbi.load())
    >>> text[:15], "</html>" in text
    ('<!DOCTYPE html>', True)
    """
    own = served_scripts(modules) if modules else _file_scripts()
    parts = chapters(handbook)
    style = "\n".join((CARD_CSS, flowchart.CSS, PAGE_CSS, PRINT_CSS))
    return (
        templates()
        .get_template("page.html.j2")
        .render(
            handbook=handbook,
            starts=starts(handbook),
            colophon=_css_string(f"{handbook.title} · {handbook.version_text}"),
            chapters=parts,
            places=places(parts),
            charts=_charts(handbook),
            exercises=exercises(handbook),
            style=Markup(style),  # noqa: S704  # our own files
            own=own,
            policy="" if modules else file_policy(own),
            modules=modules or {},
            served=modules is not None,
            scripts=scripts,
        )
    )


def served_modules(address: Callable[[Path], str]) -> dict[str, str]:
    """Return the address of each script module of the page that a server of visitors has, by its name."""
    return {name: address(path) for name, path in (MODULES | SERVED_MODULES).items()}


def served_scripts(modules: Mapping[str, str]) -> OwnScripts:
    """Return the scripts that a page has in itself whose modules are at these addresses."""
    return own_scripts(modules, [*SERVED_MODULES, "ehbi/book"])


def _file_scripts() -> OwnScripts:
    modules = {name: _as_address(path) for name, path in MODULES.items()}
    return own_scripts(modules, ["ehbi/book"], alone=True)


def _css_string(text: str) -> str:
    """Return a text as a string in CSS, with everything escaped but letters, digits and spaces."""
    return '"' + re.sub(r"[^\w ]", lambda sign: f"\\{ord(sign[0]):x} ", text) + '"'


def _as_address(path: Path) -> str:
    return "data:text/javascript;base64," + base64.b64encode(path.read_bytes()).decode()


def _charts(handbook: Handbook) -> list[tuple[str, Markup]]:
    """Return the charts by key: the starts under ``""``, each situation under its id."""
    charts = {"": flowchart.starts_svg(handbook, "chart_")}
    for situation in handbook.situations:
        charts[situation.id] = flowchart.page_svg(handbook, situation.id, prefix=f"chart_{situation.id}")
    return [(key, Markup(svg)) for key, svg in charts.items()]  # noqa: S704  # escaped where they are made
