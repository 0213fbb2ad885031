"""The problems of a draft on the manager's page: at which field each stands, and in the words of a form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from ...handbook import Handbook, Problem, Severity, schema
from ...handbook.errors import Where
from ...handbook.values import Kind
from ..panel import Tone
from .page import LANGUAGES, PARTS, STEPS

Said = tuple[Tone, str]
TONES = {Severity.ERROR: Tone.BAD, Severity.WARNING: Tone.WARNING}
COVER = "handbook"
"""Key of what the handbook says about itself, which is one thing and no list."""
HEADING = "heading"
"""Id of the block that names the thing in a form."""
Thing = str | tuple[str, int]
"""A step, by its id; or anything else, by its list and its place there."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """The problems of one thing, each with its place in the thing.

    Examples
    --------
    >>> from ehbi.handbook.errors import Rule
    >>> link = Rule("Geen link", "Typ een link").problem(("contacts", 1, "channels", 0, "link"))
    >>> wrong = Wrong.of([link], "contacts", 1)
    >>> wrong.at("channels")
    ((<Tone.BAD: 'bad'>, 'Geen link'),)
    >>> wrong.at("channels", 1), wrong.exactly("channels")
    ((), ())
    """

    found: tuple[tuple[Where, Said], ...] = ()

    @classmethod
    def of(cls, problems: Iterable[Problem], *path: str | int) -> Self:
        """Return the problems at a path, and below it."""
        return cls(
            tuple(
                (one.path[len(path) :], (TONES[one.severity], one.in_form.message))
                for one in problems
                if one.path[: len(path)] == path
            )
        )

    def at(self, *place: str | int) -> tuple[Said, ...]:
        """Return what is wrong at a place in the thing, and below it."""
        return tuple(said for path, said in self.found if path[: len(place)] == place)

    def exactly(self, *place: str | int) -> tuple[Said, ...]:
        """Return what is wrong at a place in the thing as a whole."""
        return tuple(said for path, said in self.found if path == place)


def told_by_line(problem: Problem) -> str:
    """Return a problem of a text as sentences, with its line and in the words of a file."""
    return f"Regel {problem.line}: {problem.told}" if problem.line else problem.told


def named(place: Where) -> str:
    """Return the id of the block at a place in a form."""
    return "/".join(map(str, place))


def spot_of(handbook: Handbook, problem: Problem) -> tuple[str, Thing, str]:
    """Return where a problem can be mended: the view, the thing in it, and the block of its form."""
    match problem.path:
        case ("steps", int(at), "translations", int(index), *_) if at < len(handbook.steps):
            return LANGUAGES, (handbook.steps[at].translations[index].language, at), HEADING
        case ("steps", int(at), *below) if at < len(handbook.steps):
            return STEPS, handbook.steps[at].id, _in_step(handbook, at, tuple(below))
        case ("steps", *_):
            return STEPS, "", "name"
        case (str(part), int(at), *below) if part in schema.PARTS:
            return PARTS, (part, at), _block(getattr(handbook, part)[at], tuple(below))
        case (str(part), *_) if part in schema.PARTS:
            return PARTS, (part, 0), HEADING
        case below:
            return PARTS, (COVER, 0), _block(handbook, below)


def _in_step(handbook: Handbook, at: int, below: Where) -> str:
    step = handbook.steps[at]
    match below:
        case ("answers", int(index), *rest) if index < len(step.answers):
            return named(("answer", index, *rest))
        case ("answers",) if step.kind is not Kind.OUTCOME:
            return "add-answer"
        case ("answers",) | ():
            return "name"
    return _block(step, below)


def _block(thing: Any, below: Where) -> str:
    """Return the block of a place; of texts in a list, that of the list or of the box for the text."""
    if not below:
        return HEADING
    field = schema.field_at(below, type(thing))
    match below:
        case (*_, "answers", int(), "step" | "answer"):
            return named(below[:-1])
        case (str(name), int(index)) if field and field.spec.widget == "checks":
            return named((name, getattr(thing, name)[index]))
        case (*around, int()) if field and field.is_many and field.holds is str:
            return named(tuple(around))
    return named(below)
