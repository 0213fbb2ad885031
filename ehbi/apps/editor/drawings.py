"""Somebody's flowchart on its way into the draft: what came in, what is a situation, and what it will be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from ...files.drafting import Flowchart, draft, left_to_ask
from ...files.flowcharts.sniffing import Form
from ...files.networks import bare
from ...handbook import Handbook
from ...handbook.errors import printable
from ...handbook.step import Step
from ..panel import Block, Field, Group, Heading, Text, Tone
from .charts import chart_option, picture_of
from .diff import counted
from .imports import decision
from .view import Picture

ADD, NEW = "erbij", "nieuw"
START = "start/"
"""Begins the id of the box for a step that can be a situation; its place among those comes after it."""
STARTS = "Waar begint een casus?"
DRAWABLE = 150
"""Steps of which the picture is there at once."""
_WHERE = ((ADD, "Nieuwe situaties in dit handboek"), (NEW, "Een nieuw handboek"))
_NEW = (
    "De stappen en oefencasussen van nu gaan dan uit je concept. Contacten, bevoegdheden en woorden blijven. "
    "Ongedaan maken geeft alles terug."
)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A flowchart from a file, and what is to become of it; nothing of it is kept yet.

    ``starts`` are the places, among those where a case can start, that become a situation. ``chart`` is the
    situation in the picture.
    """

    name: str
    form: Form
    found: Flowchart
    starts: frozenset[int]
    is_new: bool = False
    chart: str = ""

    @classmethod
    def of(cls, name: str, form: Form, found: Flowchart) -> Drawing:
        """Return a flowchart of which all that can be a situation is one."""
        return cls(name, form, found, frozenset(range(len(found.starts))))

    def filled(self, field: str, value: object) -> Drawing:
        """Return it with another choice made."""
        if field == "into":
            return replace(self, is_new=value == NEW)
        at = field.removeprefix(START)
        if at == field or not at.isdecimal():
            return self
        return replace(self, starts=self.starts | {int(at)} if value else self.starts - {int(at)})

    def base(self, handbook: Handbook) -> Handbook:
        """Return what of the draft stays."""
        return bare(handbook) if self.is_new else handbook

    def made(self, handbook: Handbook) -> Handbook:
        """Return what the draft becomes."""
        return _made(self.found, self.starts, self.base(handbook))

    def situations(self, handbook: Handbook) -> tuple[Step, ...]:
        """Return the situations that come in, in the order of their numbers."""
        return tuple(step for step in self.made(handbook).situations if step.id not in self.base(handbook))

    def picture(self, handbook: Handbook) -> Picture | None:
        """Return one of its situations as the flowchart that it will be; None where that would take long."""
        found = self.situations(handbook)
        if not found or len(self.found.graph) > DRAWABLE:
            return None
        step = next((one for one in found if one.id == self.chart), found[0])
        picture = picture_of(self.made(handbook), step.id, step.id)
        return replace(picture, current="", charts=tuple(map(chart_option, found)))


@lru_cache(maxsize=2)
def _made(found: Flowchart, starts: frozenset[int], base: Handbook) -> Handbook:
    return draft(found, [start.node for at, start in enumerate(found.starts) if at in starts], base)


def drawing_blocks(drawing: Drawing, handbook: Handbook, today: date) -> Iterator[Block]:
    """Yield what came in and what was left out, what to choose, and what there will be to do."""
    found = drawing.found
    read = f"{drawing.name} is gelezen: een flowchart ({drawing.form.value}) met {found.size}."
    yield Text("read", f"{read} Er is nog niets veranderd.", live=True)
    yield from (Text(f"told-{at}", printable(told), Tone.SOFT) for at, told in enumerate(found.told))
    yield Field("into", "Wat wordt het?", NEW if drawing.is_new else ADD, "choice", _WHERE)
    if drawing.is_new:
        yield Text("new", _NEW, Tone.WARNING)
    if found.starts:
        boxes = (
            Field(f"{START}{at}", _named(found, at), at in drawing.starts, "check")
            for at in range(len(found.starts))
        )
        yield Heading("starting", STARTS, 3)
        yield Group("starts", STARTS, tuple(boxes), framed=True)
    asked = left_to_ask(drawing.base(handbook), drawing.made(handbook), today)
    errors = sum(problem.is_error for problem in asked)
    yield Heading("after", "Wat er daarna te doen is", 3)
    yield Text("asked", _asked(len(asked), errors))
    yield decision()


def _named(found: Flowchart, at: int) -> str:
    """Return a step that can be a situation, with where it was drawn and how much comes after it."""
    start = found.starts[at]
    more = [start.group] if start.group else []
    more.append(f"{counted(start.steps, 'stap', 'stappen') or 'geen stap'} daarna")
    return printable(f"{start.title} ({', '.join(more)})")


def _asked(count: int, errors: int) -> str:
    if not count:
        return "Niets: alles is ingevuld."
    told = f"Je kijkt {counted(count, 'ding', 'dingen')} na, zoals wie iets doet en hoe een casus eindigt."
    before = "Dat moet" if errors == count else f"{errors} daarvan moeten"
    return f"{told} {before} voordat je kunt publiceren." if errors else told
