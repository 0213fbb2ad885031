"""Changes to what is beside the steps: facts, parties, contacts, permissions, words, subjects, examples."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import EditError, Problem
from ..model import Handbook
from .ids import fresh_id
from .lists import PARTS, Sort, moved, names, position, put, refuse_taken
from .plain import plain_fields, quoted
from .shaping import changed, shaped


def add_part(handbook: Handbook, part: str, fields: Mapping[str, Any]) -> tuple[Handbook, str]:
    """Return the handbook with one more part at the end of its list, and the new part's name.

    Parameters
    ----------
    handbook
        Any draft.
    part
        ``facts``, ``parties``, ``contacts``, ``permissions``, ``glossary``, ``synonyms``, ``elsewhere`` or
        ``examples``.
    fields
        Its fields. Without an ``id``, one is made of its name, title or what it says; a fact is
        numbered by whoever adds it.

    Raises
    ------
    EditError
        The name is taken, or a field is missing, unknown or of another shape.

    Examples
    --------
    >>> import ehbi
    >>> draft, new = add_part(ehbi.load(), "parties", {"name": "Team Jeugd"})
    >>> new, draft.party(new).name
    ('team-jeugd', 'Team Jeugd')
    """
    sort = sort_of(part)
    items = getattr(handbook, part)
    path = (part, len(items))
    taken = names(items, sort)
    wanted = plain_fields(fields, path)
    if sort.titled and sort.named not in wanted:
        wanted[sort.named] = fresh_id({*taken, *sort.reserved}, str(wanted.get(sort.titled, "")))
    new = shaped(sort.model, wanted, path)
    name = getattr(new, sort.named)
    refuse_taken(name, taken, sort, path)
    return handbook.model_copy(update={part: (*items, new)}), name


def change_part(handbook: Handbook, part: str, name: str, fields: Mapping[str, Any]) -> Handbook:
    """Return the handbook with other fields in one part.

    Parameters
    ----------
    handbook
        Any draft.
    part
        The list it is in, as for :func:`add_part`.
    name
        The part, by its id, term, title or what it means.
    fields
        Any of its fields except that name, which :func:`rename_part` changes.

    Raises
    ------
    EditError
        There is no such part, or a field is unknown or of another shape.

    Examples
    --------
    >>> import ehbi
    >>> draft = change_part(ehbi.load(), "parties", "balie", {"name": "Balie"})
    >>> draft.party("balie").name
    'Balie'
    """
    fixed = {sort_of(part).named: "Hernoem dit onderdeel"}
    at = position(handbook, part, name)
    return put(handbook, part, at, changed(getattr(handbook, part)[at], fields, (part, at), fixed))


def move_part(handbook: Handbook, part: str, name: str, place: int) -> Handbook:
    """Return the handbook with a part at another place in its list.

    Parameters
    ----------
    handbook
        Any draft.
    part
        The list it is in, as for :func:`add_part`.
    name
        The part, by its id, term, title or what it means.
    place
        Where it comes to stand, counted from 0.

    Raises
    ------
    EditError
        There is no such part or place.

    Examples
    --------
    >>> import ehbi
    >>> [party.id for party in move_part(ehbi.load(), "parties", "lener", 0).parties][:2]
    ['lener', 'balie']
    """
    sort_of(part)
    at = position(handbook, part, name)
    return handbook.model_copy(update={part: moved(getattr(handbook, part), at, place, (part, at))})


def remove_part(handbook: Handbook, part: str, name: str) -> Handbook:
    """Return the handbook without a part; what mentions it stays, and the checks report that.

    Parameters
    ----------
    handbook
        Any draft.
    part
        The list it is in, as for :func:`add_part`.
    name
        The part, by its id, term, title or what it means.

    Raises
    ------
    EditError
        There is no such part.

    Examples
    --------
    >>> import ehbi
    >>> len(ehbi.load().glossary) - len(remove_part(ehbi.load(), "glossary", "G!DS").glossary)
    1
    """
    sort_of(part)
    return put(handbook, part, position(handbook, part, name))


def sort_of(part: object) -> Sort:
    """Return what a list of parts holds.

    Raises
    ------
    EditError
        The handbook has no such list, or it is the one with the steps.
    """
    if not isinstance(part, str) or part not in PARTS:
        remedy = f"Kies uit: {', '.join(PARTS)}"
        raise EditError(Problem((), f"{quoted(part)} is geen soort onderdeel", remedy))
    return PARTS[part]
