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
    """Yield the story up to where the case is, and at its end whether the handbook ends it so too."""
    if example is None:
        return
    parts = (f"<p>{escape(part)}</p>" for part in _parts(example, case))
    yield f'<blockquote class="case">{"".join(parts)}</blockquote>'
    if case.outcome:
        verdict = _verdict(case.handbook, example, case)
        yield f'<p class="ehbi-stories-end" role="status">{escape(verdict)}</p>'


def _parts(example: Example, case: Case) -> Iterator[str]:
    """Yield what is told by now: a part for each step of the example at which the case was."""
    been = {step.id for step in case.trail}
    yield example.story
    yield from (given.told for given in example.answers if given.told and given.step in been)
    if example.ending and case.outcome and case.outcome.id == example.outcome:
        yield example.ending


def _verdict(handbook: Handbook, example: Example, case: Case) -> str:
    if case.outcome and case.outcome.id == example.outcome:
        return "✓ Zo loopt dit verhaal ook af in het handboek."
    end = handbook.step(example.outcome)
    name = f"{end.outcome.label}: " if end.outcome else ""
    return f"✕ In het handboek loopt dit verhaal anders af. {name}{end.title}."
