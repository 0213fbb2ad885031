"""Pictures on slides: beside the words of their step, once in a file, and no byte where there are none."""

from __future__ import annotations

import re

from ehbi.handbook import Handbook
from ehbi.handbook.pictures import digest_of
from ehbi.slides import Layout, Served, deck, slides_page
from ehbi.slides.page import SEEN_CSS, seen
from tests.unit.handbook.pictures import CONTENT, picture, with_pictures, without_pictures

DIGEST = digest_of(CONTENT)
BARE = without_pictures()
MARK = {"kind": "ring", "x": 500, "y": 250, "text": "De knop <Inloggen>"}
OFTEN = "ingelogd"
"""A step at which more than one story ends."""
SERVED = Served(lambda name: f"/{name}.js", (), "/weg")


def shown(step=OFTEN, **fields):
    return with_pictures(step, picture(**fields)).with_pictures({DIGEST: CONTENT})


def frames(handbook: Handbook):
    return [(slide, frame) for slide in deck(handbook) for frame in slide.frames if seen(frame)]


def figures(html):
    return re.findall(r'<figure class="ehbi-picture".*?</figure>', html, re.DOTALL)


def without_pictures(html):
    html = re.sub(r'\s*<div class="pictures".*?</figure>\s*</div>\s*</div>', "", html, flags=re.DOTALL)
    return re.sub(r'<svg class="shared".*?</svg>', "", html, flags=re.DOTALL).replace(f"\n{SEEN_CSS}", "")


def test_slides_without_pictures_hold_nothing_of_them():
    for served in (None, SERVED):
        html = slides_page(BARE, served)
        assert "ehbi-pointed" not in html
        assert 'class="pictures"' not in html
        assert without_pictures(slides_page(shown(), served)).split() == html.split()


def test_a_picture_is_on_each_slide_where_the_room_reads_its_step_and_on_no_other():
    found = frames(shown())
    assert len(found) > 1
    assert all(frame.case.step.id == OFTEN for _, frame in found)
    assert {slide.layout for slide, _ in frames(shown("reset-mail"))} == {Layout.STORY}
    assert len(figures(slides_page(shown()))) == len(found)


def test_a_file_has_it_in_itself_once_however_often_it_is_shown():
    html = slides_page(shown(marks=[MARK]))
    assert html.count("data:image/webp;base64,") == 1
    assert html.count(f'<use href="#picture_{DIGEST}"/>') == len(frames(shown()))
    assert html.count(f'<image id="picture_{DIGEST}" width="640" height="400" ') == 1
    assert all('role="img" aria-label="Het scherm om in te loggen"' in one for one in figures(html))
    assert all('<li dir="auto">De knop &lt;Inloggen&gt;</li>' in one for one in figures(html))
    assert "./pictures/" not in html


def test_a_server_is_asked_for_it_when_it_is_looked_at():
    html = slides_page(shown(), SERVED)
    image = (
        f'<img src="./pictures/{DIGEST}.webp" width="640" height="400" '
        'alt="Het scherm om in te loggen" loading="lazy" decoding="async">'
    )
    assert html.count(image) == len(frames(shown()))
    assert "data:image/webp" not in html
    assert html == slides_page(with_pictures(OFTEN, picture()), SERVED)


def test_what_nobody_has_is_told_in_words():
    html = slides_page(with_pictures(OFTEN, picture()))
    assert "<use" not in html
    assert html.count('<p class="ehbi-unseen-picture" dir="auto">Het scherm om in te loggen</p>') > 1


def test_what_only_the_patron_sees_says_so():
    assert "Dit ziet de lener:" in slides_page(shown(shown="patron"))
    assert "Dit ziet de lener:" not in slides_page(shown(shown="both"))


def test_text_of_people_stays_text():
    for served in (None, SERVED):
        html = slides_page(shown(alt='"><script>alert(1)</script>'), served)
        assert "<script>alert" not in html
