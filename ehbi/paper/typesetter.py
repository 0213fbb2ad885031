"""Text and lines on a page of A4, in mm; this module loads fpdf2."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Literal

from fpdf import FPDF
from fpdf.enums import MethodReturnValue

from ..flowchart.fonts import FONT, font_file, legible
from ..flowchart.style import palette

MM = 25.4 / 72
"""Millimetres in a point."""
_LEADING = 1.26
_NARROW = 90
"""Per cent of its width at which the font is set: it is a wide one, and its own narrow form is just this."""
_WEIGHTS = {"": "normal", "B": "bold"}


@dataclass(frozen=True, slots=True)
class Look:
    """How a text is set: its size in points, its weight, its colour and where its lines begin."""

    size: float
    weight: Literal["", "B"] = ""
    colour: Literal["ink", "soft", "paper"] = "ink"
    align: Literal["L", "C", "R"] = "L"


class Typesetter:
    """A page of A4 on which text is set literally, but for characters that no font of ours has.

    Parameters
    ----------
    title
        What the file says it is called.
    day
        When the file says it was made: what it holds decides that, so that the same is the same file.
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

    def frame(self, x: float, y: float, width: float, height: float) -> None:
        """Draw a rectangle with round corners."""
        self._pdf.set_draw_color(palette()[""]["arrow"])
        self._pdf.set_line_width(0.2)
        self._pdf.rect(x, y, width, height, round_corners=True, corner_radius=2)

    def tag(self, text: str, x: float, y: float, side: float) -> None:
        """Set a few characters, white in a black square."""
        self._pdf.set_fill_color(palette()[""]["ink"])
        self._pdf.rect(x, y, side, side, style="F", round_corners=True, corner_radius=side / 5)
        self._use(Look(side * 0.6 / MM, "B", "paper"))
        self._pdf.set_xy(x, y + side / 30)  # digits stand above the middle of their line
        self._pdf.cell(side, side, text, align="C")

    def text(self, text: str, at: tuple[float, float], width: float, look: Look) -> float:
        """Set a text from its left top corner in lines of this width, and return its height."""
        return self._set(text, at, width, look, dry=False)

    def height(self, text: str, width: float, look: Look) -> float:
        """Return how high a text becomes in lines of this width."""
        asked = (text, width, look)
        if asked not in self._heights:
            self._heights[asked] = self._set(text, (0, 0), width, look, dry=True)
        return self._heights[asked]

    def pdf(self) -> bytes:
        """Return the file."""
        return bytes(self._pdf.output())

    def _use(self, look: Look) -> None:
        self._pdf.set_font(FONT, look.weight, look.size)
        self._pdf.set_text_color(palette()[""][look.colour])

    def _set(self, text: str, at: tuple[float, float], width: float, look: Look, *, dry: bool) -> float:
        if not text:
            return 0
        text = legible(text, _WEIGHTS[look.weight])
        self._use(look)
        self._pdf.set_xy(*at)
        leading = look.size * MM * _LEADING
        # fpdf2 says that this may be any of its results; it is the one that is asked for.
        height: float = self._pdf.multi_cell(  # type: ignore[assignment]
            width, leading, text, align=look.align, dry_run=dry, output=MethodReturnValue.HEIGHT
        )
        return height
