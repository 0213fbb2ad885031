"""The drawings of the packaged handbook: as the command makes them, small, and told to be drawings."""

from __future__ import annotations

import pytest
from PIL import Image

from docs import drawings
from ehbi.files import load
from ehbi.files.pictures import checked, file_name
from ehbi.handbook.pictures import Audience

MOST = 12_000
FILES = sorted(drawings.PICTURES.iterdir())
SHOWN = [(step, picture) for step in load().steps for picture in step.pictures]


@pytest.mark.parametrize("name", drawings.DRAWINGS)
def test_a_file_looks_as_the_command_draws_it(name):
    drawn = drawings.DRAWINGS[name]()
    assert drawings.same(drawn, drawings.DRAWINGS[name]())
    assert drawings.kept(drawn)


def test_what_looks_otherwise_is_seen():
    drawn = drawings.login()
    other = drawn.copy()
    other.paste("#0b5563", (600, 200, 604, 204))
    assert not drawings.same(drawn, other)
    assert not drawings.same(drawn, drawings.mail())
    assert not drawings.kept(other)


def test_the_command_leaves_alone_what_looks_the_same_and_takes_away_what_nothing_draws(
    tmp_path, monkeypatch
):
    other = tmp_path / file_name("0" * 32)  # packed by another Pillow
    drawings.login().save(other, "WEBP", lossless=True, method=0)
    drawings.mail().save(tmp_path / "oud.webp", lossless=True)
    monkeypatch.setattr(drawings, "PICTURES", tmp_path)
    monkeypatch.setattr(drawings, "DRAWINGS", {"login": drawings.login, "card": drawings.card})
    drawings.main()
    card = tmp_path / file_name(drawings.packed(drawings.card()).digest)
    assert {*tmp_path.iterdir()} == {other, card}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem[:8])
def test_a_file_is_small_and_as_pictures_are_kept(file):
    made = checked(file.read_bytes())
    assert file.name == file_name(made.digest)
    assert len(made.content) <= MOST
    assert len(Image.open(file).convert("RGB").getcolors()) <= drawings.COLOURS


def test_the_handbook_shows_each_and_has_it_at_hand():
    assert {file_name(picture.file) for _, picture in SHOWN} == {file.name for file in FILES}
    assert {file_name(digest): content for digest, content in load().pictures.items()} == {
        file.name: file.read_bytes() for file in FILES
    }


@pytest.mark.parametrize("picture", [one for _, one in SHOWN], ids=[step.id for step, _ in SHOWN])
def test_words_say_that_it_is_a_drawing_and_something_is_pointed_at(picture):
    assert picture.alt.startswith("Tekening van ")
    assert picture.marks
    assert checked(load().pictures[picture.file])[1:] == (picture.width, picture.height)
    assert not picture.is_for(Audience.DESK)  # it has its answers in sight


def contrast(one, other):
    """The contrast of two colours, as WCAG counts."""

    def light(colour):
        parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        lines = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return sum(share * line for share, line in zip((0.2126, 0.7152, 0.0722), lines, strict=True))

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_words_and_lines_stand_out():
    for words in (drawings.LINE, drawings.SOFT, drawings.FILL):
        for ground in (drawings.GROUND, drawings.WHITE):
            assert contrast(words, ground) > 4.5
