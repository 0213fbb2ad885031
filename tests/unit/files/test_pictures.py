"""Pictures from people's files: small, upright, without metadata; no hostile ones."""

from __future__ import annotations

import random
import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from ehbi.files.pictures import KEPT_BYTES, LARGEST, PictureError, checked, prepared
from ehbi.handbook.pictures import LONGEST_SIDE
from tests.examples import share
from tests.unit.files.drawing import drawn, saved


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_what_people_have_becomes_a_small_webp(form):
    made = prepared(saved(drawn(800, 600), form))
    assert (made.width, made.height) == (800, 600)
    image = Image.open(BytesIO(made.content))
    assert (image.format, image.size) == ("WEBP", (800, 600))
    assert checked(made.content) == made


def test_the_same_file_gives_the_same_bytes():
    content = saved(drawn(300, 200), "PNG")
    assert prepared(content) == prepared(content)
    assert prepared(content).digest == prepared(content).digest


def test_a_large_one_is_made_smaller():
    made = prepared(saved(drawn(4000, 1000), "PNG"))
    assert (made.width, made.height) == (LONGEST_SIDE, LONGEST_SIDE // 4)


def test_what_is_hard_to_pack_still_becomes_small():
    chance = random.Random(1)  # noqa: S311  # no secret
    noise = Image.frombytes("RGB", (700, 500), chance.randbytes(700 * 500 * 3))
    made = prepared(saved(noise, "JPEG", quality=60))
    assert len(made.content) <= KEPT_BYTES
    assert checked(made.content) == made


def test_a_screen_stays_as_sharp_as_it_was():
    screen = drawn(800, 600)
    made = prepared(saved(screen, "PNG"))
    assert Image.open(BytesIO(made.content)).convert("RGB").tobytes() == screen.tobytes()


def test_it_stands_upright_as_the_camera_says():
    turned = Image.Exif()
    turned[0x0112] = 6
    made = prepared(saved(drawn(300, 200), "JPEG", exif=turned))
    assert (made.width, made.height) == (200, 300)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_nothing_is_left_of_who_made_it_where(form):
    told = Image.Exif()
    told[0x010E] = "geheim: Jan Jansen"
    told[0x0131] = "geheime camera"
    more = {"xmp": b"<x:xmpmeta>geheim</x:xmpmeta>", "icc_profile": b"geheim" * 40}
    if form == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Author", "geheim")
        more = {"pnginfo": text}
    content = saved(drawn(300, 200), form, exif=told, **more)
    assert b"geheim" in content
    made = prepared(content).content
    assert b"geheim" not in made
    assert not {b"EXIF", b"XMP ", b"ICCP"}.intersection(made[at : at + 4] for at in range(len(made)))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_each_kind_of_colours_lies_on_white(mode):
    made = prepared(saved(Image.new(mode, (4, 4)), "PNG"))
    pixel = Image.open(BytesIO(made.content)).convert("RGB").getpixel((1, 1))
    assert pixel == ((255, 255, 255) if mode in {"LA", "RGBA"} else (0, 0, 0))


REFUSED = {
    "een GIF": saved(drawn(9, 9), "GIF"),
    "een BMP": saved(drawn(9, 9), "BMP"),
    "een TIFF": saved(drawn(9, 9), "TIFF"),
    "een SVG": b'<?xml version="1.0"?><svg onload="alert(1)" xmlns="http://www.w3.org/2000/svg"/>',
    "een PDF": b"%PDF-1.7 niets",
    "een foto als HEIC": b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
    "een AVIF": b"\x00\x00\x00\x18ftypavif\x00\x00\x00\x00",
    "geen plaatje": b"Jan heeft een tekst",
    "beschadigd": saved(drawn(300, 200), "PNG")[:-60],
}


@pytest.mark.parametrize("said", REFUSED)
def test_what_is_no_picture_is_refused_and_the_message_says_what_can_be(said):
    with pytest.raises(PictureError) as refused:
        prepared(REFUSED[said])
    assert said in str(refused.value)
    assert "opnieuw" in str(refused.value) or "PNG, JPEG en WebP" in str(refused.value)


@pytest.mark.parametrize("content", [b"", b"<svg " + b"<" * 1_000_000, b" " * 1_000_000, b"\xff\xd8" * 1000])
def test_nonsense_is_refused_at_once(content):
    with pytest.raises(PictureError):
        prepared(content)


def test_what_moves_is_refused():
    frames = [drawn(30, 20), Image.new("RGB", (30, 20))]
    for form in ("PNG", "WEBP"):
        with pytest.raises(PictureError, match="beweegt"):
            prepared(saved(frames[0], form, save_all=True, append_images=frames[1:]))


def chunk(kind, data):
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def test_a_bomb_is_refused_before_it_is_unpacked():
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1_000_000)))
    with pytest.raises(PictureError, match=r"te veel pixels|geen plaatje|beschadigd"):
        prepared(bomb + chunk(b"IEND", b""))
    text = chunk(b"zTXt", b"x\0\0" + zlib.compress(bytes(80_000_000)))
    small = saved(drawn(9, 9), "PNG")
    with pytest.raises(PictureError):
        prepared(small[:33] + text * 3 + small[33:])


def segment(marker, data):
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


SAID = {
    "exif": segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08" + bytes(65_000)) * 140,
    "a circle in it": segment(
        0xE1, b"Exif\0\0MM\0*\0\0\0\x08" + struct.pack(">HHHIII", 1, 0x010E, 7, 4, 8, 8)
    ),
    "colours": b"".join(
        segment(0xE2, b"ICC_PROFILE\0" + bytes([at, 140]) + bytes(65_000)) for at in range(1, 141)
    ),
}


@pytest.mark.parametrize("said", SAID)
def test_however_much_a_photo_says_of_itself_its_pixels_are_taken(said):
    photo = saved(drawn(300, 200), "JPEG")
    assert prepared(photo[:2] + SAID[said] + photo[2:]).content == prepared(photo).content


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_thousands_of_frames_are_not_unpacked(form):
    frames = [Image.new("RGB", (2, 2), (at % 256, at // 256, 0)) for at in range(3000)]
    film = saved(frames[0], form, save_all=True, append_images=frames[1:])
    with pytest.raises(PictureError, match="beweegt"):
        prepared(film)
    with pytest.raises(PictureError):
        checked(film[: 8 + int.from_bytes(film[4:8], "little")])


def test_a_canvas_as_large_as_webp_can_say_is_refused():
    small = saved(drawn(9, 9), "WEBP", xmp=b"<x/>")  # with a header of its own for the size
    size = small.index(b"VP8X") + 12
    with pytest.raises(PictureError):
        prepared(small[:size] + b"\xff\x3f\0" * 2 + small[size + 6 :])


def test_a_file_that_is_too_large_is_not_looked_at():
    with pytest.raises(PictureError, match="groter dan 10 MB"):
        prepared(saved(drawn(9, 9), "PNG") + bytes(LARGEST))


@share(1)
@given(st.binary(max_size=300), st.sampled_from(["PNG", "JPEG", "WEBP"]), st.integers(0, 400))
def test_any_damage_is_a_picture_or_a_refusal(noise, form, at):
    content = saved(drawn(30, 20), form)
    try:
        made = prepared(content[:at] + noise + content[at + len(noise) :])
    except PictureError as error:
        assert str(error).endswith(".")  # noqa: PT017  # either is fine
    else:
        assert len(made.content) <= KEPT_BYTES


KEPT = prepared(saved(drawn(300, 200), "PNG")).content
SPOILT = {
    "more behind it": KEPT + b"<script>alert(1)</script>",
    "less": KEPT[:-9],
    "another form": saved(drawn(300, 200), "PNG"),
    "too large": saved(drawn(1300, 200), "WEBP"),
    "something else in it": saved(drawn(300, 200), "WEBP", xmp=b"<x/>"),
    "nothing": b"",
}


@pytest.mark.parametrize("how", SPOILT)
def test_what_comes_back_from_a_file_is_as_it_was_made(how):
    assert checked(KEPT).content == KEPT
    with pytest.raises(PictureError):
        checked(SPOILT[how])
