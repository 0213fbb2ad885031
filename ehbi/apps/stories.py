"""The guide before a room: with a story of the handbook to try on it, or one of the room's own."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

import ipywidgets as widgets

from ..handbook import Case, Handbook
from ..handbook.step import Example
from .guide import Guide

CSS = Path(__file__).with_name("stories.css").read_text(encoding="utf-8")
OWN = ("Een eigen verhaal uit de zaal", "")
ASKS = "Welk verhaal?"


class Stories(widgets.VBox):
    """Tries the handbook's examples on a guide, and says whether the end is that of the handbook.

    Examples
    --------
    >>> import ehbi
    >>> stories = Stories(Guide(ehbi.load()))
    >>> stories.choice.value = stories.guide.case.handbook.examples[0].id
    >>> stories.example == stories.guide.case.handbook.examples[0]
    True
    """

    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        stories = ((one.title, one.id) for one in guide.case.handbook.examples)
        self.choice = widgets.Dropdown(description=ASKS, options=[OWN, *stories])
        self.choice.style.description_width = "initial"
        self.told = widgets.HTML()
        self.choice.observe(self._choose, "value")
        guide.link.observe(self._tell, "link")
        head = widgets.Box([self.choice, self.told])
        head.add_class("ehbi-stories-head")
        super().__init__([head, guide, widgets.HTML(f"<style>{CSS}</style>")])
        self._dom_classes = ("ehbi", "ehbi-guide", "ehbi-stories")

    @property
    def example(self) -> Example | None:
        """Whose story is told; None for one of the room's own."""
        examples = self.guide.case.handbook.examples
        return next((one for one in examples if one.id == self.choice.value), None)

    def _choose(self, _change: object) -> None:
        """Begin a case of nobody yet: which situation it is, is what the room has to see."""
        self.guide.go(Case(self.guide.case.handbook))
        self._tell()

    def _tell(self, _change: object = None) -> None:
        self.told.value = "".join(_told(self.example, self.guide.case))


def _told(example: Example | None, case: Case) -> Iterator[str]:
    """Yield the story, and at the end of the case whether the handbook ends it so too."""
    if example is None:
        return
    yield f'<blockquote class="case"><p>{escape(example.story)}</p></blockquote>'
    if case.outcome:
        verdict = _verdict(case.handbook, example, case)
        yield f'<p class="ehbi-stories-end" role="status">{escape(verdict)}</p>'


def _verdict(handbook: Handbook, example: Example, case: Case) -> str:
    if case.outcome and case.outcome.id == example.outcome:
        return "✓ Zo loopt dit verhaal ook af in het handboek."
    end = handbook.step(example.outcome)
    name = f"{end.outcome.label}: " if end.outcome else ""
    return f"✕ In het handboek loopt dit verhaal anders af. {name}{end.title}."
