"""Draw the pictures of the packaged handbook anew: ``make drawings``.

They are drawings and look it: nobody's screen, no logo, and no words but those of the handbook. A file that
looks as its drawing does stays as it is: another Pillow packs the same picture in other bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

from ehbi.files.documents import PACKAGED
from ehbi.files.pictures import FOLDER, Prepared, file_name, prepared

PICTURES = PACKAGED.parent / FOLDER
TIMES = 4
"""How much larger it is drawn than kept, so that round lines are smooth."""
COLOURS = 24
CLOSE = 80
"""How far a colour may be from another, of 255: letters differ a little from one Pillow to the next."""

GROUND, WHITE, LINE, SOFT, PALE = "#f3efe4", "#ffffff", "#22333b", "#5b6870", "#d5dade"
FILL = "#0b5563"
NOTE = "Tekening: bij jou kan het er anders uitzien"
WIDTH, MARGIN, TEXT, SMALL = 720, 24, 28, 24
STROKE = 3


class Sheet:
    """A drawing under way: places and sizes are in pixels of the picture as it is kept."""

    def __init__(self, height: int) -> None:
        self.height = height
        self._image = Image.new("RGB", (WIDTH * TIMES, height * TIMES), GROUND)
        self._draw = ImageDraw.Draw(self._image)

    def box(self, at: tuple[int, int, int, int], fill: str = WHITE, line: str = LINE) -> None:
        """Draw a box with round corners."""
        self._draw.rounded_rectangle([one * TIMES for one in at], 10 * TIMES, fill, line, STROKE * TIMES)

    def line(self, *places: int, colour: str = LINE, width: int = STROKE) -> None:
        """Draw a line along places: x, y, x, y, and so on."""
        self._draw.line([one * TIMES for one in places], colour, width * TIMES, joint="curve")

    def dot(self, x: int, y: int, radius: int, colour: str = LINE) -> None:
        """Draw a dot."""
        at = [one * TIMES for one in (x - radius, y - radius, x + radius, y + radius)]
        self._draw.ellipse(at, colour)

    def write(
        self, place: tuple[int, int], text: str, colour: str = LINE, size: int = TEXT, at: str = "lm"
    ) -> None:
        """Write words; ``at`` says where of them the place is, as Pillow does."""
        font = ImageFont.load_default(size * TIMES)
        x, y = place
        self._draw.text((x * TIMES, y * TIMES), text, colour, font, at)

    def finished(self) -> Image.Image:
        """Return the picture, which says what it is."""
        self.write((WIDTH // 2, self.height - 22), NOTE, SOFT, SMALL, "mm")
        return self._image.reduce(TIMES).quantize(COLOURS, dither=Image.Dither.NONE).convert("RGB")


def login() -> Image.Image:
    """Return a screen to log in: two fields, a button, and the way to a new password."""
    sheet = Sheet(440)
    sheet.box((110, MARGIN, 610, 392))
    for top, label in ((40, "Gebruikersnaam"), (144, "Wachtwoord")):
        sheet.write((140, top + 16), label)
        sheet.box((140, top + 38, 580, top + 90), line=SOFT)
    sheet.line(160, 92, 160, 116)
    for at in range(8):
        sheet.dot(166 + at * 24, 208, 6)
    sheet.box((140, 258, 320, 318), FILL, FILL)
    sheet.write((230, 288), "Inloggen", WHITE, at="mm")
    sheet.write((140, 350), "Wachtwoord vergeten", FILL)
    sheet.line(140, 368, 420, 368, colour=FILL, width=2)
    return sheet.finished()


def mail() -> Image.Image:
    """Return a program for mail: its folders, and what is in one of them."""
    sheet = Sheet(360)
    sheet.box((40, MARGIN, 680, 312))
    sheet.line(384, MARGIN, 384, 312)
    for middle, name in ((86, "Inbox"), (186, "Spammap")):
        _envelope(sheet, 88, middle)
        sheet.write((178, middle), name)
    for middle in range(64, 300, 70):
        sheet.dot(414, middle, 9, FILL)
        sheet.line(438, middle - 11, 580, middle - 11, colour=SOFT, width=9)
        sheet.line(438, middle + 11, 650, middle + 11, colour=PALE, width=9)
    return sheet.finished()


def _envelope(sheet: Sheet, left: int, middle: int) -> None:
    sheet.box((left, middle - 14, left + 38, middle + 14))
    sheet.line(left + 4, middle - 9, left + 19, middle + 2, left + 34, middle - 9)


def card() -> Image.Image:
    """Return two library cards: the old one, of which the number is crossed out, and the new one."""
    sheet = Sheet(330)
    for left, which, number, fill in ((40, "oude", "1234 5678", SOFT), (370, "nieuwe", "8765 4321", FILL)):
        sheet.write((left, 36), f"{which} pas", size=SMALL)
        sheet.box((left, 60, left + 310, 280))
        sheet.box((left, 60, left + 310, 112), fill)
        sheet.write((left + 20, 86), "Bibliotheek", WHITE, SMALL)
        for at in range(18):
            sheet.line(left + 45 + at * 13, 134, left + 45 + at * 13, 190, width=3 + at * 7 % 5)
        sheet.write((left + 155, 236), number, at="mm")
    sheet.line(110, 236, 280, 236, width=4)
    return sheet.finished()


DRAWINGS: dict[str, Callable[[], Image.Image]] = {"login": login, "mail": mail, "card": card}


def main() -> None:
    """Write the drawings that look otherwise than before, and tell what the handbook calls each."""
    PICTURES.mkdir(exist_ok=True)
    names = {}
    for name, draw in DRAWINGS.items():
        drawn = draw()
        if not (file := kept(drawn)):
            made = packed(drawn)
            file = PICTURES / file_name(made.digest)
            file.write_bytes(made.content)
        names[file] = name
        sys.stdout.write(f"{name}: {file.stem}, {drawn.width} × {drawn.height}, {file.stat().st_size} B\n")
    for file in {*PICTURES.iterdir()} - names.keys():
        file.unlink()
    sys.stdout.write(f"{PACKAGED.name} names them at its steps.\n")


def packed(drawn: Image.Image) -> Prepared:
    """Return a drawing as a picture is kept that somebody adds."""
    content = BytesIO()
    drawn.save(content, "PNG")
    return prepared(content.getvalue())


def kept(drawn: Image.Image) -> Path | None:
    """Return the file that looks as a drawing does), if there is one."""
    return next((file for file in sorted(PICTURES.iterdir()) if same(drawn, Image.open(file))), None)


def same(one: Image.Image, other: Image.Image) -> bool:
    """Return whether nobody sees a difference between two pictures."""
    if one.size != other.size:
        return False
    different = ImageChops.difference(one, other.convert("RGB"))
    return max(most for _, most in different.getextrema()) <= CLOSE


if __name__ == "__main__":
    main()
