"""The parts that servers and pages make of a handbook, each as a function that makes it step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TypeAlias

from ..exports import BINARY, FORMATS, export
from ..handbook import Handbook

Build: TypeAlias = Callable[[Handbook], Iterator[str]]
"""Builds a part; yields the id of each step that it comes to, or nothing, and keeps nothing."""

_HOST = "http://127.0.0.1:8870/"
_SCRIPT = "/ehbi/{}.js"


def guide(handbook: Handbook) -> Iterator[str]:
    """Have a guide answer at every step."""
    from .walk import walked  # noqa: PLC0415  # ipywidgets takes 0.2 s to import, and other parts go without

    yield from walked(handbook)


def book(handbook: Handbook) -> Iterator[str]:
    """Make the page that visitors get."""
    from ..book import page, served_modules  # noqa: PLC0415  # so that each process loads only what it builds

    yield ""
    page(handbook, [], served_modules(lambda path: _SCRIPT.format(path.stem)))


def search(handbook: Handbook) -> Iterator[str]:
    """Make the index for the search, and look for each situation by its title."""
    from ..search.index import Index  # noqa: PLC0415
    from ..search.results import found_report  # noqa: PLC0415  # as above

    yield ""
    index = Index(handbook)
    for situation in handbook.situations:
        yield situation.id
        found_report(index.ask(situation.title))


def charts(handbook: Handbook) -> Iterator[str]:
    """Make the flowchart of each situation."""
    from .. import flowchart  # noqa: PLC0415  # as above

    yield ""
    flowchart.starts_svg(handbook)
    for situation in handbook.situations:
        yield situation.id
        flowchart.page_svg(handbook, situation.id)


def slides(handbook: Handbook) -> Iterator[str]:
    """Make what a room gets: the slides, what it can be asked, and what it found hard."""
    from ..slides import Served, deck, polls, slides_page  # noqa: PLC0415  # as above
    from ..slides.polls import results  # noqa: PLC0415
    from ..slides.report import results_part  # noqa: PLC0415

    yield ""
    slides_page(handbook, Served(_SCRIPT.format, (), "/logout", _HOST))
    asked = polls(deck(handbook, served=True, phones=True))
    chosen = {place: {option.id: 1 for option in poll.choice.options} for place, poll in asked.items()}
    results_part(handbook, results(asked, chosen), 0, 0)


def file(handbook: Handbook, form: str) -> Iterator[str]:
    """Make a file that a page offers."""
    yield ""
    export(handbook, form)


PARTS: Mapping[str, Build] = {
    "de hulp": guide,
    "de naslag": book,
    "het stroomschema": charts,
    "het zoeken": search,
    "de dia's": slides,
    **{f"het bestand {form}": partial(file, form=form) for form in FORMATS if form not in BINARY},
}
"""Each part by the name that a manager reads; what finds most comes first. Pictures and paper are made for
whoever asks, who hears when that cannot be done; no page waits for them."""
