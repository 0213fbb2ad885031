"""The code on the slides is read as a phone reads it: from the screen, whatever colours it has."""

from base64 import b64encode
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

import ehbi
from ehbi.slides import ROOM_MODULES, SLIDE_MODULES, Served, slides_page
from ehbi.slides.page import code

from .axe import PROJECTOR

ADDRESSES = [
    "http://192.0.2.7:8870/stem",
    "http://[2001:db8::7]:8870/stem",
    "http://" + "werkplek." * 6 + "bibliotheek.example:8870/stem",
]
SCHEMES = ["light", "dark"]
LINES = """(shown) => [...shown.childNodes].filter((one) => one.data).map((one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return range.getClientRects().length;
})"""
"""On how many lines each part of an address is."""
WITHOUT_CASES = ehbi.load().model_copy(update={"examples": ()})


def served(join):
    """The slides as a server has them, with their scripts in the page all the same."""
    files = {path.stem: path.read_bytes() for path in (SLIDE_MODULES | ROOM_MODULES).values()}
    return Served(
        lambda name: "data:text/javascript;base64," + b64encode(files[name]).decode(), (), "weg", join
    )


def read(picture):
    """What a phone reads in a picture that is black on white; it need not know the other way round."""
    found = zxingcpp.read_barcode(Image.open(BytesIO(picture)), try_invert=False)
    return found.text if found else None


@pytest.fixture
def projector(page):
    page.set_viewport_size(PROJECTOR)
    return page


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_phone_reads_on_the_slide_where_to_choose(projector, tmp_path, address):
    file = tmp_path / "dias.html"
    file.write_text(slides_page(WITHOUT_CASES, served(address)), encoding="utf-8")
    projector.goto(f"{file.as_uri()}#meedoen.1")
    expect(projector.locator("#meedoen .code svg")).to_be_visible()
    expect(projector.locator("#meedoen .lead .address")).to_have_text(address.removeprefix("http://"))
    for scheme in SCHEMES:
        projector.emulate_media(color_scheme=scheme)
        assert read(projector.screenshot()) == address, scheme


@pytest.mark.parametrize("address", ["192.168.178.230:8870/stem", "inloggen.bibliotheek.example:8870/stem"])
def test_an_address_to_type_goes_on_a_next_line_between_its_parts(projector, tmp_path, address):
    file = tmp_path / "dias.html"
    file.write_text(slides_page(WITHOUT_CASES, served(f"http://{address}")), encoding="utf-8")
    projector.goto(f"{file.as_uri()}#meedoen.1")
    shown = projector.locator("#meedoen .lead .address")
    expect(shown).to_be_visible()
    assert set(shown.evaluate(LINES)) == {1}


def test_the_code_alone_needs_nothing_around_it(projector):
    projector.set_content(
        f"<body style='background: #000'><div style='width: 200px'>{code(ADDRESSES[0])}</div>"
    )
    for scheme in SCHEMES:
        projector.emulate_media(color_scheme=scheme)
        assert read(projector.locator("svg").screenshot()) == ADDRESSES[0], scheme
