"""The view of everything in the handbook that is no step: one thing at a time, in its form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...flowchart import page_svg
from ...handbook import Handbook
from ..panel import Block, Button, Field, Group, Heading, Option, Text, Tone
from .fields import fields_of
from .page import PARTS
from .part_changes import Part, filled, pressed, said
from .shared import shared
from .sorts import CHOICES, COVER, SORTS, title, titles
from .view import Picture, View
from .walk import walk, walked
from .wrong import Wrong

EXAMPLES = "examples"
THINGS = "things"
"""Name of the list of things to choose from."""


class Parts(View):
    """Change contacts, permissions, words, examples, facts, and what the handbook says about itself."""

    key, label = PARTS, "Gegevens"
    has_checks = True

    @property
    def thing(self) -> Part:
        """The thing in the form: one that is there."""
        sort, at = self.page.part
        last = 0 if sort == COVER else len(getattr(self.work.handbook, sort)) - 1
        return sort, max(0, min(at, last))

    def lists(self) -> Mapping[str, Sequence[Option]]:
        """Return what the fields offer."""
        handbook = self.work.handbook
        sort, _ = self.page.part
        own = {} if sort == COVER else {THINGS: titles(handbook, sort)}
        return shared(handbook) | own

    def blocks(self) -> Iterator[Block]:
        """Yield the choice of a thing, and its form."""
        sort, at = self.thing
        things = () if sort == COVER else getattr(self.work.handbook, sort)
        which = (Field("thing", "Welke", str(at), "choice", THINGS),) if things else ()
        new = () if sort == COVER else (Button("new", SORTS[sort].new),)
        choose = (Field("sort", "Soort", sort, "choice", CHOICES), *which, *new)
        yield Group("choose", "Kies wat je verandert", choose, across=True)
        if sort == COVER:
            yield from self._cover()
            return
        yield Text("about", SORTS[sort].about, Tone.SOFT)
        if things:
            yield from self._form(sort, at)
        else:
            yield Text("nothing", "Er staat hier nog niets.", Tone.SOFT)

    def picture(self) -> Picture | None:
        """Return the picture of an example's situation, with where the example is."""
        handbook, (sort, at) = self.work.handbook, self.thing
        if sort != EXAMPLES or not handbook.examples:
            return None
        case = walked(handbook, handbook.examples[at])
        if not (case.situation and case.step):
            return None
        return Picture(case.situation.id, page_svg(handbook, case.situation.id, "edit_"), case.step.id)

    def _form(self, sort: str, at: int) -> Iterator[Block]:
        handbook = self.work.handbook
        things = getattr(handbook, sort)
        wrong = Wrong.of((one.problem for one in self.work.found), sort, at)
        yield Heading("heading", title(handbook, sort, at))
        yield from (
            Text(f"wrong-{number}", words, tone) for number, (tone, words) in enumerate(wrong.exactly())
        )
        for block in fields_of(things[at], wrong, self.lists()):
            yield block
            if sort == EXAMPLES and block.id == "situation":
                yield from walk(handbook, things[at])
        moves = (
            Button("up", "↑ Naar boven", disabled=at == 0),
            Button("down", "↓ Naar beneden", disabled=at == len(things) - 1),
            Button("remove", "Haal dit weg", Tone.BAD),
        )
        yield Group("moves", "Wat je hiermee kunt doen", moves, across=True)

    def _cover(self) -> Iterator[Block]:
        handbook = self.work.handbook
        wrong = Wrong.of(one.problem for one in self.work.found)
        yield Heading("heading", "Het handboek zelf")
        yield Field("title", "Titel", handbook.title, problems=wrong.at("title"))
        yield from fields_of(handbook.outside, wrong, self.lists(), ("outside",))

    def fill(self, field: str, value: Any) -> None:
        """Take a choice, or a field of the form."""
        sort, _ = self.thing
        match field:
            case "sort":
                self.page.lead(PARTS, (value, 0))
            case "thing":
                self.page.lead(PARTS, (sort, int(value)))
            case _:
                changed = filled(self.work.handbook, self.thing, field, value)
                self._do(field, changed, self.thing, f"{self.thing}/{field}")

    def press(self, button: str) -> None:
        """Do something with the thing, or with something in it."""
        self._do(button, *pressed(self.work.handbook, self.thing, button))

    def _do(self, block: str, changed: Handbook, shown: Part, typed: str = "") -> None:
        words = said(self.work.handbook, self.thing, block)
        self.page.part = shown
        self.page.do(words, changed, typed=typed)
