"""What a filled-in field or a pressed button does to a thing beside the steps."""

from __future__ import annotations

from typing import Any

from ...handbook import Handbook
from ...handbook.edits import change_handbook, change_part, move_part, remove_part, rename_part
from ...handbook.edits.lists import PARTS
from . import inside, walk
from .asks import ASKS
from .sorts import COVER, added, title

Part = tuple[str, int]
"""A thing: the list it is in and its place there."""


def filled(handbook: Handbook, part: Part, field: str, value: Any) -> Handbook:
    """Return the handbook with a field of a thing filled in.

    Parameters
    ----------
    handbook, part
        The draft and the thing in its form.
    field
        Id of the field's block.
    value
        What was filled in.

    Raises
    ------
    EditError
        It makes no sense there.

    Examples
    --------
    >>> import ehbi
    >>> draft = filled(ehbi.load(), ("contacts", 0), "channels/0/label", "Formulier")
    >>> draft.contacts[0].channels[0].label
    'Formulier'
    """
    sort, at = part
    if sort == COVER:
        return change_handbook(handbook, _cover(field, value))
    thing, named = getattr(handbook, sort)[at], PARTS[sort].named
    name = getattr(thing, named)
    match field.split("/"):
        case [top] if top == named:
            return rename_part(handbook, sort, name, value)
        case ["situation"]:
            return walk.begun(handbook, thing, value)
        case ["answers", index]:
            return walk.answered(handbook, thing, int(index), value)
    return change_part(handbook, sort, name, inside.filled(thing, field, value))


def pressed(handbook: Handbook, part: Part, button: str) -> tuple[Handbook, Part]:
    """Return the handbook after a button of a form was pressed, and the thing to show then.

    Raises
    ------
    EditError
        It makes no sense there.
    """
    sort, at = part
    if button == "new":
        return added(handbook, sort), (sort, len(getattr(handbook, sort)))
    thing = getattr(handbook, sort)[at]
    name = getattr(thing, PARTS[sort].named)
    match button:
        case "remove":
            return remove_part(handbook, sort, name), (sort, max(0, at - 1))
        case "up":
            return move_part(handbook, sort, name, at - 1), (sort, at - 1)
        case "down":
            return move_part(handbook, sort, name, at + 1), (sort, at + 1)
        case walk.END:
            return walk.ended(handbook, thing), part
    return change_part(handbook, sort, name, inside.pressed(thing, button)), part


def said(handbook: Handbook, part: Part, block: str) -> str:
    """Return what was filled in or pressed, for whoever undoes it.

    Examples
    --------
    >>> import ehbi
    >>> said(ehbi.load(), ("contacts", 0), "channels/0/label")
    'Zo bereik je dit contact van ‘KB Klantenservice’'
    """
    sort, at = part
    if sort == COVER:
        return "Het handboek zelf"
    if block == "new":
        return "Nieuw bij de gegevens"
    name = f"‘{title(handbook, sort, at)}’"
    if block in _DONE:
        return f"{name} {_DONE[block]}"
    ask = ASKS[PARTS[sort].model].get(block.split("/", maxsplit=1)[0])
    return f"{ask.label if ask else 'Einde'} van {name}"


_DONE = {"remove": "weggehaald", "up": "verplaatst", "down": "verplaatst"}


def _cover(field: str, value: Any) -> dict[str, Any]:
    top, *below = field.split("/")
    return {top: {below[0]: value}} if below else {top: value}
