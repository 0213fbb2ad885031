"""A deck as one HTML page that works from a disk, without a network, or inside a notebook."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from pathlib import Path

import segno
from jinja2 import ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup

from .. import flowchart
from ..book import CARD_CSS, IN_PAGE, MODULES, PICTURE_CSS, OwnScripts, file_policy, own_scripts
from ..book import pictures as addresses
from ..book.assets import data_address
from ..book.parts import templates as parts
from ..handbook import Handbook
from ..handbook.pictures import Picture
from .animals import ANIMALS
from .choosing import Known
from .deck import Frame, Layout, Slide, deck
from .plan import USUAL, Plan, plan
from .planned import PLANNED, served_deck
from .polls import ENOUGH, chose, meter, most

_HERE = Path(__file__).parent
CSS = "".join(
    (_HERE / name).read_text(encoding="utf-8")
    for name in ("slides.css", "plan.css", "teams.css", "paper.css")
)
SEEN_CSS = PICTURE_CSS + (_HERE / "pictures.css").read_text(encoding="utf-8")
"""Dresses pictures on slides; only slides for a handbook that has some bring it."""
_FIRST = "ehbi/slides/slides"
_SHARED = "ehbi/elements", "ehbi/shuffled", "ehbi/flowchart/marks"
_OWN = "slides camera fit hands shown announce notes notes_window order plan"
SLIDE_MODULES = {name: MODULES[name] for name in _SHARED} | {
    f"ehbi/slides/{name}": _HERE / f"{name}.js" for name in _OWN.split()
}
"""The script modules of the slides, by the name under which they import each other."""
ROOM_MODULES = {
    f"ehbi/slides/{name}": _HERE / f"{name}.js"
    for name in ("save", "vote", "room", "results", "notes_send", "recap", "ideas", "teams")
}
"""Those that have something to ask of a room; slides that are a file go without."""
QUIET = 4
"""White modules around the code; with fewer, a phone may not see where it begins."""
_HOST = "".join(
    f'body[data-jp-theme-light="{light}"] .ehbi-slides{{color-scheme:{scheme}}}'
    for light, scheme in (("true", "light"), ("false", "dark"))
)
"""Has the slides in a notebook follow its theme, and not what the browser prefers."""
_FRAME = "box-sizing: border-box; width: 100%; aspect-ratio: 4 / 3; border: 1px solid; border-radius: 8px"
Address = Callable[[str], str]
"""Returns the address of a script, by the name of its file without its ending."""


@lru_cache(maxsize=1)
def templates() -> Environment:
    """Return the templates; those of the book are among them, as slides show the same pieces."""
    environment = parts().overlay(
        loader=ChoiceLoader([PackageLoader("ehbi.slides"), PackageLoader("ehbi.book")])
    )
    environment.filters |= {"marks": marks, "chose": chose, "most": most, "meter": meter}
    environment.filters["parts_of"] = parts_of
    environment.filters |= {"seen": seen, "lines": lines}
    return environment


@dataclass(frozen=True, slots=True)
class Served:
    """What a server adds to the slides.

    Where it has the scripts, and the addresses of those that bring the guide to its slide; where the
    presenter logs out, with what shows that the form comes from us; where phones come to choose, if they can;
    and where the presenter logs in again. What is ``known`` to be hard, and how many ``minutes`` the workshop
    has: 0 where nobody told.
    """

    address: Address
    live: tuple[str, ...]
    leave: str
    join: str = ""
    xsrf: str = ""
    enter: str = ""
    known: Known = field(default_factory=dict)
    minutes: int = 0


def slides_page(handbook: Handbook, served: Served | None = None) -> str:
    """Return the slides for a handbook as a complete HTML page."""
    join = served.join if served else ""
    slides = served_deck(handbook, served.known, phones=bool(join)) if served else deck(handbook)
    own = slide_scripts(served)
    style = (CARD_CSS, flowchart.CSS, CSS, *((SEEN_CSS,) if handbook.shown_pictures else ()))
    return (
        templates()
        .get_template("slides.html.j2")
        .render(
            handbook=handbook,
            slides=slides,
            charts={slide.id: _chart(handbook, slide) for slide in slides if slide.example},
            style=Markup("\n".join(style)),  # noqa: S704  # our own files
            address=addresses.served if served else addresses.shared,
            inside=addresses.inside,
            shared={} if served else _shared(handbook, slides),
            own=own,
            policy="" if served else file_policy(own),
            join=join.partition("://")[2],
            code=code(join) if join else "",
            served=served,
            plans=_plans(handbook, served) if served else (),
            planned=PLANNED,
            animals=ANIMALS,
            enough=ENOUGH,
            exercises=[slide for slide in slides if slide.layout is Layout.EXERCISE],
        )
    )


def _plans(handbook: Handbook, served: Served) -> tuple[Plan, ...]:
    """Return the plans that can be chosen, the shortest first."""
    lengths = sorted({*USUAL, served.minutes} - {0})
    return tuple(plan(handbook, served.known, minutes) for minutes in lengths)


def parts_of(one: Plan) -> str:
    """Return the parts of a plan as JSON for the script."""
    parts = [{"name": part.name, "slides": part.slides, "minutes": part.minutes} for part in one.parts]
    return json.dumps(parts, ensure_ascii=False)


def slide_scripts(served: Served | None = None) -> OwnScripts:
    """Return the scripts that the slides have in themselves."""
    if served is None:
        modules = {name: data_address(path) for name, path in SLIDE_MODULES.items()}
        return own_scripts(modules, [_FIRST], alone=True)
    modules = {name: served.address(path.stem) for name, path in (SLIDE_MODULES | ROOM_MODULES).items()}
    return own_scripts(modules, [*ROOM_MODULES, _FIRST])


def code(address: str) -> Markup:
    """Return an address as a QR code: SVG, black on white in either colour scheme."""
    made = segno.make(address, micro=False, error="m", boost_error=False)
    return Markup(made.svg_inline(border=QUIET, dark="#000", light="#fff", omitsize=True))  # noqa: S704  # made of numbers


def lines(address: str) -> Markup:
    """Return an address that goes on a next line before a dot, its port or its path, where it has to."""
    return Markup("<wbr>").join(re.split(r"(?=[./]|:\d+/)", address))


def _chart(handbook: Handbook, slide: Slide) -> Markup:
    """Return the flowchart of a slide's situation; each in a page has ids of its own."""
    picture = flowchart.lay_out(handbook, slide.example.situation if slide.example else None)
    return Markup(flowchart.to_markup(picture, f"chart_{slide.id}"))  # noqa: S704  # escaped where it is made


def seen(frame: Frame) -> tuple[Picture, ...]:
    """Return the pictures that a frame shows: those of its step, where the room reads what that says."""
    step = frame.case.step if frame.case and not frame.choice else None
    return step.pictures if step else ()


def _shared(handbook: Handbook, slides: Iterable[Slide]) -> dict[str, Picture]:
    """Return each picture that slides show by its place in the page, as more than one shows it."""
    shown = {picture for slide in slides for frame in slide.frames for picture in seen(frame)}
    placed = {addresses.shared(handbook, picture).removeprefix("#"): picture for picture in shown}
    return {place: placed[place] for place in sorted(placed) if place}


def marks(frame: Frame) -> str:
    """Return what a frame lights up on the chart, as JSON for the script."""
    case = frame.case
    here = case.step.id if case and case.step else ""
    taken = list(case.taken) if case else []
    visited = [passed.step.id for passed in case.passed] if case else []
    if here and frame.choice and frame.revealed:
        taken.append((here, frame.choice.answer))
    return json.dumps({"visited": visited, "taken": taken, "current": here})


@dataclass(frozen=True, slots=True)
class Slides:
    """The slides for a handbook in a notebook; in EHBI's own page, which has them already, nothing.

    Examples
    --------
    >>> import ehbi
    >>> Slides(ehbi.load())._repr_html_()[:7]
    '<iframe'
    """

    handbook: Handbook

    def _repr_html_(self) -> str:
        if IN_PAGE in os.environ:
            return ""
        page = escape(slides_page(self.handbook))
        attributes = f'class="ehbi-slides" title="Dia’s" allow="fullscreen" style="{_FRAME}"'
        return f'<iframe {attributes} srcdoc="{page}"></iframe><style>{_HOST}</style>'
