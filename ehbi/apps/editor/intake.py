"""A handbook from a file on its way into a draft: what it would change, and what has to be chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ...handbook import Handbook
from ...handbook.compare.merge import Merged, Side, merge, resolve
from ..panel import Block, Button, Field, Group, Heading, Text, Tone
from .conflicts import Choices, conflict_fields
from .differences import differences
from .versions import VERSIONS

WHOSE = {Side.MINE: "Uit het bestand", Side.THEIRS: "Uit je concept"}


@dataclass(frozen=True, slots=True)
class Intake:
    """A sound handbook from a file.

    Parameters
    ----------
    name
        What the file is called.
    handbook
        What it says.
    number
        Number of the revision that it was made from; 0 when the draft is to say exactly the same.
    base
        What that revision says; None without one.
    choices
        What stays where file and draft changed the same.
    """

    name: str
    handbook: Handbook
    number: int = 0
    base: Handbook | None = None
    choices: Choices = field(default_factory=dict)

    def merged(self, draft: Handbook) -> Merged | None:
        """Return what the file changed put together with the draft; None without a base."""
        return merge(self.base, self.handbook, draft) if self.base else None

    def becomes(self, draft: Handbook) -> Handbook:
        """Return what the draft becomes.

        Raises
        ------
        UnresolvedError
            There is something to choose yet.
        """
        merged = self.merged(draft)
        return resolve(merged, self.choices) if merged else self.handbook


def intake_blocks(intake: Intake, draft: Handbook) -> Iterator[Block]:
    """Yield what to do with a file, what that changes in the draft, and the question whether to."""
    yield Text("read", f"{intake.name} is gelezen. Er is nog niets veranderd.", live=True)
    yield Field("base", "Wat er met je concept gebeurt", str(intake.number), "choice", VERSIONS)
    merged = intake.merged(draft)
    if merged:
        yield from conflict_fields(merged, intake.choices, WHOSE)
    found = [*differences(draft, _so_far(intake, merged))]
    yield Heading("changes", "Wat er in je concept verandert", 3)
    if not found:
        yield Text("same", "Niets: je concept zegt dit al.", Tone.SOFT)
    yield from found
    ways = (
        Button(
            "take", "Zet in mijn concept", Tone.STRONG, disabled=not found and not _is_open(intake, merged)
        ),
        Button("leave", "Toch niet"),
    )
    yield Group("ways", "In je concept of niet", ways, across=True)


def _so_far(intake: Intake, merged: Merged | None) -> Handbook:
    """Return what the draft becomes, with its own version where nothing was chosen yet."""
    if merged is None:
        return intake.handbook
    own = {conflict.place: Side.THEIRS for conflict in merged.conflicts}
    return resolve(merged, {**own, **intake.choices})


def _is_open(intake: Intake, merged: Merged | None) -> bool:
    """Return whether there is something to choose yet."""
    return merged is not None and any(one.place not in intake.choices for one in merged.conflicts)
