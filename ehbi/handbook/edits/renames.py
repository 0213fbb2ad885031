"""Other names for things, with every mention of them; cases, links and profiles know them by the old ones."""

from __future__ import annotations

import operator
from typing import TypeVar

from ..model import Handbook
from ..schema import LISTS, mentioning
from ..step import Example, GivenAnswer
from ..values import Value
from .answers import locate
from .lists import ANSWER, names, position, put, refuse_taken, spliced, with_step
from .parts import known_part
from .shaping import changed

Held = TypeVar("Held", bound=Value)


def rename_step(handbook: Handbook, old: str, new: str) -> Handbook:
    """Return the handbook with another id for a step, also in answers, examples and ``outside``."""
    return _renamed(handbook, "steps", old, new)


def rename_part(handbook: Handbook, part: str, name: str, new: str) -> Handbook:
    """Return the handbook with another name for a part and its mentions; profiles and links keep the old."""
    known_part(part)
    return _renamed(handbook, part, name, new)


def rename_answer(handbook: Handbook, step_id: str, old: str, new: str) -> Handbook:
    """Return the handbook with another id for an answer, also in the examples that give it."""
    at, index = locate(handbook, step_id, old)
    answers = handbook.steps[at].answers
    path = ("steps", at, "answers", index)
    answer = changed(answers[index], {"id": new}, path)
    refuse_taken(answer.id, names(spliced(answers, index), ANSWER), ANSWER, path)
    was, now = GivenAnswer(step=step_id, answer=old), GivenAnswer(step=step_id, answer=answer.id)
    examples = tuple(_given_as(example, was, now) for example in handbook.examples)
    renamed = with_step(handbook, at, answers=spliced(answers, index, answer))
    return renamed.model_copy(update={"examples": examples})


def _given_as(example: Example, was: GivenAnswer, now: GivenAnswer) -> Example:
    if was not in example.answers:
        return example
    answers = tuple(now if given == was else given for given in example.answers)
    return example.model_copy(update={"answers": answers})


def _renamed(handbook: Handbook, part: str, old: str, new: object) -> Handbook:
    thing = LISTS[part]
    at = position(handbook, part, old)
    items = getattr(handbook, part)
    named = changed(items[at], {thing.key: new}, (part, at))
    name = getattr(named, thing.key)
    if name == old:
        return handbook
    refuse_taken(name, names(spliced(items, at), thing), thing, (part, at))
    return mentioned_as(put(handbook, part, at, named), part, old, name)


def mentioned_as(value: Held, part: str, old: str, new: str) -> Held:
    """Return a value with another name wherever it, or what it holds, refers to a thing of a list."""
    update: dict[str, object] = {}
    for name in mentioning(type(value), part):
        held = getattr(value, name)
        again = _again(held, part, old, new)
        if again is not held:
            update[name] = again
    return value.model_copy(update=update) if update else value


def _again(held: object, part: str, old: str, new: str) -> object:
    """Return what is held itself when nothing in it changes: that is quicker to see than what is equal."""
    if isinstance(held, Value):
        return mentioned_as(held, part, old, new)
    if isinstance(held, tuple):
        items = tuple(_again(item, part, old, new) for item in held)
        return held if all(map(operator.is_, items, held)) else items
    return new if held == old else held
