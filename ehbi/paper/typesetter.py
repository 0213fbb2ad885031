"""Typesetting on pages of A4, in mm: text, and blocks of it measured and set; this module loads fpdf2."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Literal

from fpdf import FPDF
from fpdf.enums import MethodReturnValue

from ..flowchart.style import palette
from ..flowchart.text import FONT, font_file, legible
from .blocks import INDENT, Block, Paragraph

if TYPE_CHECKING:
    from PIL.Image import Image

MM = 25.4 / 72
"""Millimetres in a point."""
LEADING = 1.26
"""Height of a line, in font sizes."""
_NARROW = 90
"""Per cent of its width at which the font is set: it is a wide one, and its own narrow form is just this."""
_WEIGHTS = {"": "normal", "B": "bold"}
_TAG, _BESIDE = 2.5, 0.8  # side of a number and the room beside it, in font sizes
_HEADING = 1.22


@dataclass(frozen=True, slots=True)
class Look:
    """How a text is set: its size in points, its weight, its colour and where its lines begin."""

    size: float
    weight: Literal["", "B"] = ""
    colour: Literal["ink", "soft", "paper"] = "ink"
    align: Literal["L", "C", "R"] = "L"


class Typesetter:
    """Pages of A4 on which text is set literally, but for characters that no font of ours has.

    The file says that it was made on that day: what it holds decides that, so that the same is the same file.
    """

    def __init__(self, title: str, day: date) -> None:
        pdf = FPDF(format="A4")
        pdf.alias_nb_pages("")  # it would put the number of pages where somebody wrote {nb}
        pdf.set_creation_date(datetime.combine(day, time(), UTC))
        pdf.set_title(title)
        pdf.set_lang("nl")
        pdf.add_font(FONT, "", font_file("normal"))
        pdf.add_font(FONT, "B", font_file("bold"))
        pdf.set_auto_page_break(auto=False)
        pdf.c_margin = 0
        pdf.set_stretching(_NARROW)
        pdf.add_page()
        self._pdf = pdf
        self._heights: dict[tuple[str, float, Look], float] = {}
        self._shortened: dict[tuple[str, float, Look, int], str] = {}

    def page(self) -> None:
        """Go on to the next page."""
        self._pdf.add_page()

    def frame(self, x: float, y: float, width: float, height: float, *, corner: float = 2) -> None:
        """Draw a rectangle, with round corners unless they are nothing."""
        self._pdf.set_draw_color(palette()[""]["arrow"])
        self._pdf.set_line_width(0.2)
        self._pdf.rect(x, y, width, height, round_corners=corner > 0, corner_radius=corner)

    def image(self, image: Image, at: tuple[float, float], size: tuple[float, float], alt: str) -> None:
        """Set an image of this size from its left top corner, with what is on it for who cannot see it."""
        self._pdf.image(image, *at, *size, alt_text=alt)

    def line(self, points: Sequence[tuple[float, float]], colour: str, width: float) -> None:
        """Draw a line along points."""
        self._pdf.set_draw_color(colour)
        self._pdf.set_line_width(width)
        self._pdf.polyline(points)

    def circle(self, x: float, y: float, radius: float, colour: str, width: float) -> None:
        """Draw a circle around a place."""
        self._pdf.set_draw_color(colour)
        self._pdf.set_line_width(width)
        self._pdf.circle(x, y, radius)

    def badge(self, text: str, x: float, y: float, radius: float, colour: str) -> None:
        """Set a digit in a disc around a place."""
        self._pdf.set_fill_color(colour)
        self._pdf.circle(x, y, radius, style="F")
        self._use(Look(radius * 1.3 / MM, "B", "paper"))
        self._pdf.set_xy(x - radius, y - radius)
        self._pdf.cell(2 * radius, 2 * radius, text, align="C")

    def fill(  # noqa: PLR0913  # a rectangle, and how it looks
        self, x: float, y: float, width: float, height: float, colour: str, *, hollow: bool = False
    ) -> None:
        """Fill a rectangle with a colour, or draw only its edge with that."""
        self._pdf.set_fill_color(colour)
        self._pdf.set_draw_color(colour)
        self._pdf.set_line_width(0.3)
        self._pdf.rect(x, y, width, height, style="D" if hollow else "F")

    def tag(self, text: str, x: float, y: float, side: float) -> None:
        """Set a few characters, white in a black square."""
        self._pdf.set_fill_color(palette()[""]["ink"])
        self._pdf.rect(x, y, side, side, style="F", round_corners=True, corner_radius=side / 5)
        self._use(Look(side * 0.6 / MM, "B", "paper"))
        self._pdf.set_xy(x, y + side / 30)  # digits stand above the middle of their line
        self._pdf.cell(side, side, text, align="C")

    def height(self, text: str, width: float, look: Look) -> float:
        """Return how high a text becomes in lines of this width."""
        asked = (text, width, look)
        if asked not in self._heights:
            self._heights[asked] = self.text(text, (0, 0), width, look, dry=True)
        return self._heights[asked]

    def text(
        self, text: str, at: tuple[float, float], width: float, look: Look, *, dry: bool = False
    ) -> float:
        """Set a text from its left top corner in lines of this width, unless dry, and return its height."""
        if not text:
            return 0
        self._use(look)
        self._pdf.set_xy(*at)
        leading = look.size * MM * LEADING
        shown = legible(text, _WEIGHTS[look.weight])
        # fpdf2 says that this may be any of its results; it is the one that is asked for.
        height: float = self._pdf.multi_cell(  # type: ignore[assignment]
            width, leading, shown, align=look.align, dry_run=dry, output=MethodReturnValue.HEIGHT
        )
        return height

    def shortened(self, text: str, width: float, look: Look, most: int) -> str:
        """Return as much of a text as goes in so many lines, with an ellipsis where something is left out."""
        asked = (text, width, look, most)
        if asked not in self._shortened:
            self._shortened[asked] = self._shorten(legible(text, _WEIGHTS[look.weight]), width, look, most)
        return self._shortened[asked]

    def _shorten(self, text: str, width: float, look: Look, most: int) -> str:
        lines = self._lines(text, width, look)
        if len(lines) <= most:
            return text
        shown = text[: sum(len(line) + 1 for line in lines[:most])].rstrip()
        while shown and len(self._lines(f"{shown}…", width, look)) > most:
            shown = shown[:-1].rstrip()
        return f"{shown}…"

    def _lines(self, text: str, width: float, look: Look) -> list[str]:
        self._use(look)
        # As above, of its results.
        lines: list[str] = self._pdf.multi_cell(  # type: ignore[assignment]
            width, 1, text, dry_run=True, output=MethodReturnValue.LINES
        )
        return lines

    def pdf(self) -> bytes:
        """Return the file."""
        return bytes(self._pdf.output())

    def _use(self, look: Look) -> None:
        self._pdf.set_font(FONT, look.weight, look.size)
        self._pdf.set_text_color(palette()[""][look.colour])


@dataclass(frozen=True, slots=True)
class BlockSetter:
    """Measures or sets blocks on a page, at one size of plain text in points and one width in mm."""

    setter: Typesetter
    size: float
    width: float

    @property
    def _em(self) -> float:
        return self.size * MM

    def height(self, block: Block) -> float:
        """Return how high a block becomes with its heading."""
        return self.set(block)

    def set(self, block: Block, at: tuple[float, float] | None = None) -> float:
        """Set a block from there, if from anywhere, and return its height; so do those below."""
        height = self._heading(block, at)
        for paragraph in block.paragraphs:
            height += self._paragraph(paragraph, at and (at[0], at[1] + height))
        return height

    def _heading(self, block: Block, at: tuple[float, float] | None) -> float:
        tag, beside = (_TAG * self._em, _BESIDE * self._em) if block.number else (0, 0)
        width, look = self.width - tag - beside, Look(self.size * _HEADING, "B")
        height = self.setter.height(block.name, width, look)
        if at:
            if block.number:
                self.setter.tag(str(block.number), *at, tag)
            down = max(0, tag - height) / 2
            self._even(block.name, (at[0] + tag + beside, at[1] + down), width, look)
        return max(tag, height) + 0.3 * self._em

    def _paragraph(self, paragraph: Paragraph, at: tuple[float, float] | None) -> float:
        style, mark = paragraph.style, INDENT * self._em
        indent, above = style.indent * self._em + mark * bool(paragraph.mark), style.above * self._em
        width, look = self.width - indent, Look(self.size * style.size, style.weight, style.colour)
        if at:
            left, top = at[0] + indent, at[1] + above
            self.setter.text(paragraph.mark, (left - mark, top), mark, look)
            put = self._even if look.weight else self.setter.text
            put(paragraph.text, (left, top), width, look)
        return above + self.setter.height(paragraph.text, width, look)

    def _even(self, text: str, at: tuple[float, float], width: float, look: Look) -> None:
        """Set a text as narrow as keeps its number of lines, so that no word stands alone on the last."""
        height, narrower = self.setter.height(text, width, look), width * 0.96
        while narrower > width / 2 and self.setter.height(text, narrower, look) == height:
            narrower *= 0.96
        self.setter.text(text, at, narrower / 0.96, look)
