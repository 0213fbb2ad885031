"""Pictures in the book: who sees which, what is pointed at as text too, and no byte where there are none."""

from __future__ import annotations

import gzip
import re
from functools import partial

import pytest

from ehbi import book
from ehbi.files.documents import to_data
from ehbi.handbook import Case, Handbook
from ehbi.handbook.edits import change_step
from ehbi.handbook.pictures import digest_of
from tests.unit.handbook.pictures import CONTENT, picture, with_pictures, without_pictures

STEP = "mail-zoeken"
DIGEST = digest_of(CONTENT)
MARK = {"kind": "ring", "x": 500, "y": 250, "text": "De knop <Inloggen>"}
served = partial(book.page, modules=book.served_modules(lambda path: f"./assets/x/ehbi/{path.name}"))


def shown(**fields):
    return with_pictures(STEP, picture(**fields)).with_pictures({DIGEST: CONTENT})


def section(html, step=STEP):
    return re.search(rf'<section class="step" id="{step}".*?</section>', html, re.DOTALL)[0]


def image(html):
    return re.search(r"<img [^>]*>", html)[0]


def test_a_page_without_pictures_holds_nothing_of_them():
    for make in (book.page, served):
        html = make(without_pictures())
        assert "ehbi-pointed" not in html
        assert "ehbi-picture" not in re.sub(r'data:text/javascript[^"]*', "", html)
        with_one = make(shown(shown="desk"))
        figure = re.search(r'\s*<figure class="ehbi-picture".*?</figure>\n', with_one, re.DOTALL)[0]
        without = with_one.replace(figure, "\n").replace(f"\n{book.PICTURE_CSS}", "")
        revision = shown(shown="desk").revision
        assert without.replace(revision, without_pictures().revision).split() == html.split()


def test_a_server_is_asked_for_it_when_it_is_looked_at():
    html = section(served(shown()))
    assert image(html) == (
        f'<img src="./pictures/{DIGEST}.webp" width="640" height="400" '
        'alt="Het scherm om in te loggen" loading="lazy" decoding="async">'
    )
    assert "data:image/webp" not in html


def test_a_file_has_it_in_itself_and_once():
    html = book.page(shown())
    assert html.count("data:image/webp;base64,") == 1
    assert "./pictures/" not in html


def test_who_is_to_see_it_sees_it():
    def seen(audience):
        html = section(served(shown(shown=audience)))
        patron, _, desk = html.partition("</template>")
        return ("<img" in patron, "<img" in desk)

    assert seen("desk") == (False, True)
    assert seen("patron") == (True, False)
    assert seen("both") == (False, True)  # patron.js has it from the desk's


def test_a_step_that_says_nothing_to_a_patron_can_show_something():
    silent = change_step(with_pictures(STEP, picture()), STEP, {"say": "", "patron": ""})
    assert '<template class="for-patron"></template>' in section(served(silent))


@pytest.mark.parametrize("kind", ["ring", "arrow", "number"])
def test_what_is_pointed_at_is_drawn_at_its_place_and_told_as_text(kind):
    html = section(served(shown(marks=[MARK | {"kind": kind}])))
    assert 'x="50.0%" y="25.0%"' in html
    assert '<li dir="auto">De knop &lt;Inloggen&gt;</li>' in html
    drawing = re.search(r'<svg aria-hidden="true".*</svg>', html, re.DOTALL)[0]
    assert "Inloggen" not in drawing
    assert (">1</text>" in drawing) == (kind == "number")


def test_several_marks_have_the_numbers_of_their_texts():
    html = section(served(shown(marks=[MARK, MARK | {"text": "Het veld"}])))
    assert re.findall(r">(\d)</text>", html) == ["1", "2"]


def test_guide_and_notebook_have_it_where_its_bytes_are_at_hand():
    step = without_pictures().step(STEP)
    assert "picture" not in book.step_html(without_pictures(), step)
    full = shown()
    html = book.step_html(full, full.step(STEP), Case(full))
    assert image(html).startswith('<img src="data:image/webp;base64,')
    assert ".ehbi-pointed" in html
    bare = with_pictures(STEP, picture())
    html = book.step_html(bare, bare.step(STEP))
    assert "<img" not in html
    assert "Het scherm om in te loggen" in html


def test_marks_can_lie_over_a_picture_that_is_shown_in_another_way():
    html = book.marks_html(picture(marks=[MARK]))
    assert html.count('class="ehbi-mark"') == 1
    assert "Inloggen" not in html


def test_text_of_people_stays_text():
    html = section(served(shown(alt='"><script>alert(1)</script>')))
    assert "<script" not in html


def test_with_twenty_of_them_the_first_answer_is_their_addresses_and_no_byte_of_theirs():
    data = to_data(without_pictures())
    contents = {digest_of(bytes([number])): bytes([number]) * 120_000 for number in range(20)}
    for step, digest in zip(data["steps"], contents, strict=False):
        step["pictures"] = [to_data(picture(file=digest, marks=[MARK]))]
    twenty = Handbook.model_validate(data)
    html = served(twenty.with_pictures(contents))
    assert html.count("./pictures/") == 20
    assert html == served(twenty)
    # What each costs is its markup; packed, as it is sent, all of them are a few kilobytes.
    assert len(html) - len(served(without_pictures())) < 20 * 1_500 + len(book.PICTURE_CSS)
    assert len(gzip.compress(html.encode())) - len(gzip.compress(served(without_pictures()).encode())) < 5_000
