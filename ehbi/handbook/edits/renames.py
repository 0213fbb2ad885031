"""Other names for things, with every mention of them; cases, links and profiles know them by the old ones."""

from __future__ import annotations

import operator
import re
from collections.abc import Collection, Container
from typing import TypeVar

from ..model import Handbook
from ..placeholders import is_placeholder
from ..schema import LISTS, mentioning
from ..step import Example, Step
from ..values import Value
from .answers import change_answer, locate
from .lists import ANSWER, fresh_id, ids_of_steps, names, position, put, refuse_taken, spliced, with_step
from .parts import known_part
from .shaping import changed
from .translations import with_answer_renamed

Held = TypeVar("Held", bound=Value)


def rename_step(handbook: Handbook, old: str, new: str, published: Container[str] = ()) -> Handbook:
    """Return the handbook with another id for a step, also in answers, examples and ``outside``.

    An id that was ``published`` stays known as a former one of the step: links to it still lead there.
    """
    renamed = _renamed(handbook, "steps", old, new)
    if renamed is handbook:
        return handbook
    at = position(renamed, "steps", new)
    elsewhere = (former for step in spliced(renamed.steps, at) for former in step.former)
    refuse_taken(new, elsewhere, LISTS["steps"], ("steps", at))
    known = (*renamed.steps[at].former, *((old,) if old in published else ()))
    former = tuple(dict.fromkeys(one for one in known if one != new))
    return with_step(renamed, at, former=former) if former != renamed.steps[at].former else renamed


def retitle_step(
    handbook: Handbook, step_id: str, title: str, published: Container[str]
) -> tuple[Handbook, str]:
    """Return the handbook with another title for a step, and the step's id.

    The id follows the title until it is ``published``, unless somebody gave the step an id of its own.
    """
    at = position(handbook, "steps", step_id)
    step = handbook.steps[at]
    named = put(handbook, "steps", at, changed(step, {"title": title}, ("steps", at)))
    if step_id in published or not re.fullmatch(rf"{fresh_id((), step.title)}(-\d+)?", step_id):
        return named, step_id
    new = fresh_id(ids_of_steps(spliced(handbook.steps, at)), title)
    return rename_step(named, step_id, new), new


def relabel_answer(
    handbook: Handbook, step_id: str, answer_id: str, label: str, published: Collection[str]
) -> tuple[Handbook, str]:
    """Return the handbook with another label for an answer, and the answer's id.

    The id follows the label until it is ``published``, unless somebody gave the answer an id of its own.
    """
    made = change_answer(handbook, step_id, answer_id, label=label)
    at, index = locate(made, step_id, answer_id)
    was, answers = handbook.steps[at].answers[index].label, made.steps[at].answers
    follows = is_placeholder(was) or re.fullmatch(rf"{fresh_id((), was)}(-\d+)?", answer_id)
    if answer_id in published or not follows or is_placeholder(label):
        return made, answer_id
    taken = names(spliced(answers, index), ANSWER)
    # An id that people know is of one answer, also when that has gone.
    new = fresh_id({*taken, *published}, label)
    return rename_answer(made, step_id, answer_id, new), new


def published_answers(base: Handbook, step: Step) -> frozenset[str]:
    """Return the ids of the answers that a step had in a revision, by the id that it has or had there."""
    known = (base.step(one) for one in (step.id, *step.former) if one in base)
    return frozenset(answer.id for one in known for answer in one.answers)


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
    examples = tuple(_given_as(example, (step_id, old), answer.id) for example in handbook.examples)
    step = handbook.steps[at].model_copy(update={"answers": spliced(answers, index, answer)})
    step = with_answer_renamed(handbook.steps[at], step, old, answer.id)
    renamed = put(handbook, "steps", at, step)
    return renamed.model_copy(update={"examples": examples})


def _given_as(example: Example, was: tuple[str, str], now: str) -> Example:
    if all(given.taken != was for given in example.answers):
        return example
    answers = tuple(
        given.model_copy(update={"answer": now}) if given.taken == was else given for given in example.answers
    )
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
