"""A handbook, or one thing in it, as YAML text and back: with the reader of ``ehbi check``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...handbook import Handbook, HandbookError, Problem
from ...handbook.edits import rename_part, rename_step
from ...handbook.edits.lists import position, put
from ...handbook.schema import LISTS, THINGS, fields
from ...handbook.source import Source, parse_source
from ...handbook.tree import Place
from ...handbook.validation import shape
from ...handbook.values import Value
from ...handbook.writer import to_yaml, written

WHOLE: Place = ()
"""The place of the handbook itself."""
STEPS = "steps"
_NAME = "tekst"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says.

    Parameters
    ----------
    value
        The handbook or thing; None when it has another shape.
    source
        Where its lines are; None when it is no YAML.
    problems
        Why it has another shape, by line.
    """

    value: Value | None = None
    source: Source | None = None
    problems: tuple[Problem, ...] = ()


def read(text: str, place: Place) -> Reading:
    r"""Return what a text says, as it is for this place.

    A part that has a name nobody knows is refused as a whole: it would be lost without a word.

    Examples
    --------
    >>> read("id: '1.1'\ntekst: Kort", ("facts", "1.1")).problems[1].line
    2
    """
    try:
        source = parse_source(text, _NAME)
    except HandbookError as error:
        return Reading(problems=error.problems)
    model = fields(Handbook)[place[0]].holds if place else Handbook
    value, problems = shape(model, source)
    return Reading(None if problems else value, source, located(problems, source))


def located(problems: Sequence[Problem], source: Source) -> tuple[Problem, ...]:
    """Return problems with their lines in a text, from top to bottom."""
    found = (replace(problem, line=source.line(problem.path)) for problem in problems)
    return tuple(sorted(found, key=lambda problem: problem.line))


def value_at(handbook: Handbook, place: Place) -> Value | None:
    """Return what is at a place, or None; of two by one name neither: which was meant is a guess."""
    if not place:
        return handbook
    found = [item for item in getattr(handbook, place[0]) if name_of(item, place[0]) == place[1]]
    return found[0] if len(found) == 1 else None


def text_of(value: Value) -> str:
    """Return a handbook or thing as text."""
    return to_yaml(value) if isinstance(value, Handbook) else written(value)


def placed(handbook: Handbook, place: Place, value: Value) -> tuple[Handbook, Place]:
    """Return the handbook with another value at a place, and where that is then.

    Raises
    ------
    EditError
        There is no such place any more, or its new name is taken.

    Examples
    --------
    >>> import ehbi
    >>> party = ehbi.load().party("lener").model_copy(update={"id": "patron"})
    >>> changed, place = placed(ehbi.load(), ("parties", "lener"), party)
    >>> place, changed.step("goede-gebruikersnaam").party
    (('parties', 'patron'), 'patron')
    """
    if isinstance(value, Handbook):
        return value, WHOLE
    part, name = place
    at, new = position(handbook, part, name), name_of(value, part)
    if new != name:
        handbook = _renamed(handbook, part, name, new)
    return put(handbook, part, at, value), (part, new)


def _renamed(handbook: Handbook, part: str, old: str, new: str) -> Handbook:
    if part == STEPS:
        return rename_step(handbook, old, new)
    return rename_part(handbook, part, old, new)


def name_of(value: Value, part: str) -> str:
    """Return what a thing is known by among the things of its sort."""
    return str(getattr(value, LISTS[part].key))


def title_of(value: Value, part: str) -> str:
    """Return what people know a thing by."""
    return str(getattr(value, THINGS[part].title)) or name_of(value, part)


def mine(problems: Sequence[Problem], handbook: Handbook, place: Place) -> tuple[Problem, ...]:
    """Return those of a handbook's problems that are at a place, with the way to them from there."""
    if not place:
        return tuple(problems)
    part, name = place
    around = (part, position(handbook, part, name))
    return tuple(replace(one, path=one.path[2:]) for one in problems if one.path[:2] == around)
