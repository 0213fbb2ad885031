"""Make the pictures of README and manuals anew: ``make pictures``."""

from __future__ import annotations

import itertools
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urljoin

from playwright.sync_api import Browser, ViewportSize, expect

from ehbi import places
from ehbi.handbook import clock
from ehbi.server.http.assets import STATIC
from tests.browser.desk import Desk
from tests.browser.manager import Manager
from tests.browser.practising import Practising
from tests.browser.test_explorer import fill as two_versions
from tests.browsers import chromium
from tests.serving import running_server
from tests.unit.server.managing import Lodge, lodge, stage

PICTURES = Path(__file__).with_name("pictures")
CASES = {
    "start": ("", None),
    "mid": ("inloggegevens-onjuist/nee/niet-gelukt", "nieuw-wachtwoord"),
    "end": ("inloggegevens-onjuist/ja/niet-gelukt", "kb-inloggen"),
}
ICON = PICTURES.parents[1] / "ehbi" / "book" / "templates" / "icon.txt"
SIZES = {"wide": (1366, 768), "phone": (360, 740)}
SCHEMES = ("light", "dark")
PROJECTOR: ViewportSize = {"width": 1024, "height": 768}
CHOSEN = (0, 0, 3, 0, 1, 0)
"""What the room chooses, phone by phone."""


def main() -> None:
    """Write a picture of each case in each size and colour scheme, and the icons."""
    PICTURES.mkdir(exist_ok=True)
    with chromium() as browser:
        icons(browser)
    with running_server() as server, chromium() as browser:
        for name, size, scheme in itertools.product(CASES, SIZES, SCHEMES):
            picture(browser, server.url, name, size, scheme)
        for scheme in SCHEMES:
            practising(browser, server.url, scheme)
            with lodge() as gate:
                managing(browser, gate, scheme)
            with stage() as gate:
                presenting(browser, gate.server.url, scheme)
        with TemporaryDirectory() as folder:
            address = f"sqlite:///{Path(folder, 'ehbi.sqlite')}"
            two_versions(address, clock.now())
            with lodge(**{places.DATABASE: address}) as gate:
                building_and_comparing(browser, gate)


def icons(browser: Browser) -> None:
    """Write the page's icon in the sizes that browsers want; each system has round corners of its own."""
    drawn = unquote(ICON.read_text(encoding="utf-8").partition(",")[2])
    svg = drawn.replace(' rx="16"', "")
    for size in (192, 512):
        page = browser.new_page(viewport={"width": size, "height": size})
        page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{svg}")
        page.screenshot(path=STATIC / f"icon-{size}.png")
        page.close()


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


def practising(browser: Browser, url: str, scheme: str) -> None:
    """Write the picture of an exercise with a wrong choice."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, color_scheme=scheme)
    context.add_init_script("Math.random = () => 0.35")
    desk = Desk(context.new_page(), url).visit().live()
    someone = Practising(desk.page).open().begin()
    someone.choose(someone.here.choices[0].right)
    someone.next.click()
    someone.choose(someone.here.choices[1].options[-1])
    desk.page.screenshot(path=PICTURES / f"practice-wide-{scheme}.png", animations="disabled")
    context.close()


def managing(browser: Browser, gate: Lodge, scheme: str) -> None:
    """Write the pictures of the managers' page: a step with a problem, and what publishing would change."""
    context = browser.new_context(
        viewport={"width": 1366, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    noor = Manager(context.new_page(), gate).come("Noor")
    noor.choose("mail-zoeken")
    noor.fill("Titel", "Zoek de mail")
    noor.press("Stap tussen dit en antwoord Nee, de mail is er niet")
    expect(noor.field("Titel")).to_have_value("Nieuwe stap")
    noor.fill("Titel", "Wacht een kwartier")
    noor.sees("Deze tekst is leeg")
    _shoot(noor, f"edit-wide-{scheme}")
    noor.open("Publiceren")
    noor.sees("Wat er verandert")
    _shoot(noor, f"publish-wide-{scheme}")
    context.close()


def building_and_comparing(browser: Browser, gate: Lodge) -> None:
    """Write the pictures of an arrow that is dragged, and of what was before a version and came after it."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    noor = Manager(context.new_page(), gate).come("Noor")
    noor.choose("mail-in-spam")
    page, arrow = noor.page, noor.page.locator(".arrow[data-from=mail-in-spam][data-to=mail-opnieuw]")
    arrow.locator(".grip").hover(force=True)
    page.mouse.down()
    page.locator(".node:visible[data-step=mail-thuis]").hover(force=True)
    expect(page.locator(".ehbi-judged")).to_contain_text("Naar ‘")
    page.screenshot(path=PICTURES / "drag-wide-light.png", animations="disabled")
    page.mouse.up()
    page.goto(f"{gate.url}verkennen")
    explorer = page.locator(".ehbi-explorer")
    explorer.locator(".node[data-step=mail-in-spam]").first.click()
    explorer.get_by_label("Vergelijk voor en na").select_option(index=1)
    expect(explorer.get_by_text("Opgelost: ")).to_be_visible()
    compared = explorer.locator(".ehbi-comparing")
    compared.screenshot(path=PICTURES / "compare-light.png", animations="disabled")
    context.close()


def presenting(browser: Browser, url: str, scheme: str) -> None:
    """Write the pictures of a workshop: a story, an exercise on which the room has chosen, and a phone."""
    context = browser.new_context(viewport=PROJECTOR, color_scheme=scheme, reduced_motion="reduce")
    slides = context.new_page()
    slides.goto(url)
    slides.goto(urljoin(url, "/#situatie-geen-rechten.4"))
    expect(slides.locator(".chart .current:visible")).to_be_visible()
    slides.screenshot(path=PICTURES / f"slides-story-wide-{scheme}.png")
    slides.goto(urljoin(url, "/#oefening-wachtwoord-kwijt.1"))
    for number in CHOSEN:
        phone = browser.new_context(viewport={"width": 360, "height": 640}, color_scheme=scheme).new_page()
        phone.goto(urljoin(url, "/stem"))
        phone.get_by_role("button").nth(number).click()
        expect(phone.locator("#phone_said")).to_contain_text("telt mee")
        phone.screenshot(path=PICTURES / f"slides-phone-{scheme}.png")
        phone.context.close()
    expect(slides.locator(".now .count:visible").first).to_have_text(str(CHOSEN.count(0)))
    slides.screenshot(path=PICTURES / f"slides-vote-wide-{scheme}.png")
    context.close()


def _shoot(manager: Manager, name: str) -> None:
    manager.page.evaluate("scrollTo(0, 0)")
    manager.page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")


if __name__ == "__main__":
    main()
