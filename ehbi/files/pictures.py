"""Pictures from people's files: made small, upright and without metadata before anything keeps them."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image, ImageOps

from ..handbook import EhbiError
from ..handbook.pictures import LONGEST_SIDE, digest_of

LARGEST = 10_000_000
"""Bytes of a file that is looked at."""
MOST_PIXELS = 30_000_000
"""Pixels that are unpacked: a small file can hold far more than there is memory for."""
KEPT_BYTES = 120_000
"""Bytes of a picture as it is kept."""
READ = ("PNG", "JPEG", "WEBP")
QUALITIES = (85, 70, 50)
SMALLER = 0.7
"""What is left of the sides of a picture that is too large at any quality."""
WHITE = (255, 255, 255)
_ENDING = "webp"
NAME = re.compile(rf"[0-9a-f]{{32}}\.{_ENDING}")
"""Names of files with pictures, and the last part of their addresses."""
FOLDER = "pictures"
PACKAGED = Path(__file__).with_name(FOLDER)
"""The drawings that come with EHBI: whoever reads a handbook has them."""

_CAN_BE = "EHBI neemt PNG, JPEG en WebP. Maak een schermafdruk, of bewaar het plaatje zo"
_OTHERS = (
    (re.compile(rb"GIF8"), "een GIF"),
    (re.compile(rb"....ftyp(?:heic|heix|hevc|mif1|msf1)", re.DOTALL), "een foto als HEIC"),
    (re.compile(rb"....ftypavif", re.DOTALL), "een AVIF"),
    (re.compile(rb"BM"), "een BMP"),
    (re.compile(rb"II\*\x00|MM\x00\*"), "een TIFF"),
    (re.compile(rb"%PDF"), "een PDF"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s{0,99}<(?:\?xml|!DOCTYPE svg|!--|svg)", re.IGNORECASE), "een SVG"),
)


class PictureError(EhbiError):
    """A file cannot be a picture in a step."""


class Prepared(NamedTuple):
    """A picture as it is kept."""

    content: bytes  # WebP, without metadata
    width: int
    height: int

    @property
    def digest(self) -> str:
        """What it is known by."""
        return digest_of(self.content)


def file_name(digest: str) -> str:
    """Return the name of the file of a picture."""
    return f"{digest}.{_ENDING}"


def prepared(content: bytes) -> Prepared:
    """Return the picture in a file of a person as it is kept; the same file always gives the same bytes.

    It stands upright, lies on white, and is no larger than a page needs. Where it was made, when and with
    what is not in it.

    Raises
    ------
    PictureError
        It is no PNG, JPEG or WebP, is damaged, moves, or is too large to look at.
    """
    image = _upright(_opened(content))
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    # On a canvas of its own: what the file says besides pixels stays behind.
    plain = Image.new("RGB", image.size, WHITE)
    plain.paste(image, mask=image.getchannel("A"))
    return _small_enough(plain)


def checked(content: bytes) -> Prepared:
    """Return a picture that was kept before, from a file that somebody can have changed.

    Raises
    ------
    PictureError
        It is not as :func:`prepared` makes them.
    """
    if len(content) > KEPT_BYTES or not _is_whole(content):
        raise PictureError("Dit is geen plaatje zoals EHBI het bewaart. Voeg het toe in het beheer.")
    image = _opened(content)
    said = {"exif", "icc_profile", "xmp"}.intersection(image.info)
    if image.format != "WEBP" or max(image.size) > LONGEST_SIDE or said:
        raise PictureError("Dit is geen plaatje zoals EHBI het bewaart. Voeg het toe in het beheer.")
    return Prepared(content, *image.size)


def _is_whole(content: bytes) -> bool:
    """Return whether the bytes are one file of WebP, with nothing behind it."""
    return (
        content[:4] == b"RIFF"
        and content[8:12] == b"WEBP"
        and int.from_bytes(content[4:8], "little") == len(content) - 8
    )


def _opened(content: bytes) -> Image.Image:
    if len(content) > LARGEST:
        raise PictureError(
            f"Het plaatje is groter dan {LARGEST // 1_000_000} MB. Knip uit wat je wilt laten zien."
        )
    try:
        image = Image.open(BytesIO(content), formats=READ)
        _refuse(image)
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        image.load()
    except PictureError:
        raise
    except Exception as error:  # whatever a file of others makes of Pillow, it is no picture to us
        raise PictureError(_why(content)) from error
    return image


def _refuse(image: Image.Image) -> None:
    """Refuse what should not be unpacked."""
    if image.width * image.height > MOST_PIXELS:
        raise PictureError("Het plaatje heeft te veel pixels. Knip uit wat je wilt laten zien.")
    # A camera keeps a second, smaller one beside the first.
    if getattr(image, "is_animated", False) and image.format != "MPO":
        raise PictureError("Dit plaatje beweegt. Neem een plaatje dat stilstaat.")


def _why(content: bytes) -> str:
    what = next((what for sign, what in _OTHERS if sign.match(content)), "")
    if what:
        return f"Dit is {what}. {_CAN_BE}."
    if content.startswith((b"\x89PNG", b"\xff\xd8", b"RIFF")):
        return "Dit plaatje is beschadigd. Maak of bewaar het opnieuw."
    return f"Dit is geen plaatje. {_CAN_BE}."


def _upright(image: Image.Image) -> Image.Image:
    try:
        turned = ImageOps.exif_transpose(image)
    except Exception:  # noqa: BLE001  # what it says about itself makes no sense: then as it is
        turned = image
    return turned.convert("RGBA")


def _small_enough(image: Image.Image) -> Prepared:
    """Return an image packed: without any loss if that is small, as of most screens, else with some."""
    tried = _packed(image, quality=QUALITIES[0])
    if len(tried.content) <= KEPT_BYTES:
        sharp = _packed(image, lossless=True, quality=60)
        return sharp if len(sharp.content) <= KEPT_BYTES else tried
    for times in range(20):
        width, height = (max(1, int(side * SMALLER**times)) for side in image.size)
        for quality in QUALITIES[1:]:
            tried = _packed(image.resize((width, height)) if times else image, quality=quality)
            if len(tried.content) <= KEPT_BYTES:
                return tried
    return tried  # of one pixel


def _packed(image: Image.Image, **how: Any) -> Prepared:
    packed = BytesIO()
    image.save(packed, "WEBP", method=4, **how)
    return Prepared(packed.getvalue(), *image.size)
