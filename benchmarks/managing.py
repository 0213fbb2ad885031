"""How long the manager's page takes, with the packaged handbook and a large one."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser

import ehbi
from ehbi.apps.editor import Editor, WorkingCopy
from ehbi.flowchart import lay_out, to_markup
from ehbi.handbook import Handbook
from ehbi.places import DATABASE
from ehbi.store import Store, revision_rows
from tests.browser.manager import Manager
from tests.unit.server.managing import lodge

from .large import large
from .tables import Row
from .visits import WATCH

STEPS = 500
SITUATION = "reset-mail"
OPENINGS, KEYSTROKES, LAYOUTS = 7, 60, 9
IN_BROWSER = {"openings": 5, "keystrokes": 60}
REST = 4_000
"""Milliseconds in which the server gets another worker ready."""
HEAD: Row = ("the manager's page, in Python", "28 steps", f"{STEPS} steps", "goal")
GOALS = {
    "open the page": "2,000 ms",
    "a keystroke to checks and picture": "100 ms",
    "a keystroke in what the picture shows": "100 ms",
    "lay out and draw a situation": "300 ms",
    "lay out and draw the whole": "–",
    "in a browser: the page opens": "2,000 ms",
    "in a browser: a keystroke to checks shown, 150 ms of it the wait for a next key": "–",
}
Times = list[float]


def rows(browser: Browser) -> list[Row]:
    """Return the rows for the table: the packaged handbook beside a large one, and the goal."""
    found = [
        [*in_python(handbook), *in_browser(browser, handbook)] for handbook in (ehbi.load(), large(STEPS))
    ]
    return [
        (name, *(f"{statistics.median(times):,.0f} ms" for times in both), goal)
        for (name, goal), *both in zip(GOALS.items(), *found, strict=True)
    ]


def in_python(handbook: Handbook) -> Iterator[Times]:
    """Yield the milliseconds of everything, many times; what was drawn before is no help."""
    yield [_opening(_retold(handbook, number)) for number in range(OPENINGS)]
    with kept(handbook) as store:
        editor = Editor(WorkingCopy(store, "Noor"))
        editor.page.choose(SITUATION)
        for field in ("say", "title"):
            yield [taken(editor.view.fill, field, f"Woord {field} {at}") for at in range(KEYSTROKES)]
        editor.close_all()
    for situation in (SITUATION, None):
        others = [_retold(handbook, 1_000 + number) for number in range(LAYOUTS)]
        yield [taken(_draw, other, situation) for other in others]


def in_browser(browser: Browser, handbook: Handbook) -> Iterator[Times]:
    """Yield the milliseconds of opening the page, and of keystrokes in a title."""
    with kept(handbook) as store, lodge(**{DATABASE: store.where}) as gate:
        context = browser.new_context()
        context.add_init_script(WATCH)
        manager = Manager(context.new_page(), gate).come("Noor")
        typed = manager.page.evaluate("times => window.retitle(times)", IN_BROWSER["keystrokes"])
        opened = [_reopening(manager) for _ in range(IN_BROWSER["openings"])]
        context.close()
    yield from (opened, typed)


def taken(act: Callable[..., object], *arguments: object) -> float:
    """Return how many milliseconds something takes."""
    began = time.perf_counter()
    act(*arguments)
    return (time.perf_counter() - began) * 1000


def _opening(handbook: Handbook) -> float:
    with kept(handbook) as store:
        return taken(lambda: Editor(WorkingCopy(store, "Noor")).close_all())


def _draw(handbook: Handbook, situation: str | None) -> None:
    to_markup(lay_out(handbook, situation))


def _reopening(manager: Manager) -> float:
    manager.page.wait_for_timeout(REST)
    began = time.perf_counter()
    manager.page.reload()
    manager.editor.locator(".node.current").wait_for()
    return (time.perf_counter() - began) * 1000


def _retold(handbook: Handbook, number: int) -> Handbook:
    """Return the same handbook in other words, of which nothing is known yet."""
    mark = f"{len(handbook.steps)}-{number}"
    steps = (
        step.model_copy(update={"title": f"{step.title} {mark}", "say": f"{step.say} {mark}"})
        for step in handbook.steps
    )
    return handbook.model_copy(update={"steps": tuple(steps)})


@contextmanager
def kept(handbook: Handbook) -> Iterator[Store]:
    """Keep a handbook in a database of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        store = Store.open(f"sqlite:///{folder}/ehbi.sqlite", publishes=True)
        with store.writing() as connection:  # unchecked: a large handbook ends in the middle of a copy
            revision_rows.add(connection, 1, handbook, "Noor", "Om te meten")
        yield store
        store.close()
