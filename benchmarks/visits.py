"""Visits of the page, of stock Voilà and of Panel in a browser, measured inside the page by ``watch.js``."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import TimeoutError as WaitedTooLong

from .cases import Choice, all_paths
from .others import PANEL_PAGE
from .tables import Row, median_and_late
from .wire import Wire

WATCH = Path(__file__).with_name("watch.js").read_text(encoding="utf-8")
PATIENCE = 60_000
ROUNDS = 5
WAYS = ("button", "dropdown")
ONE_IN = 4
"""Of the paths, how many are walked: they share most of their steps."""
WARMING = 20
"""Choices in a page of others before those that count."""
CLICKS = 120
"""Choices there that count."""
TIMES = 1.3
"""How much longer than one of stock Voilà a step may take."""
REST, BREATH = 4_000, 500
"""Milliseconds between visits: stock Voilà fills its pool again meanwhile."""
CHOOSE = "at => window.chooseOnce(at % 2, `chose ${'ab'[at % 2]}`)"
PRESS = "at => window.pressOnce(`chose ${at}`)"


class Site(NamedTuple):
    """A page to visit, and what ``watch.js`` notes when it is live."""

    wire: Wire
    path: str
    mark: str


class Visit(NamedTuple):
    """What one visit took: bytes over the wire, requests, and when what was there, in milliseconds."""

    bytes: int
    requests: int
    live: float
    marks: dict[str, float]


def rows(browser: Browser, our: Wire, stock: Wire, other: Wire | str) -> list[Row]:
    """Return the rows for the table: ours beside stock Voilà and Panel, or why there is none of that."""
    sites = {"ours": Site(our, "?click", "live"), "stock": Site(stock, "", "ready")}
    if isinstance(other, Wire):
        sites["panel"] = Site(other, PANEL_PAGE[1:], "ready")
    times = {way: answers(browser, our, way) for way in WAYS}
    clicks = {who: _clicks(browser, sites[who], CHOOSE if who == "stock" else PRESS) for who in [*sites][1:]}
    found = _visits(browser, sites)

    def each(when: str, tell: Callable[[list[Visit]], str]) -> list[str]:
        return [tell(found[who, when]) if who in sites else str(other) for who in ("ours", "stock", "panel")]

    clicked = [median_and_late(clicks[who]) if who in clicks else str(other) for who in ("stock", "panel")]
    quarter = statistics.median(one.live for one in found["stock", "cold"]) / 4
    answered = statistics.median(one.marks["answered"] for one in found["ours", "cold"])
    most = f"10 and 25 ms, median {TIMES * statistics.median(clicks['stock']):.1f} ms ({TIMES} × stock)"
    shown = median_and_late([there for there, _ in times["button"]])
    settled = {way: median_and_late([settled for _, settled in times[way]]) for way in WAYS}
    return [
        ("the book answers a click, cold", f"{answered:.0f} ms", "–", "–", f"150 ms and {quarter:.0f} ms"),
        ("live, cold", *each("cold", _live), "no later than stock"),
        ("live, warm", *each("warm", _live), ""),
        ("click on an answer to its step on screen", shown, "–", "–", "10 and 25 ms"),
        *((f"a step by {way}, or a click, to settled", settled[way], *clicked, most) for way in WAYS),
        ("over the wire, cold", *each("cold", _size), "1,500 kB"),
        ("over the wire, warm", *each("warm", _size), "30 kB"),
    ]


def measured() -> str:
    """Return in words how much is measured."""
    return f"{ROUNDS} visits, {sum(len(moves) for moves in walks())} steps and {CLICKS} clicks"


def _live(visits: list[Visit]) -> str:
    return f"{statistics.median(one.live for one in visits):.0f} ms"


def _size(visits: list[Visit]) -> str:
    kilobytes = statistics.median(one.bytes for one in visits) / 1000
    return f"{kilobytes:,.0f} kB in {statistics.median(one.requests for one in visits):.0f} requests"


def walks() -> list[list[dict[str, object]]]:
    """Return paths of each situation as ``watch.js`` wants them."""
    situations = groupby(all_paths(), key=lambda path: path[0].step)
    return [
        [_move(choice, passed) for passed, choice in enumerate(path, start=1)]
        for _, of_one in situations
        for path in islice(of_one, 0, None, ONE_IN)
    ]


def _move(choice: Choice, passed: int) -> dict[str, object]:
    """Return one choice, and what must be there after it."""
    return {
        "from": choice.came_from,
        "answer": choice.answer,
        "place": choice.place,
        "step": choice.step,
        "link": choice.link,
        "passed": passed,
    }


def answers(browser: Browser, our: Wire, way: str) -> list[tuple[float, float]]:
    """Walk cases, by ``"button"`` or ``"dropdown"``, after one round to warm up.

    Returns for each answer the milliseconds until its step is shown, and until all has settled.
    """
    context = browser.new_context()
    with visited(context, Site(our, "", "live")) as (page, _):
        for _ in range(2):
            taken = [page.evaluate("walk => window.walk(walk)", [way, *moves]) for moves in walks()]
    context.close()
    return [tuple(times) for walk in taken for times in walk]


def _clicks(browser: Browser, site: Site, script: str) -> list[float]:
    """Return how long a click in a page of others takes, after a few to warm up."""
    context = browser.new_context()
    found = []
    with visited(context, site) as (page, _):
        for at in range(1, WARMING + CLICKS + 1):
            found.append(page.evaluate(script, at))
            page.wait_for_timeout(30)
    context.close()
    return found[WARMING:]


def _visits(browser: Browser, sites: dict[str, Site]) -> dict[tuple[str, str], list[Visit]]:
    """Visit all pages by turns, each time cold and then warm."""
    found = defaultdict(list)
    for _ in range(ROUNDS):
        for who, site in sites.items():
            context = browser.new_context()
            for when in ("cold", "warm"):
                with visited(context, site) as (page, seen):
                    found[who, when].append(seen)
                    page.wait_for_timeout(REST if who == "stock" else BREATH)
            context.close()
    return found


@contextmanager
def visited(context: BrowserContext, site: Site) -> Iterator[tuple[Page, Visit]]:
    """Open a page and wait until it is live."""
    page, before, requests = context.new_page(), site.wire.bytes, []
    page.on("request", lambda one: requests.append(one.url))
    page.add_init_script(WATCH)
    page.goto(site.wire.url + site.path, wait_until="commit")
    try:
        page.wait_for_function("mark => window.marks?.[mark]", arg=site.mark, timeout=PATIENCE)
    except WaitedTooLong as error:
        waited = f"{PATIENCE / 1000:.0f} s waited for a page to be {site.mark}: /{site.path}"
        raise TimeoutError(waited) from error
    marks = page.evaluate("window.marks")
    asked = sum(url.startswith("http") for url in requests)
    yield page, Visit(site.wire.bytes - before, asked, marks[site.mark], marks)
    page.close()
