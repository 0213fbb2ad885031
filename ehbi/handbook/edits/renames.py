"""Other names for things, with every mention of them; cases, links and profiles know them by the old ones."""

from __future__ import annotations

from ..model import Example, GivenAnswer, Handbook
from .answers import locate
from .lists import ANSWERS, LISTS, names, position, put, refuse_taken, spliced, with_step
from .parts import sort_of
from .references import mentioned_as
from .shaping import changed


def rename_step(handbook: Handbook, old: str, new: str) -> Handbook:
    """Return the handbook with another id for a step, also in answers, examples and ``outside``.

    Parameters
    ----------
    handbook
        Any draft.
    old
        The step.
    new
        An id that no other step has. An example that mentions a step of this id, gone before, will
        mean the renamed one.

    Raises
    ------
    EditError
        There is no such step, or the new id is taken or no id.

    Examples
    --------
    >>> import ehbi
    >>> draft = rename_step(ehbi.load(), "mail-opnieuw", "tweede-mail")
    >>> draft.step("mail-zoeken").answer("nee").next
    'tweede-mail'
    """
    return _renamed(handbook, "steps", old, new)


def rename_part(handbook: Handbook, part: str, name: str, new: str) -> Handbook:
    """Return the handbook with another name for a part, and with every mention of it.

    Parameters
    ----------
    handbook
        Any draft.
    part
        ``facts``, ``parties``, ``contacts``, ``permissions``, ``glossary``, ``synonyms``, ``elsewhere`` or
        ``examples``.
    name
        The part, by its id, term, title or what it means.
    new
        A name that no other part of this sort has. A library's profile and links to the handbook
        keep the old name of a contact.

    Raises
    ------
    EditError
        There is no such part, or the new name is taken or has another shape.

    Examples
    --------
    >>> import ehbi
    >>> draft = rename_part(ehbi.load(), "contacts", "fb-iam", "kb-iam")
    >>> draft.step("mail-fb-iam").contact
    'kb-iam'
    """
    sort_of(part)
    return _renamed(handbook, part, name, new)


def rename_answer(handbook: Handbook, step_id: str, old: str, new: str) -> Handbook:
    """Return the handbook with another id for an answer, also in the examples that give it.

    Parameters
    ----------
    handbook
        Any draft.
    step_id, old
        The answer.
    new
        An id that no other answer of this step has.

    Raises
    ------
    EditError
        There is no such answer, or the new id is taken or no id.

    Examples
    --------
    >>> import ehbi
    >>> draft = rename_answer(ehbi.load(), "mail-zoeken", "nee", "nergens")
    >>> example = next(one for one in draft.examples if one.id == "mail-komt-nooit")
    >>> [given.answer for given in example.answers]
    ['ja', 'nergens', 'nee']
    """
    at, index = locate(handbook, step_id, old)
    answers = handbook.steps[at].answers
    path = ("steps", at, "answers", index)
    answer = changed(answers[index], {"id": new}, path)
    refuse_taken(answer.id, names(spliced(answers, index), ANSWERS), ANSWERS, path)
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
    sort = LISTS[part]
    at = position(handbook, part, old)
    items = getattr(handbook, part)
    named = changed(items[at], {sort.named: new}, (part, at))
    name = getattr(named, sort.named)
    if name == old:
        return handbook
    refuse_taken(name, names(spliced(items, at), sort), sort, (part, at))
    return mentioned_as(put(handbook, part, at, named), part, old, name)
