"""The whole handbook as one page; on paper a book with a chapter for each situation."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from .. import flowchart
from ..handbook import Handbook
from ..handbook.examples import exercises
from ..handbook.graph import nearest, starts
from ..handbook.step import Step
from ..handbook.summary import situation_name
from ..handbook.values import Kind
from . import assets
from .assets import MODULES, SERVED_MODULES, OwnScripts, own_scripts
from .parts import templates
from .pictures import PICTURE_CSS, inside, served

IN_PAGE = "EHBI_PAGE"
"""Set in the environment of a kernel whose guide stands in this page."""
ENDS = "Uitkomsten"


def page(
    handbook: Handbook,
    scripts: Sequence[str] = (),
    modules: Mapping[str, str] | None = None,
    *,
    installs: bool = True,
) -> str:
    """Return the handbook as a complete HTML page.

    A server tells the address of each of its :func:`served_modules`, by name, and those of further scripts to
    load, and whether browsers may install the page. Without, it has all in itself: it needs no other file and
    works from a disk.
    """
    own = served_scripts(modules) if modules else _file_scripts()
    parts = chapters(handbook)
    pictures = (PICTURE_CSS,) if handbook.shown_pictures else ()
    style = "\n".join((assets.CARD_CSS, flowchart.CSS, assets.PAGE_CSS, assets.PRINT_CSS, *pictures))
    return (
        templates()
        .get_template("page.html.j2")
        .render(
            handbook=handbook,
            address=served if modules else inside,
            starts=starts(handbook),
            colophon=_css_string(f"{handbook.title} · {handbook.version_text}"),
            chapters=parts,
            places=places(parts),
            charts=_charts(handbook),
            exercises=exercises(handbook),
            style=Markup(style),  # noqa: S704  # our own files
            own=own,
            policy="" if modules else assets.file_policy(own),
            modules=modules or {},
            served=modules is not None,
            installs=installs,
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
    modules = {name: assets.data_address(path) for name, path in MODULES.items()}
    return own_scripts(modules, ["ehbi/book"], alone=True)


def _css_string(text: str) -> str:
    """Return a text as a string in CSS, with everything escaped but letters, digits and spaces."""
    return '"' + re.sub(r"[^\w ]", lambda sign: f"\\{ord(sign[0]):x} ", text) + '"'


def _charts(handbook: Handbook) -> list[tuple[str, Markup]]:
    """Return the charts by key: the starts under ``""``, each situation under its id."""
    charts = {"": flowchart.starts_svg(handbook, "chart_")}
    for situation in handbook.situations:
        charts[situation.id] = flowchart.page_svg(handbook, situation.id, prefix=f"chart_{situation.id}")
    return [(key, Markup(svg)) for key, svg in charts.items()]  # noqa: S704  # escaped where they are made


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the handbook on paper."""

    first: int  # number of its first step; steps are numbered through the whole handbook
    steps: tuple[Step, ...]
    situation: Step | None = None  # none for the outcomes, which belong to more than one

    @property
    def title(self) -> str:
        """What stands above it."""
        return situation_name(self.situation) if self.situation else ENDS

    @property
    def last(self) -> int:
        """Number of its last step."""
        return self.first + len(self.steps) - 1


def chapters(handbook: Handbook) -> tuple[Chapter, ...]:
    """Return the chapters of a handbook; each step stands in one of them.

    A step between start and outcome belongs to the situation from which it is nearest.
    """
    named = {situation.id for situation in handbook.situations}
    found = nearest(handbook, starts(handbook))
    between = (step.id for step in handbook.steps if step.kind is not Kind.OUTCOME)
    homes = {step: found[step] for step in between if found.get(step) in named}
    made: list[Chapter] = []
    for situation in (*handbook.situations, None):
        home = situation.id if situation else None
        own = [step for step in handbook.steps if homes.get(step.id) == home]
        own.sort(key=lambda step: step.kind is not Kind.SITUATION)
        if own:
            made.append(Chapter(made[-1].last + 1 if made else 1, tuple(own), situation))
    return tuple(made)


def places(parts: tuple[Chapter, ...]) -> dict[str, int]:
    """Return the number of each step on paper, by its id."""
    return {step.id: number for part in parts for number, step in enumerate(part.steps, part.first)}
