"""Blocks measured and set: which style looks how, and where a mark and a number stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .blocks import Block, Paragraph, Style
from .typesetter import MM, Look, Typesetter

_INDENT = 1.35  # of a text behind its mark, in font sizes
_TAG, _BESIDE = 2.5, 0.8  # side of a number and the room beside it, in font sizes


@dataclass(frozen=True, slots=True)
class _Set:
    """How a style is set, as shares of the size of plain text."""

    size: float = 1.0
    weight: Literal["", "B"] = ""
    colour: Literal["ink", "soft"] = "ink"
    above: float = 0.0
    indent: float = 0.0


NOTE = 0.94
"""Size of the smallest text, as a share of that of plain text."""
_HEADING = 1.22
_STYLES = {
    Style.TEXT: _Set(above=0.2),
    Style.STRONG: _Set(weight="B", above=0.4),
    Style.NAME: _Set(1.05, "B", above=0.7),
    Style.ITEM: _Set(above=0.25),
    Style.UNDER: _Set(weight="B", indent=_INDENT),
    Style.WAY: _Set(weight="B", above=0.25),
    Style.LAST: _Set(NOTE, colour="soft", above=0.45),
    Style.NOTE: _Set(NOTE, colour="soft", above=0.15),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """Sets blocks on a page at one size of text and one width, or only measures them.

    Parameters
    ----------
    setter
        The page.
    size
        Of plain text, in points.
    width
        Of a block, in mm.
    """

    setter: Typesetter
    size: float
    width: float

    @property
    def _em(self) -> float:
        return self.size * MM

    def height(self, block: Block) -> float:
        """Return how high a block becomes with its heading."""
        return self._heading_height(block) + sum(map(self._paragraph_height, block.paragraphs))

    def set(self, block: Block, x: float, y: float) -> None:
        """Set a block with its heading from its left top corner."""
        y += self._heading(block, x, y)
        for paragraph in block.paragraphs:
            self._paragraph(paragraph, x, y)
            y += self._paragraph_height(paragraph)

    def _name(self, block: Block) -> tuple[float, Look]:
        """Return how far the name of a block stands to the right, and how it looks."""
        aside = (_TAG + _BESIDE) * self._em if block.number else 0
        look = Look(self.size * _HEADING, "B")
        return aside, look

    def _evened(self, text: str, width: float, look: Look) -> float:
        """Return the smallest width with as many lines, so that no word stands alone on the last."""
        height, narrower = self.setter.height(text, width, look), width * 0.96
        while narrower > width / 2 and self.setter.height(text, narrower, look) == height:
            narrower *= 0.96
        return narrower / 0.96

    def _heading_height(self, block: Block) -> float:
        aside, look = self._name(block)
        tag = _TAG * self._em if block.number else 0
        return max(tag, self.setter.height(block.name, self.width - aside, look)) + 0.3 * self._em

    def _heading(self, block: Block, x: float, y: float) -> float:
        aside, look = self._name(block)
        width = self._evened(block.name, self.width - aside, look)
        side = _TAG * self._em
        if block.number:
            self.setter.tag(str(block.number), x, y, side)
        down = max(0.0, side - self.setter.height(block.name, width, look)) / 2 if block.number else 0
        self.setter.text(block.name, (x + aside, y + down), width, look)
        return self._heading_height(block)

    def _look(self, paragraph: Paragraph) -> tuple[_Set, float, Look]:
        style = _STYLES[paragraph.style]
        indent = (style.indent + _INDENT * bool(paragraph.mark)) * self._em
        return style, indent, Look(self.size * style.size, style.weight, style.colour)

    def _paragraph_height(self, paragraph: Paragraph) -> float:
        style, indent, look = self._look(paragraph)
        return style.above * self._em + self.setter.height(paragraph.text, self.width - indent, look)

    def _paragraph(self, paragraph: Paragraph, x: float, y: float) -> None:
        style, indent, look = self._look(paragraph)
        top, mark = y + style.above * self._em, _INDENT * self._em
        if paragraph.mark:
            self.setter.text(paragraph.mark, (x + indent - mark, top), mark, look)
        width = self.width - indent
        even = self._evened(paragraph.text, width, look) if look.weight else width
        self.setter.text(paragraph.text, (x + indent, top), even, look)


def largest(blocks: Sequence[Block], setting: Setting) -> Block:
    """Return the block that takes the most room."""
    return max(blocks, key=setting.height)
