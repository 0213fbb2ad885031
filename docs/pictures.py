"""Make the pictures that README and manuals show anew: ``make pictures``."""

from __future__ import annotations

import io
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urljoin

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

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
WIDE, PHONE = (1366, 768), (360, 740)
CASES = {
    "start-wide": ("", None, WIDE),
    "mid-wide": ("inloggegevens-onjuist/nee/niet-gelukt", "nieuw-wachtwoord", WIDE),
    "end-phone": ("inloggegevens-onjuist/ja/niet-gelukt", "kb-inloggen", PHONE),
}
"""For each picture of the guide a case, the step where it is, and a size."""
ICON = PICTURES.parents[1] / "ehbi" / "book" / "templates" / "icon.txt"
COLOURS = 128
"""In a picture: letters look the same with so many, and a file is a third of what it was."""
PROJECTOR: ViewportSize = {"width": 1024, "height": 768}
CHOSEN = (0, 0, 3, 0, 1, 0)
"""What the room chooses, phone by phone."""


def main() -> None:
    """Write the pictures, and the icons."""
    PICTURES.mkdir(exist_ok=True)
    with chromium() as browser:
        icons(browser)
    with running_server() as server, chromium() as browser:
        for name in CASES:
            picture(browser, server.url, name)
        practising(browser, server.url)
        with lodge() as gate:
            managing(browser, gate)
        with stage() as gate:
            presenting(browser, gate.server.url)
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


def picture(browser: Browser, url: str, name: str) -> None:
    """Write one picture of the guide."""
    link, step, (width, height) = CASES[name]
    context = browser.new_context(viewport={"width": width, "height": height})
    context.add_init_script("document.documentElement.style.scrollBehavior = 'auto'")
    desk = Desk(context.new_page(), url).visit(link).live()
    if step:
        desk.at(step)
    shoot(desk.page, name)
    context.close()


def practising(browser: Browser, url: str) -> None:
    """Write the picture of an exercise with a wrong choice."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.add_init_script("Math.random = () => 0.35")
    desk = Desk(context.new_page(), url).visit().live()
    someone = Practising(desk.page).open().begin()
    someone.choose(someone.here.choices[0].right)
    someone.next.click()
    someone.choose(someone.here.choices[1].options[-1])
    shoot(desk.page, "practice-wide")
    context.close()


def managing(browser: Browser, gate: Lodge) -> None:
    """Write the pictures of the managers' page: a step with a problem, and what publishing would change."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    noor = Manager(context.new_page(), gate).come("Noor")
    noor.choose("mail-zoeken")
    noor.fill("Titel", "Zoek de mail")
    noor.press("Stap tussen dit en antwoord Nee, de mail is er niet")
    expect(noor.field("Titel")).to_have_value("Nieuwe stap")
    noor.fill("Titel", "Wacht een kwartier")
    expect(noor.editor.locator(".node.current:visible")).to_contain_text("Wacht een")
    shoot(noor.page, "edit-wide")
    noor.open("Publiceren")
    noor.sees("Wat er verandert")
    shoot(noor.page, "publish-wide")
    context.close()


def building_and_comparing(browser: Browser, gate: Lodge) -> None:
    """Write the pictures of what is built on the chart, and of what the figures tell."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    noor = Manager(context.new_page(), gate).come("Noor")
    building(noor)
    page = noor.page
    page.goto(f"{gate.url}verkennen")
    explorer = page.locator(".ehbi-explorer")
    explorer.get_by_label("Situatie", exact=True).select_option(index=4)
    chart = explorer.locator(".ehbi-picture")
    expect(chart.locator(".node[data-step=mail-in-spam]")).to_have_count(1)
    expect(chart.locator(".node[data-step=nieuw-wachtwoord]")).to_have_count(0)
    shoot(page, "numbers", chart.locator("figure:visible"))
    chart.locator(".node[data-step=mail-in-spam]").click()
    explorer.get_by_label("Vergelijk voor en na").select_option(index=1)
    expect(explorer.get_by_text("Opgelost: ")).to_be_visible()
    shoot(page, "compare", explorer.locator(".ehbi-comparing"))
    context.close()


def building(noor: Manager) -> None:
    """Write the pictures of an arrow that is dragged, of both menus, and of a new situation."""
    page, chart = noor.page, noor.editor.locator(".ehbi-editor-beside")
    noor.choose("mail-in-spam")
    arrow = page.locator(".arrow[data-from=mail-in-spam][data-to=mail-opnieuw]")
    arrow.locator(".grip").hover(force=True)
    page.mouse.down()
    page.locator(".node:visible[data-step=mail-thuis]").hover(force=True)
    expect(page.locator(".ehbi-judged")).to_contain_text("Naar ‘")
    shoot(page, "drag-wide")
    page.keyboard.press("Escape")
    page.mouse.up()
    noor.choose("reset-mail")
    page.locator(".handle.plus[data-at=reset-mail][data-answer=ja]").click()
    expect(page.get_by_role("menu")).to_be_visible()
    shoot(page, "plus", chart)
    page.keyboard.press("Escape")
    page.locator(".handle.more[data-at=reset-mail]").click()
    expect(page.get_by_role("menu")).to_be_visible()
    shoot(page, "menu", chart)
    page.keyboard.press("Escape")
    noor.press("Nieuwe situatie")
    page.get_by_role("menuitem", name="Met een opzet").click()
    page.locator(".ehbi-typing").press_sequentially("De app vraagt om een code")
    shoot(page, "sketch", chart)
    page.keyboard.press("Escape")


def presenting(browser: Browser, url: str) -> None:
    """Write the pictures of a workshop: a story, an exercise on which the room has chosen, and a phone."""
    context = browser.new_context(viewport=PROJECTOR, reduced_motion="reduce")
    slides = context.new_page()
    slides.goto(url)
    slides.goto(urljoin(url, "/#situatie-geen-rechten.4"))
    expect(slides.locator(".chart .current:visible")).to_be_visible()
    expect(slides.locator("#slides_room")).to_be_empty()
    shoot(slides, "slides-story-wide")
    slides.goto(urljoin(url, "/#oefening-wachtwoord-kwijt.1"))
    for number in CHOSEN:
        phone = browser.new_context(viewport={"width": 360, "height": 640}).new_page()
        phone.goto(urljoin(url, "/stem"))
        phone.get_by_role("button").nth(number).click()
        expect(phone.locator("#phone_said")).to_contain_text("telt mee")
        shoot(phone, "slides-phone")
        phone.context.close()
    expect(slides.locator("#slides_voted")).to_contain_text(f"{len(CHOSEN)} van")
    slides.keyboard.press("t")
    expect(slides.locator(".now .count:visible").first).to_have_text(str(CHOSEN.count(0)))
    expect(slides.locator("#slides_room")).to_be_empty()
    shoot(slides, "slides-vote-wide")
    context.close()


def shoot(page: Page, name: str, part: Locator | None = None) -> None:
    """Write a picture of what is on the screen, or of the place where a part of it is."""
    if part:
        part.scroll_into_view_if_needed()
    clip = part.bounding_box() if part else None
    taken = page.screenshot(animations="disabled", clip=clip)
    few = Image.open(io.BytesIO(taken)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(PICTURES / f"{name}-light.png", optimize=True)


if __name__ == "__main__":
    main()
