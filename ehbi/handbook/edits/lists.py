"""The lists that a handbook is made of: where a thing is in them, and lists with something else there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from ..errors import EditError, Problem, Where
from ..model import Answer, Contact, Example, Fact, Handbook, Party, Permission, Step, Subject, Synonyms, Term
from ..profile import PARTS as LOCAL_PARTS
from ..values import Value
from .plain import quoted

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Sort:
    """What one list holds.

    Parameters
    ----------
    model
        What its items are.
    screen
        What the list is called on the screen.
    named
        Field by which an item is known.
    titled
        Field from which a new item's id is made; empty where a person has to choose one.
    reserved
        Names that no new item can have.
    """

    model: type[Value]
    screen: str
    named: str = "id"
    titled: str = ""
    reserved: tuple[str, ...] = ()


ANSWERS = Sort(Answer, "antwoorden", titled="label")
PARTS = {
    "facts": Sort(Fact, "feiten"),
    "parties": Sort(Party, "wie", titled="name"),
    "contacts": Sort(Contact, "contacten", titled="name", reserved=LOCAL_PARTS),
    "permissions": Sort(Permission, "bevoegdheden", titled="what"),
    "glossary": Sort(Term, "woorden", named="term"),
    "synonyms": Sort(Synonyms, "synoniemen", named="means"),
    "elsewhere": Sort(Subject, "andere onderwerpen", named="title"),
    "examples": Sort(Example, "oefencasussen", titled="title"),
}
LISTS = {"steps": Sort(Step, "stappen", titled="title"), **PARTS}


def names(items: Iterable[Value], sort: Sort) -> list[str]:
    """Return what the items of a list are known by."""
    return [getattr(item, sort.named) for item in items]


def find(items: Iterable[Value], sort: Sort, name: object, path: Where) -> int:
    """Return the place of an item in a list, counted from 0.

    Raises
    ------
    EditError
        There is no such item. Or there are two, in a draft from a file: neither is changed by guess.
    """
    known = names(items, sort)
    if not isinstance(name, str) or name not in known:
        message = f"{quoted(name)} staat niet bij ‘{sort.screen}’"
        raise EditError(Problem(path, message, "Kies er een die er wel staat"))
    if known.count(name) > 1:
        message = f"{quoted(name)} staat twee keer bij ‘{sort.screen}’"
        raise EditError(Problem(path, message, "Geef elk onderdeel in het bestand een eigen naam"))
    return known.index(name)


def position(handbook: Handbook, part: str, name: object, path: Where = ()) -> int:
    """Return the place of a step or other part in the handbook's list of those.

    Parameters
    ----------
    handbook, part, name
        The handbook, its list and the name asked for.
    path
        Place in the handbook that mentions the name; nothing when only the change does.

    Raises
    ------
    EditError
        There is no such thing, or there are two.
    """
    return find(getattr(handbook, part), LISTS[part], name, path or (part,))


def refuse_taken(name: str, taken: Iterable[str], sort: Sort, path: Where) -> None:
    """Refuse a name that another item has, or that no item can have."""
    if name in taken or name in sort.reserved:
        message = f"{quoted(name)} is al in gebruik bij ‘{sort.screen}’"
        raise EditError(Problem((*path, sort.named), message, "Kies een andere naam"))


def spliced(items: Sequence[Item], at: int, *new: Item) -> tuple[Item, ...]:
    """Return a list with none, one or more items in the place of one.

    Examples
    --------
    >>> spliced("abc", 1, "x", "y")
    ('a', 'x', 'y', 'c')
    """
    return (*items[:at], *new, *items[at + 1 :])


def moved(items: Sequence[Item], at: int, to: object, path: Where) -> tuple[Item, ...]:
    """Return a list with one item at another place.

    Examples
    --------
    >>> moved("abc", 0, 2, ())
    ('b', 'c', 'a')
    """
    if not isinstance(to, int) or isinstance(to, bool) or not 0 <= to < len(items):
        raise EditError(Problem(path, "Die plaats is er niet", "Kies een plaats in de lijst"))
    rest = spliced(items, at)
    return (*rest[:to], items[at], *rest[to:])


def put(handbook: Handbook, part: str, at: int, *new: Value) -> Handbook:
    """Return a handbook with none, one or more parts in the place of one."""
    return handbook.model_copy(update={part: spliced(getattr(handbook, part), at, *new)})


def with_step(handbook: Handbook, at: int, **fields: Any) -> Handbook:
    """Return a handbook with other fields, of the right shape, in one step."""
    return put(handbook, "steps", at, handbook.steps[at].model_copy(update=fields))
