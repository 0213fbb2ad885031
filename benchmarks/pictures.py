"""What pictures cost at the desk: its page and its first answer, with none of them and with twenty."""

from __future__ import annotations

import random
import statistics
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from itertools import islice

from PIL import Image
from playwright.sync_api import Browser

import ehbi
from ehbi import book
from ehbi.files.pictures import prepared
from ehbi.handbook import Handbook
from ehbi.handbook.edits import change_step
from ehbi.handbook.pictures import Picture
from ehbi.places import DATABASE
from tests.serving import running_server
from tests.unit.files.drawing import saved

from .managing import kept
from .tables import Row
from .visits import BREATH, Site, Visit, visited
from .wire import counted

PICTURES, A_STEP, ROUNDS = 20, 4, 9
FIRST = "geen-rechten"
"""The step that answers first; it shows pictures too."""
SIZE, SEED = (300, 240), 20261124
HEAD: Row = ("pictures at the desk", "none", f"{PICTURES}, {A_STEP} a step", "goal")


def rows(browser: Browser) -> list[Row]:
    """Return the rows for the table: a page without pictures beside one that has them."""
    handbooks = (ehbi.load(), with_pictures())
    visits = _visits(browser, handbooks)
    answered, loaded = (
        [statistics.median(tell(one) for one in each) for each in visits]
        for tell in (lambda one: one.marks["answered"], lambda one: one.bytes / 1000)
    )
    held = [sum(map(len, one.pictures.values())) / 1000 for one in handbooks]
    return [
        ("all pictures together", *_told("kB", held), ""),
        ("the book's HTML, unpacked", *_told("kB", [_page(one) / 1000 for one in handbooks]), ""),
        ("the book answers a click, cold", *_told("ms", answered), "as soon as without"),
        ("over the wire until then", *_told("kB", loaded), ""),
    ]


def _told(unit: str, numbers: Iterable[float]) -> Row:
    return tuple(f"{one:,.0f} {unit}" for one in numbers)


def _page(handbook: Handbook) -> int:
    modules = book.served_modules(lambda path: f"./assets/x/ehbi/{path.name}")
    return len(book.page(handbook, modules=modules).encode())


def with_pictures() -> Handbook:
    """Return the real handbook with pictures in the step that answers first, and in others."""
    handbook, chance = ehbi.load(), random.Random(SEED)  # noqa: S311  # the same each run
    others = (step.id for step in handbook.steps if step.id != FIRST)
    for step in (FIRST, *islice(others, PICTURES // A_STEP - 1)):
        made = [prepared(saved(_screen(chance), "PNG")) for one in range(A_STEP)]
        shown = [
            Picture(file=one.digest, width=one.width, height=one.height, alt="Een scherm") for one in made
        ]
        handbook = change_step(handbook, step, {"pictures": [one.model_dump(mode="json") for one in shown]})
        handbook = handbook.with_pictures({one.digest: one.content for one in made})
    return handbook


def _screen(chance: random.Random) -> Image.Image:
    """Return a picture that is as hard to pack as a large screen."""
    return Image.frombytes("RGB", SIZE, chance.randbytes(SIZE[0] * SIZE[1] * 3))


def _visits(browser: Browser, handbooks: Sequence[Handbook]) -> list[list[Visit]]:
    """Visit the desk of each handbook by turns, each time with an empty cache."""
    found: list[list[Visit]] = [[] for _ in handbooks]
    with ExitStack() as stack:
        wires = []
        for handbook in handbooks:
            store = stack.enter_context(kept(handbook))
            server = stack.enter_context(running_server(**{DATABASE: store.where}))
            wires.append(stack.enter_context(counted(server.url)))
        for _ in range(ROUNDS):
            for visits, wire in zip(found, wires, strict=True):
                context = browser.new_context()
                with visited(context, Site(wire, "?click", "answered")) as (page, seen):
                    visits.append(seen)
                    page.wait_for_timeout(BREATH)
                context.close()
    return found
