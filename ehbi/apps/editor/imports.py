"""A file on its way into the draft: a handbook, or somebody's flowchart, and what either will change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from ...files.drafting import Flowchart, Usual, draft, left_to_ask
from ...files.flowcharts.sniffing import Form
from ...files.networks import bare
from ...handbook import Handbook, Problem
from ...handbook.compare.merge import Merged, Side, merge, resolve
from ...handbook.edits.steps import usual_party
from ...handbook.errors import printable
from ...handbook.placeholders import UNDECIDED
from ...handbook.problems import counted_by_field
from ...handbook.schema import fields
from ...handbook.step import Step
from ..panel import Block, Button, Field, Group, Heading, Option, Text, Tone
from .charts import chart_option, picture_of
from .diff import Choices, conflict_fields, counted, diff_blocks
from .form import OWN, shared
from .history import VERSIONS
from .problems import TONES, told_by_line
from .view import Picture

EXACTLY: Option = ("0", "Het zegt straks precies wat in het bestand staat")
WHOSE = {Side.MINE: "Uit het bestand", Side.THEIRS: "Uit je concept"}
SHOWN = 30
"""Most problems in the list."""


@dataclass(frozen=True, slots=True)
class Import:
    """What a chosen file says, and how it will go into the draft; nothing of it is kept yet.

    The handbook is None when the file has errors. It was made from the revision ``base``, with this number;
    without one the draft is to say exactly the same. ``choices`` is what stays where file and draft changed
    the same.
    """

    name: str
    handbook: Handbook | None
    problems: tuple[Problem, ...] = ()
    number: int = 0
    base: Handbook | None = None
    choices: Choices = field(default_factory=dict)
    loses_comments: bool = False

    def merged(self, draft: Handbook) -> Merged | None:
        """Return what the file changed merged with the draft; None without a base."""
        return merge(self.base, self.handbook, draft) if self.base and self.handbook else None


def import_blocks(imported: Import, draft: Handbook) -> Iterator[Block]:
    """Yield what a file says and will change, or what is wrong with it."""
    if imported.handbook is None:
        yield from _refused(imported)
        return
    yield Text("read", f"{imported.name} is gelezen. Er is nog niets veranderd.", live=True)
    yield Field("base", "Wat er met je concept gebeurt", str(imported.number), "choice", VERSIONS)
    merged = imported.merged(draft)
    if merged is None:
        yield from _change_blocks(draft, imported.handbook, is_open=False)
        return
    yield from conflict_fields(merged, imported.choices, WHOSE)
    own = {conflict.place: Side.THEIRS for conflict in merged.conflicts}
    is_open = any(place not in imported.choices for place in own)
    yield from _change_blocks(draft, resolve(merged, {**own, **imported.choices}), is_open=is_open)


def _refused(imported: Import) -> Iterator[Block]:
    text = (
        f"Met {imported.name} lukt het niet. Er is niets veranderd. Verbeter het bestand, of kies een ander."
    )
    yield Text("refused", text, Tone.BAD, live=True)
    for number, one in enumerate(imported.problems[:SHOWN]):
        yield Text(f"problem-{number}", told_by_line(one), TONES[one.severity])
    if len(imported.problems) > SHOWN:
        yield Text("problems", f"En nog {len(imported.problems) - SHOWN}.")


def _change_blocks(draft: Handbook, result: Handbook, *, is_open: bool) -> Iterator[Block]:
    """Yield what changes in the draft, and whether to; ``is_open``: there is something to choose yet."""
    found = [*diff_blocks(draft, result)]
    yield Heading("changes", "Wat er in je concept verandert", 3)
    if not found:
        yield Text("same", "Niets: je concept zegt dit al.", Tone.SOFT)
    yield from found
    yield decision(disabled=not found and not is_open)


def decision(*, disabled: bool = False) -> Group:
    """Return the buttons that put a file in the draft or let it be."""
    take = Button("take", "Zet in mijn concept", Tone.STRONG, disabled=disabled)
    return Group("ways", "In je concept of niet", (take, Button("leave", "Toch niet")), across=True)


# ---- somebody's flowchart

ADD, NEW = "erbij", "nieuw"
PARTY = "party"
START = "start/"
"""Begins the id of the box for a step that can be a situation; its place among those comes after it."""
STARTS = "Waar begint een casus?"
WHO = "Wie doet dit?"
DRAWABLE = 150
"""Steps of which the picture is there at once."""
_LATER = (UNDECIDED, "Kies ik later, bij elke stap")
_HINT = "Voor alle stappen waarbij het bestand dat niet zegt. Bij één stap kun je het daarna veranderen."
_WHERE = ((ADD, "Nieuwe situaties in dit handboek"), (NEW, "Een nieuw handboek"))
_NEW = (
    "De stappen en oefencasussen van nu gaan dan uit je concept. Contacten, bevoegdheden en woorden blijven. "
    "Ongedaan maken geeft alles terug."
)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A flowchart from a file, and what is to become of it; nothing of it is kept yet.

    ``starts`` are the places, among those where a case can start, that become a situation; ``usual`` is what
    to fill in where the file says nothing. ``chart`` is the situation in the picture.
    """

    name: str
    form: Form
    found: Flowchart
    starts: frozenset[int]
    usual: Usual
    is_new: bool = False
    chart: str = ""

    @classmethod
    def of(cls, name: str, form: Form, found: Flowchart, handbook: Handbook) -> Drawing:
        """Return a flowchart with the likely choices made: those that a new step has too."""
        likely = frozenset(at for at, start in enumerate(found.starts) if start.is_likely)
        return cls(name, form, found, likely, Usual(usual_party(handbook) or UNDECIDED, own=True))

    def filled(self, field: str, value: object) -> Drawing:
        """Return it with another choice made."""
        match field:
            case "into":
                return replace(self, is_new=value == NEW)
            case "party":
                return replace(self, usual=replace(self.usual, party=str(value)))
            case "own":
                return replace(self, usual=replace(self.usual, own=bool(value)))
        at = field.removeprefix(START)
        if at == field or not at.isdecimal():
            return self
        return replace(self, starts=self.starts | {int(at)} if value else self.starts - {int(at)})

    def base(self, handbook: Handbook) -> Handbook:
        """Return what of the draft stays."""
        return bare(handbook) if self.is_new else handbook

    def made(self, handbook: Handbook) -> Handbook:
        """Return what the draft becomes."""
        return _made(self.found, self.starts, self.base(handbook), self.usual)

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
def _made(found: Flowchart, starts: frozenset[int], base: Handbook, usual: Usual) -> Handbook:
    return draft(found, [start.node for at, start in enumerate(found.starts) if at in starts], base, usual)


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
    yield from _usual_fields(drawing.usual, handbook)
    asked = left_to_ask(drawing.base(handbook), drawing.made(handbook), today)
    yield Heading("after", "Wat er daarna te doen is", 3)
    yield Text("asked", _asked(asked), live=True)
    yield decision()


def _usual_fields(usual: Usual, handbook: Handbook) -> Iterator[Block]:
    """Yield what holds for all steps of which the file does not say it."""
    parties = (*shared(handbook)["parties"], _LATER)
    yield Field(PARTY, WHO, usual.party, "choice", parties, _HINT)
    own = fields(Step)[OWN].spec
    yield Field(OWN, own.label, usual.own, "check", hint=own.hint)


def _named(found: Flowchart, at: int) -> str:
    """Return a step that can be a situation, with where it was drawn and how much comes after it."""
    start = found.starts[at]
    more = [start.group] if start.group else []
    more.append(f"{counted(start.steps, 'stap', 'stappen') or 'geen stap'} daarna")
    return printable(f"{start.title} ({', '.join(more)})")


def _asked(problems: Sequence[Problem]) -> str:
    if not problems:
        return "Niets: alles is ingevuld."
    named = ", ".join(f"{label} ({count})" for label, count in counted_by_field(problems).most_common())
    told = f"Je vult aan of kijkt na: {named}."
    errors = sum(problem.is_error for problem in problems)
    before = "Dat moet" if errors == len(problems) else f"{errors} daarvan moeten"
    return f"{told} {before} voordat je kunt publiceren." if errors else told
