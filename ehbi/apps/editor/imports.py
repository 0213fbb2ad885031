"""A handbook from a file on its way into the draft: what changes, and what stays where both did the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ...handbook import Handbook, Problem
from ...handbook.compare.merge import Merged, Side, merge, resolve
from ..panel import Block, Button, Field, Group, Heading, Option, Text, Tone
from .diff import Choices, conflict_fields, diff_blocks
from .history import VERSIONS
from .problems import TONES, told_by_line

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
