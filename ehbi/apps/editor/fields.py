"""The fields of a thing, as blocks: what it holds, what is asked, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from ...handbook.errors import Where
from ...handbook.values import Value
from ..panel import Block, Button, Field, Group, Heading, Option, Text, Tone
from .asks import ASKS, CHECKS, LIST, NO, WALK, YES, Ask
from .wrong import Wrong

Lists = Mapping[str, Sequence[Option]]
"""The options that fields share, by name."""


def fields_of(
    thing: Value, wrong: Wrong, lists: Lists, at: Where = (), without: Collection[str] = ()
) -> Iterator[Block]:
    """Yield a block for each field of a thing, except the answers of an example.

    Parameters
    ----------
    thing
        Anything in :data:`ehbi.apps.editor.asks.ASKS`.
    wrong
        What is wrong with the thing that has the form.
    lists
        The options that are shared.
    at
        Place of this thing in the one that has the form.
    without
        Fields that are left out.

    Examples
    --------
    >>> import ehbi
    >>> [block.id for block in fields_of(ehbi.load().parties[0], Wrong(), {})]
    ['name', 'id']
    """
    for name, ask in ASKS[type(thing)].items():
        if name in without:
            continue
        place, value = (*at, name), getattr(thing, name)
        if ask.form == LIST:
            yield from _things(value, ask, wrong, lists, place)
        elif ask.form == CHECKS:
            yield checks(ask, value, wrong, lists[str(ask.options)], place)
        elif ask.form != WALK:
            yield Field(
                named(place), ask.label, shown(value), ask.form, ask.options, ask.hint, wrong.at(*place)
            )


def named(place: Where) -> str:
    """Return the id of the block at a place."""
    return "/".join(map(str, place))


def shown(value: Any) -> str:
    """Return a value as a field shows it."""
    if isinstance(value, bool):
        return YES if value else NO
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")


def checks(ask: Ask, chosen: Sequence[str], wrong: Wrong, options: Sequence[Option], place: Where) -> Group:
    """Return a box to tick for each option, and for what was chosen but is no option any more."""
    gone = [(name, name) for name in dict.fromkeys(chosen) if name not in dict(options)]
    boxes = (
        Field(named((*place, name)), said, name in chosen, "check", problems=_of(wrong, chosen, name, place))
        for name, said in (*options, *gone)
    )
    above = (
        Text(named((*place, "")), ask.label, Tone.STRONG),
        Text(named((*place, "", "")), ask.hint, Tone.SOFT),
    )
    return Group(named(place), ask.label, (*above, *boxes), framed=True)


def _of(wrong: Wrong, chosen: Sequence[str], name: str, place: Where) -> tuple[tuple[Tone, str], ...]:
    return wrong.at(*place, chosen.index(name)) if name in chosen else ()


def _things(things: Sequence[Value], ask: Ask, wrong: Wrong, lists: Lists, place: Where) -> Iterator[Block]:
    yield Heading(named((*place, "")), ask.label, 3)
    for index, thing in enumerate(things):
        at, title = (*place, index), f"{ask.one} {index + 1}"
        told = (Text(named((*at, "wrong", number)), said, tone) for number, (tone, said) in _whole(wrong, at))
        inside = (*told, *fields_of(thing, wrong, lists, at, ask.without), *_moves(at, title, len(things)))
        is_flat = all(one.form != LIST for one in ASKS[type(thing)].values())
        yield Group(named(at), title, inside, across=is_flat, framed=True)
    yield Button(named((*place, "add")), f"{ask.one} erbij")


def _whole(wrong: Wrong, at: Where) -> Iterator[tuple[int, tuple[Tone, str]]]:
    return iter(enumerate(wrong.exactly(*at)))


def _moves(at: Where, title: str, count: int) -> Iterator[Block]:
    index = at[-1]
    buttons = (
        Button(named((*at, "up")), "↑", disabled=index == 0, spoken=f"{title} naar boven"),
        Button(named((*at, "down")), "↓", disabled=index == count - 1, spoken=f"{title} naar beneden"),
        Button(named((*at, "remove")), "Weg", Tone.BAD, spoken=f"{title} weghalen"),
    )
    yield Group(named((*at, "moves")), f"{title} verplaatsen of weghalen", buttons, across=True)
