"""What a PDF file has in it."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from pypdf import PdfReader

_MM = 25.4 / 72


@cache
def pages(file):
    return PdfReader(BytesIO(file)).pages


def size(page):
    """Return the width and height of a page in whole millimetres."""
    return round(float(page.mediabox.width) * _MM), round(float(page.mediabox.height) * _MM)


def squeezed(text):
    return "".join(text.split())


@cache
def words(file):
    """Return all text without white space, as lines may break anywhere."""
    return squeezed("".join(page.extract_text() for page in pages(file)))


@cache
def lines(file):
    """Return every line of text that was set by itself."""
    found = []
    for page in pages(file):
        page.extract_text(visitor_text=lambda text, *_: found.append(text.strip()))
    return found


@cache
def sizes(file):
    """Return the size in points of every piece of text."""
    found = []

    def visit(text, cm, tm, _, size):
        if text.strip():
            found.append(size * abs(tm[3]) * abs(cm[3]))

    for page in pages(file):
        page.extract_text(visitor_text=visit)
    return found


@cache
def fonts(file):
    """Return the fonts by name, each with whether it is TrueType that is in the file."""
    found = {}
    for page in pages(file):
        for font in page["/Resources"]["/Font"].values():
            one = font.get_object()
            one = one["/DescendantFonts"][0].get_object() if "/DescendantFonts" in one else one
            descriptor = one.get("/FontDescriptor", {})
            found[str(one.get("/BaseFont"))] = "/FontFile2" in descriptor
    return found


def assert_only_words_and_lines(file):
    for page in pages(file):
        forms = page["/Resources"].get("/XObject", {}).values()
        assert not [form for form in forms if form.get_object()["/Subtype"] == "/Image"]
    assert fonts(file)
    assert all(fonts(file).values())
    assert {name.split("+")[-1][:10] for name in fonts(file)} == {"DejaVuSans"}


def assert_inside(file, margin):
    """Every text begins at least so many mm from the edges."""
    edge = margin / _MM - 0.01
    for page in pages(file):
        wide, tall = (float(side) for side in (page.mediabox.width, page.mediabox.height))

        def visit(text, cm, tm, *_, wide=wide, tall=tall):
            if text.strip():
                x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
                assert edge <= x <= wide - edge, text
                assert edge <= y <= tall - edge, text

        page.extract_text(visitor_text=visit)
