"""Where on the manager's page a problem of the handbook can be mended."""

from __future__ import annotations

from typing import Any

from ...handbook import Handbook, Problem
from ...handbook.edits.lists import PARTS as LISTS
from ...handbook.errors import Where
from .fields import named
from .page import PARTS, STEPS
from .sorts import COVER

HEADING = "heading"
"""Id of the block that names the thing in a form."""

Thing = str | tuple[str, int]
"""A step, by its id; or anything else, by its list and its place there."""


def spot_of(handbook: Handbook, problem: Problem) -> tuple[str, Thing, str]:
    """Return where a problem can be mended: the view, the thing in it, and the block of its form.

    Examples
    --------
    >>> import ehbi
    >>> link = Problem(("contacts", 1, "channels", 0, "link"), "Geen link", "Typ een link")
    >>> spot_of(ehbi.load(), link)
    ('gegevens', ('contacts', 1), 'channels/0/link')
    >>> spot_of(ehbi.load(), Problem(("steps", 0, "source", 2), "Geen feit", "Kies een feit"))
    ('stappen', 'inloggegevens-onjuist', 'source')
    """
    match problem.path:
        case ("steps", int(at), *below) if at < len(handbook.steps):
            return STEPS, handbook.steps[at].id, _in_step(handbook, at, tuple(below))
        case ("steps", *_):
            return STEPS, "", "name"
        case (str(part), int(at), *below) if part in LISTS:
            return PARTS, (part, at), _block(getattr(handbook, part)[at], tuple(below))
        case (str(part), *_) if part in LISTS:
            return PARTS, (part, 0), HEADING
        case below:
            return PARTS, (COVER, 0), _block(handbook, below)


def _in_step(handbook: Handbook, at: int, below: Where) -> str:
    step = handbook.steps[at]
    match below:
        case ("answers", int(index), *rest) if index < len(step.answers):
            return named(("answer", step.answers[index].id, *rest))
        case ("answers",) | ():
            return "name"
        case ("channels", int(index)):
            return named(("channels", step.channels[index]))
    return _block(step, below)


def _block(thing: Any, below: Where) -> str:
    """Return the block of a place; of texts in a list, that of the list or of the box for the text."""
    match below:
        case ():
            return HEADING
        case (*_, "answers", int(), str()):
            return named(below[:-1])
        case (*around, "local", int(index)):
            return named((*around, "local", thing.local[index]))
        case (*around, "source" | "words" as name, int()):
            return named((*around, name))
    return named(below)
