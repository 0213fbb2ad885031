"""How long a manager waits in a real browser, small and large: ``python -m benchmarks.keystrokes``."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

import ehbi
from ehbi.handbook import Handbook
from ehbi.store import Store, revision_rows
from tests.browser.manager import Manager
from tests.browsers import FLAGS, executable
from tests.unit.server.managing import lodge

from .large import large
from .tables import Row

KEYSTROKES, OPENINGS = 30, 5
REST = 4_000
"""Milliseconds in which the server gets another worker ready."""
# A title is emptied and filled in again; the problem under it says when the checks are shown.
TYPE = """async (rounds) => {
  const input = document.querySelector(".ehbi-editor .panel-field[data-id='title'] input");
  const list = input.closest(".panel-field").querySelector(".panel-problems");
  const type = (text, wanted) => new Promise((done, fail) => {
    const began = performance.now();
    const late = setTimeout(() => fail(new Error(`20 s waited for the checks of "${text}"`)), 20_000);
    const watch = new MutationObserver(() => {
      if (Boolean(list.textContent) !== wanted) return;
      watch.disconnect();
      clearTimeout(late);
      done(performance.now() - began);
    });
    watch.observe(list, { childList: true, subtree: true });
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    times.push(await type("", true));
    await type(`Titel ${round}`, false);
  }
  return times;
}"""


def rows(browser: Browser) -> list[Row]:
    """Return the rows for the table: the packaged handbook beside a large one, and the goal."""
    small, big = (measured(browser, handbook) for handbook in (ehbi.load(), large(500)))
    goals = {
        "in a browser: the page opens": "2,000 ms",
        "in a browser: a keystroke to checks shown, 150 ms of it the wait for a next key": "–",
    }
    return [(name, _shown(small[name]), _shown(big[name]), goal) for name, goal in goals.items()]


def measured(browser: Browser, handbook: Handbook) -> dict[str, list[float]]:
    """Return the milliseconds of opening the page, and of keystrokes in a title."""
    with _kept(handbook) as address, lodge(EHBI_DATABASE=address) as gate:
        context = browser.new_context()
        manager = Manager(context.new_page(), gate).come("Noor")
        typed: list[float] = manager.page.evaluate(TYPE, KEYSTROKES)
        opened = [_opening(manager) for _ in range(OPENINGS)]
        context.close()
    return {
        "in a browser: the page opens": opened,
        "in a browser: a keystroke to checks shown, 150 ms of it the wait for a next key": typed,
    }


def _opening(manager: Manager) -> float:
    manager.page.wait_for_timeout(REST)
    began = time.perf_counter()
    manager.page.reload()
    manager.editor.locator(".node.current").wait_for()
    return (time.perf_counter() - began) * 1000


def _shown(times: list[float]) -> str:
    return f"{statistics.median(times):,.0f} ms"


@contextmanager
def _kept(handbook: Handbook) -> Iterator[str]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        address = f"sqlite:///{Path(folder) / 'ehbi.sqlite'}"
        store = Store.open(address, publishes=True)
        with store.writing() as connection:  # unchecked: a large handbook ends in the middle of a copy
            revision_rows.add(connection, 1, handbook, "Noor", "Om te meten")
        store.close()
        yield address


def main() -> None:
    """Measure and print."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        for row in rows(browser):
            print(f"| {' | '.join(row)} |")
        browser.close()


if __name__ == "__main__":
    main()
