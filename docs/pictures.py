"""Make the pictures of README and manuals anew: ``make pictures``."""

from __future__ import annotations

import itertools
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.desk import Desk
from tests.browsers import FLAGS, executable
from tests.serving import running_server

PICTURES = Path(__file__).with_name("pictures")
CASES = {
    "start": ("", None),
    "mid": ("inloggegevens-onjuist/nee/niet-gelukt", "nieuw-wachtwoord"),
    "end": ("inloggegevens-onjuist/ja/niet-gelukt", "kb-inloggen"),
}
SIZES = {"wide": (1366, 768), "phone": (360, 740)}
SCHEMES = ("light", "dark")


def main() -> None:
    """Write a picture of each case in each size and colour scheme."""
    PICTURES.mkdir(exist_ok=True)
    with running_server() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        for name, size, scheme in itertools.product(CASES, SIZES, SCHEMES):
            picture(browser, server.url, name, size, scheme)
        browser.close()


def picture(browser: Browser, url: str, name: str, size: str, scheme: str) -> None:
    """Write one picture of the guide."""
    width, height = SIZES[size]
    link, step = CASES[name]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    context.add_init_script("document.documentElement.style.scrollBehavior = 'auto'")
    desk = Desk(context.new_page(), url).visit(link).live()
    if step:
        desk.at(step)
    desk.page.screenshot(path=PICTURES / f"{name}-{size}-{scheme}.png", animations="disabled")
    context.close()


if __name__ == "__main__":
    main()
