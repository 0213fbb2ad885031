"""Make the moving picture of the README anew: a case from search to handover (``make pictures``)."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.desk import Desk
from tests.browsers import chromium
from tests.serving import running_server

FILM = Path(__file__).with_name("pictures") / "case.webp"
SIZE = 1120, 640
QUALITY = 55
"""Of 100, for letters that can be read in less than a megabyte."""
LETTER, CLICK, READ, END = 150, 800, 6000, 9000
"""Milliseconds that a frame is on show."""
TYPED = "nieuwe pas, inloggen lukt niet"
ANSWERS = {
    "nieuw-pasnummer": "nee",
    "synchronisatie-pasnummer": "niet-gelukt",
    "beheer-pasnummer-gevraagd": "niet-vervangen",
}
HANDOVER = "mail-fb-iam"
POINTER = """({ x, y }) => {
    const ring = document.createElement("div");
    ring.id = "film_pointer";
    const place = `position: fixed; z-index: 99; left: ${x - 22}px; top: ${y - 22}px; pointer-events: none;`;
    const look = "width: 36px; height: 36px; border: 4px solid #d9480f; border-radius: 50%;";
    ring.style.cssText = place + look;
    document.body.append(ring);
}"""


class Film:
    """What is filmed of a page: pictures, and how long each is on show."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._shown: list[tuple[Image.Image, int]] = []

    def show(self, milliseconds: int) -> None:
        """Film what the page looks like now."""
        taken = self._page.screenshot(animations="disabled", caret="initial")
        self._shown.append((Image.open(io.BytesIO(taken)).convert("RGB"), milliseconds))

    def click(self, found: Locator) -> None:
        """Film where somebody clicks, and click."""
        found.scroll_into_view_if_needed()
        box = found.evaluate("one => one.getBoundingClientRect().toJSON()")
        self._page.evaluate(
            POINTER, {"x": box["x"] + min(box["width"] / 2, 90), "y": box["y"] + box["height"] / 2}
        )
        self.show(CLICK)
        self._page.evaluate("document.getElementById('film_pointer').remove()")
        found.click()
        self._page.mouse.move(0, 0)  # nothing is pointed at while it is read

    @property
    def seconds(self) -> float:
        """How long it takes."""
        return sum(shown for _, shown in self._shown) / 1000

    def save(self, file: Path) -> None:
        """Write it down, to begin again whenever it has ended."""
        (first, _), *rest = self._shown
        durations = [shown for _, shown in self._shown]
        others = [picture for picture, _ in rest]
        first.save(
            file, save_all=True, append_images=others, duration=durations, loop=0, quality=QUALITY, method=6
        )


def case(film: Film, desk: Desk) -> None:
    """Film a case: what is typed, what is found, each step, and what is handed over."""
    page = desk.page
    search = page.get_by_role("combobox", name="Zoek op wat de lener zegt of ziet")
    film.show(READ)
    film.click(search)
    for end in range(1, len(TYPED) + 1):
        search.fill(TYPED[:end])
        film.show(LETTER)
    first = page.locator("#page_hits [role=option]").first
    expect(first).to_be_visible()
    film.show(READ)
    film.click(first)
    for step, answer in ANSWERS.items():
        desk.at(step)
        film.show(READ)
        film.click(page.locator(f".ehbi-card[data-step='{step}']:visible [data-answer='{answer}']"))
    desk.at(HANDOVER)
    film.show(READ)
    film.click(page.get_by_role("button", name="Kopieer deze tekst"))
    film.show(END)


def main() -> None:
    """Write the moving picture, and tell how long and how large it is."""
    with running_server() as server, chromium() as browser:
        width, height = SIZE
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="light", reduced_motion="reduce"
        )
        desk = Desk(context.new_page(), server.url).visit().live()
        film = Film(desk.page)
        case(film, desk)
        film.save(FILM)
    print(f"{FILM.name}: {film.seconds:.0f} seconds, {FILM.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
