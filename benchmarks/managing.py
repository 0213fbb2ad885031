"""How long the manager's page takes in Python, small and large: ``python -m benchmarks.managing``."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import ehbi
from ehbi.apps.editor import Editor, WorkingCopy
from ehbi.flowchart import lay_out, to_markup
from ehbi.handbook import Handbook
from ehbi.store import Store, revision_rows

from .large import large
from .tables import Row, as_markdown

STEPS = 500
SITUATION = "reset-mail"
OPENINGS, KEYSTROKES, LAYOUTS = 7, 60, 9
HEAD: Row = ("the manager's page, in Python", "28 steps", f"{STEPS} steps", "goal")


def rows() -> list[Row]:
    """Return the rows for the table: the packaged handbook beside a large one, and the goal."""
    small, big = measured(ehbi.load()), measured(large(STEPS))
    goals = {
        "open the page": "2,000 ms",
        "a keystroke to checks and picture": "100 ms",
        "a keystroke in what the picture shows": "100 ms",
        "lay out and draw a situation": "300 ms",
        "lay out and draw the whole": "–",
    }
    return [(name, _shown(small[name]), _shown(big[name]), goal) for name, goal in goals.items()]


def measured(handbook: Handbook) -> dict[str, list[float]]:
    """Return the milliseconds of everything, many times; what was drawn before is no help."""
    typed = iter(f"Woord {number}" for number in range(9_999))
    with _opened(handbook) as editor:
        editor.page.choose(SITUATION)

        def key(field: str) -> None:
            editor.view.fill(field, next(typed))

        said = _times(lambda: key("say"), KEYSTROKES)
        titled = _times(lambda: key("title"), KEYSTROKES)
    return {
        "open the page": [_opening(_retold(handbook, number)) for number in range(OPENINGS)],
        "a keystroke to checks and picture": said,
        "a keystroke in what the picture shows": titled,
        "lay out and draw a situation": _drawing(handbook, SITUATION),
        "lay out and draw the whole": _drawing(handbook, None),
    }


def _shown(times: list[float]) -> str:
    return f"{statistics.median(times):,.0f} ms"


def _times(act: Callable[[], object], rounds: int) -> list[float]:
    found = []
    for _ in range(rounds):
        began = time.perf_counter()
        act()
        found.append((time.perf_counter() - began) * 1000)
    return found


def _retold(handbook: Handbook, number: int) -> Handbook:
    """Return the same handbook in other words, of which nothing is known yet."""
    mark = f"{len(handbook.steps)}-{number}"
    steps = (
        step.model_copy(update={"title": f"{step.title} {mark}", "say": f"{step.say} {mark}"})
        for step in handbook.steps
    )
    return handbook.model_copy(update={"steps": tuple(steps)})


def _drawing(handbook: Handbook, situation: str | None) -> list[float]:
    others = iter([_retold(handbook, 1_000 + number) for number in range(LAYOUTS)])
    return _times(lambda: to_markup(lay_out(next(others), situation)), LAYOUTS)


@contextmanager
def _opened(handbook: Handbook) -> Iterator[Editor]:
    with _store(handbook) as store:
        editor = Editor(WorkingCopy(store, "Noor"))
        yield editor
        editor.close_all()


def _opening(handbook: Handbook) -> float:
    with _store(handbook) as store:
        began = time.perf_counter()
        Editor(WorkingCopy(store, "Noor")).close_all()
        return (time.perf_counter() - began) * 1000


@contextmanager
def _store(handbook: Handbook) -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(f"sqlite:///{Path(folder) / 'ehbi.sqlite'}", publishes=True)
        with store.writing() as connection:  # unchecked: a large handbook ends in the middle of a copy
            revision_rows.add(connection, 1, handbook, "Noor", "Om te meten")
        yield store
        store.close()


if __name__ == "__main__":
    print(as_markdown(HEAD, rows()))
