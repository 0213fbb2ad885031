"""The parts that servers and pages make of a handbook, each as a function that makes it step by step."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from math import ceil
from typing import TypeAlias

from ..exports import BINARY, FORMATS, export
from ..handbook import Case, EhbiError, Handbook
from ..handbook.graph import starts

Build: TypeAlias = Callable[[Handbook], Iterator[str]]
"""Builds a part; yields the id of each step that it comes to, or nothing, and keeps nothing."""

_HOST = "http://127.0.0.1:8870/"
_SCRIPT = "/ehbi/{}.js"
MOST = 150
"""Turns of a guide at most: each costs as much as its case is long, and a proof must end."""


class SilentError(EhbiError):
    """A guide does not show the case that it was led to."""

    def __init__(self, link: str) -> None:
        super().__init__(f"De hulp laat de casus {link} niet zien.")


def guide(handbook: Handbook) -> Iterator[str]:
    """Lead a guide along every arrow, by the shortest way to each step; yield the step that it comes to.

    There are as many turns as there are answers, however many ways through the handbook there are. Of a
    handbook with more than :data:`MOST` it is one arrow in so many, near the starts and far from them alike;
    each step's own words are in the book too, which is made whole.
    """
    from ..apps.guide import Guide  # noqa: PLC0415  # so that each process loads only what it builds

    shown = Guide(handbook, in_page=True)
    cases = [*_cases(handbook)]
    for case in cases[:: ceil(len(cases) / MOST)]:
        yield case.step.id if case.step else ""
        shown.go(case)
        if shown.link.link != case.link:
            raise SilentError(case.link)


def book(handbook: Handbook) -> Iterator[str]:
    """Make the page that visitors get."""
    from ..book import page, served_modules  # noqa: PLC0415  # as above

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
    chosen = {
        place: {option.id: option.id for option in poll.choice.options} for place, poll in asked.items()
    }
    results_part(handbook, results(asked, chosen), 0, 0)


def file(handbook: Handbook, form: str) -> Iterator[str]:
    """Make a file that a page offers."""
    yield ""
    export(handbook, form)


def _cases(handbook: Handbook) -> Iterator[Case]:
    """Yield a case that has just gone along each arrow, the shortest first."""
    seen: set[str] = set()
    todo = deque(Case(handbook).begin(start.id) for start in starts(handbook))
    while todo:
        case = todo.popleft()
        step = case.step
        if step is None:
            continue
        yield case
        if step.id not in seen:
            seen.add(step.id)
            todo.extend(case.answer(answer.id) for answer in step.answers)


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
