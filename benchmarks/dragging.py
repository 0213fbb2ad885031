"""How long dragging an arrow's end on the managers' chart takes, to what it says and to where it ends."""

from __future__ import annotations

import random
import statistics
from collections.abc import Iterator
from datetime import timedelta
from itertools import repeat, zip_longest

import pygraphviz
from playwright.sync_api import Browser, Locator

import ehbi
from ehbi.apps.editor import Editor, WorkingCopy
from ehbi.apps.editor.charts import WHOLE
from ehbi.flowchart.formats import to_dot
from ehbi.flowchart.layout import included
from ehbi.handbook import Handbook, clock
from ehbi.places import DATABASE
from ehbi.store import Store, case_log
from tests.browser.manager import Manager
from tests.unit.server.managing import lodge

from .large import large
from .managing import Times, kept, taken
from .tables import Row
from .visits import WATCH

SIZES = (len(ehbi.load().steps), 100, 250, 500)
IN_BROWSER = (SIZES[0], SIZES[-1])
SITUATION = "reset-mail"
MOVES = (
    (("mail-zoeken", "hier-niet"), "kb-e-mailadres"),
    (("mail-zoeken", "hier-niet"), "kb-tijdelijk-wachtwoord"),
    (("mail-zoeken", "hier-niet"), "kb-gebruikersnaam"),
    (("mail-zoeken", "hier-niet"), "ingelogd-met-mail"),
    (("mail-opnieuw", "ja"), "kb-e-mailadres"),
    (("mail-opnieuw", "ja"), "mail-thuis"),
    (("mail-opnieuw", "ja"), "kb-tijdelijk-wachtwoord"),
)
"""Arrows, and where their ends are dropped in turn: no two of the charts that come of it are the same."""
MEASURES = (
    "one => { const { x, y, width, height } = one.getBoundingClientRect(); return [x, y, width, height]; }"
)
WALKS, SEED = 4000, 20261124
SIZE = {"width": 1600, "height": 1300}
HEAD: Row = ("an arrow dragged on the chart", *(f"{steps} steps" for steps in SIZES), "goal")
GOALS = {
    "in Python: over a step, to what would come of it": "100 ms",
    "in Python: dropped, to the situation drawn and sent": "300 ms",
    "the same, with the whole handbook on show": "–",
    "beside it: the situation by Graphviz alone, from DOT to SVG": "–",
    "the same of the whole handbook": "–",
    "in a browser: over a step, to what would come of it": "100 ms",
    "in a browser: dropped, to the arrow in its new place": "300 ms",
    "beside it: a click that does nothing but open a menu": "–",
}


def rows(browser: Browser) -> list[Row]:
    """Return the rows for the table: handbooks of several sizes, and the goal."""
    found = []
    for steps in SIZES:
        with kept(large(steps)) as store:
            log_a_year(store, large(steps))
            seen = in_browser(browser, store) if steps in IN_BROWSER else repeat([], 0)
            found.append([*in_python(store), *by_graphviz(large(steps)), *seen])
    columns = zip_longest(*found, fillvalue=[])
    return [
        (name, *map(_told, each), goal) for (name, goal), each in zip(GOALS.items(), columns, strict=True)
    ]


def in_python(store: Store) -> Iterator[Times]:
    """Yield the milliseconds of judging and of dropping, with the situation on show and with everything."""
    editor = Editor(WorkingCopy(store, "Noor"))
    editor.page.choose(SITUATION)
    hear = editor.canvas.hear
    moves = [{**_spot(arrow), "to": to} for arrow, to in MOVES]
    yield [taken(hear, {"act": "judge", "number": at, **move}) for at, move in enumerate(moves)]
    yield [taken(hear, {"act": "lead", **move}) for move in moves]
    for _ in moves:
        hear({"act": "undo"})
    editor.view.look(WHOLE)
    yield [taken(hear, {"act": "lead", **move}) for move in moves]
    editor.close_all()


def by_graphviz(handbook: Handbook) -> Iterator[Times]:
    """Yield what Graphviz itself takes for a picture of the situation, and of the whole."""
    one = handbook.model_copy(update={"steps": tuple(included(handbook, SITUATION))})
    for shown in (one, handbook):
        dot = to_dot(shown)
        yield [taken(lambda dot=dot: pygraphviz.AGraph(dot).draw(format="svg", prog="dot")) for _ in MOVES]


def in_browser(browser: Browser, store: Store) -> Iterator[Times]:
    """Yield the milliseconds from a pointer over a step, a drop and a click, to what is on screen."""
    with lodge(**{DATABASE: store.where}) as gate:
        context = browser.new_context(viewport=SIZE)
        context.add_init_script(WATCH)
        manager = Manager(context.new_page(), gate).come("Aad")
        dragged = [_dragged(manager, arrow, to) for arrow, to in MOVES]
        menus = [_menu(manager, arrow) for arrow, _ in MOVES]
        context.close()
    judged, dropped = zip(*dragged, strict=True)
    yield from ([*judged], [*dropped], menus)


def log_a_year(store: Store, handbook: Handbook) -> None:
    """Have a year of cases in the log, each along a way that the handbook has."""
    chance = random.Random(SEED)  # noqa: S311  # only to be different each time, and the same each run
    now = clock.now()
    cases = []
    for _ in range(WALKS):
        steps = [*_walk(chance, handbook)]
        at = case_log.hour(now - timedelta(hours=chance.randrange(1, 300 * 24)))
        cases.append(case_log.LoggedCase(at, tuple(steps), outcome=steps[-1], revision=handbook.revision))
    case_log.keep(store, cases)


def _walk(chance: random.Random, handbook: Handbook) -> Iterator[str]:
    step = chance.choice(handbook.situations)
    yield step.id
    while ways := [answer.next for answer in step.answers if answer.next in handbook]:
        step = handbook.step(chance.choice(ways))
        yield step.id


def _dragged(manager: Manager, arrow: tuple[str, str], to: str) -> tuple[float, float]:
    page = manager.page
    manager.choose(arrow[0])  # where several arrows end, the one out of the step at hand is dragged
    page.mouse.move(*_middle(_arrow(manager, arrow).locator(".grip")))
    page.mouse.down()
    page.evaluate("() => { window.timing = window.timed('pointermove', window.isJudged()); }")
    page.mouse.move(*_middle(manager.node(to).locator(".shape")))
    judged = page.evaluate("() => window.timing")
    page.evaluate(
        "([...arrow]) => { window.timing = window.timed('pointerup', window.isAt(...arrow)); }", [*arrow, to]
    )
    page.mouse.up()
    return judged, page.evaluate("() => window.timing")


def _menu(manager: Manager, arrow: tuple[str, str]) -> float:
    page = manager.page
    page.mouse.move(*_middle(_arrow(manager, arrow).locator(".plate")))
    page.evaluate("() => { window.timing = window.timed('contextmenu', window.isMenu()); }")
    page.mouse.click(*_middle(_arrow(manager, arrow).locator(".plate")), button="right")
    took = page.evaluate("() => window.timing")
    page.keyboard.press("Escape")
    manager.editor.get_by_role("menu").wait_for(state="detached")
    return float(took)


def _arrow(manager: Manager, arrow: tuple[str, str]) -> Locator:
    step, answer = arrow
    return manager.editor.locator(f".arrow[data-from='{step}'][data-answer='{answer}']")


def _middle(part: Locator) -> tuple[float, float]:
    left, top, width, height = part.evaluate(MEASURES)
    return left + width / 2, top + height / 2


def _spot(arrow: tuple[str, str]) -> dict[str, str]:
    return dict(zip(("step", "answer"), arrow, strict=True))


def _told(times: Times) -> str:
    return f"{statistics.median(times):,.0f} ms" if times else "–"
