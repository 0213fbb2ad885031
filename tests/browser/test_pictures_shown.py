"""Pictures where only a browser shows that they fit: on paper, and on a slide for a room."""

from __future__ import annotations

from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from ehbi import book
from ehbi.files.pictures import prepared
from ehbi.places import DATABASE
from ehbi.slides import deck, slides_page
from ehbi.store import Store, drafts, revisions
from tests.serving import running_server
from tests.unit.files.drawing import drawn, saved
from tests.unit.handbook.pictures import picture, with_pictures
from tests.unit.slides.rooms import fewer

from .axe import assert_clean, resize
from .presenting import at, presenter, workshop_of

STEP = "reset-mail"
TEXTS = ("De knop Inloggen", "Het veld voor het wachtwoord", "Het veld voor het pasnummer")
MARKS = [
    {"kind": kind, "x": 375, "y": 670, "text": text}
    for kind, text in zip(("ring", "arrow", "number"), TEXTS, strict=True)
]
WIDE, TALL = (prepared(saved(drawn(*size), "PNG")) for size in ((640, 400), (400, 720)))


def shown(*files):
    pictures = [
        picture(file=one.digest, width=one.width, height=one.height, marks=MARKS, shown=who)
        for one, who in zip(files, ("both", "patron", "desk", "both"), strict=False)
    ]
    return fewer(with_pictures(STEP, *pictures)).with_pictures({one.digest: one.content for one in files})


HANDBOOK = shown(WIDE, TALL)
TELLS, STORY = next(
    (f"{slide.id}.{number}", slide.id)
    for slide in deck(HANDBOOK)
    for number, frame in enumerate(slide.frames, start=1)
    if frame.case and frame.case.step and frame.case.step.id == STEP and not frame.choice
)
PARTS = """() => {
    const slide = document.querySelector(".now");
    const inside = slide.getBoundingClientRect();
    const seen = [...slide.querySelectorAll(".pictures.shown")];
    const boxes = [".words", ".chart", ".shown .ehbi-pointed > :first-child", ".shown figcaption"]
        .flatMap((name) => [...slide.querySelectorAll(name)])
        .map((one) => one.getBoundingClientRect())
        .filter(({ width, height }) => width && height);
    const over = (one, other) => one.left < other.right - 1 && other.left < one.right - 1
        && one.top < other.bottom - 1 && other.top < one.bottom - 1;
    return {
        overlaps: boxes.filter((one, at) => boxes.slice(at + 1).some((other) => over(one, other))).length,
        outside: boxes.filter((one) => one.right > inside.right || one.bottom > inside.bottom).length,
        scrolls: seen.filter((one) => one.scrollHeight > one.clientHeight + 1).length,
        apart: [...slide.querySelectorAll(".pictures.shown .ehbi-pointed")].map((one) => {
            const [below, above] = [...one.children].map((part) => part.getBoundingClientRect());
            return Math.abs(below.width - above.width) + Math.abs(below.height - above.height);
        }),
        sizes: [...slide.querySelectorAll(".pictures.shown .ehbi-pointed > :first-child")]
            .map((one) => one.getBoundingClientRect()).map(({ width, height }) => [width, height]),
    };
}"""


def assert_fits(page, size):
    """Fail unless pictures lie over nothing, keep their shape and have their marks exactly on them."""
    resize(page, dict(zip(("width", "height"), size, strict=True)))
    parts = page.evaluate(PARTS)
    assert (parts["overlaps"], parts["outside"], parts["scrolls"]) == (0, 0, 0), size
    assert max(parts["apart"]) < 0.5
    return parts["sizes"]


def test_the_presenter_shows_them_on_a_small_projector_and_nothing_lies_over_anything(browser, tmp_path):
    with workshop_of(HANDBOOK, tmp_path) as server, presenter(browser, server) as (page, asked, failed):
        page.set_viewport_size({"width": 1024, "height": 768})
        at(page, TELLS)
        images = page.locator(f"#{STORY} .pictures.shown img")
        expect(images).to_have_count(2)
        expect(images.nth(0)).to_have_js_property("naturalWidth", 640)
        expect(images.nth(1)).to_have_js_property("naturalHeight", 720)
        assert {one for one in asked if "/pictures/" in one} == {
            f"{server.url.split('?')[0]}pictures/{one.digest}.webp" for one in (WIDE, TALL)
        }
        for size in ((1024, 768), (1366, 650)):
            (wide, high), (_, tall) = assert_fits(page, size)
            assert wide / high == pytest.approx(640 / 400, rel=0.01)
            assert min(wide, tall) > 150
        expect(page.locator(".now").get_by_text("Dit ziet de lener:").locator("visible=true")).to_have_count(
            1
        )
        assert_clean(page)
        page.set_viewport_size({"width": 1024, "height": 768})
        live = page.locator("#page_guide")
        at(page, "stap-voor-stap.1")
        live.locator(f"button[data-start={STEP}]").click()
        card = live.locator(f".ehbi-card[data-step={STEP}]")
        expect(card.locator("button.answer").first).to_be_in_viewport()
        card.locator(".ehbi-picture").scroll_into_view_if_needed()
        expect(card.locator(".ehbi-picture img")).to_have_js_property("naturalWidth", 640)
        assert failed == []


def test_four_of_them_take_the_place_of_the_chart_and_all_marks_are_told(page, tmp_path):
    file = tmp_path / "slides.html"
    files = [
        prepared(saved(drawn(*size), "PNG")) for size in ((640, 400), (400, 720), (800, 300), (500, 500))
    ]
    file.write_text(slides_page(shown(*files)), encoding="utf-8")
    page.goto(file.as_uri())
    at(page, TELLS)
    for size in ((1024, 768), (1366, 650), (1920, 1080)):
        assert len(assert_fits(page, size)) == 4
    expect(page.locator(".now .chart")).to_be_hidden()
    expect(
        page.locator(".pictures.shown").get_by_role("img", name="Het scherm om in te loggen")
    ).to_have_count(4)
    expect(page.locator(".pictures.shown").get_by_text(TEXTS[0])).to_have_count(4)


def test_on_paper_it_stands_beside_what_is_pointed_at_and_that_is_text(page, tmp_path):
    file = tmp_path / "handboek.html"
    file.write_text(book.page(HANDBOOK), encoding="utf-8")
    page.emulate_media(color_scheme="dark")
    page.goto(f"{file.as_uri()}#{STEP}")
    expect(page.locator(f"#{STEP} .ehbi-picture img")).to_be_visible()
    pages = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    (sheet,) = [one for one in pages if one.images]
    assert all(text in " ".join(sheet.extract_text().split()) for text in TEXTS)
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 680, "height": 1009})
    image, told = (
        page.locator(f"#{STEP} .ehbi-picture {part}").bounding_box() for part in ("img", "figcaption")
    )
    assert image["x"] + image["width"] < told["x"]
    assert told["x"] + told["width"] <= 681
    assert image["height"] < 1009 / 4


def test_the_whole_handbook_on_paper_has_pictures_that_nobody_looked_at_yet(page, tmp_path):
    address = f"sqlite:///{tmp_path}/ehbi.sqlite"
    with Store.open(address, publishes=True) as store:
        base = drafts.begin(store, "Noor").base
        revisions.publish(store, base, HANDBOOK, "Noor", "Met een plaatje")
    with running_server(**{DATABASE: address}) as server:
        page.goto(server.url)
        pages = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert [len(one.images) for one in pages if one.images] == [1]
