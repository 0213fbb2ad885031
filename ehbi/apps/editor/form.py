"""The fields of a thing from the schema: a block for each, and what filling one in makes of the thing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...book.page import chapters
from ...handbook import Handbook
from ...handbook.errors import Where
from ...handbook.graph import starts
from ...handbook.profile import SYNCHRONISATION, SYSTEM
from ...handbook.schema import SchemaField, asked, field_at, fields
from ...handbook.step import Step
from ...handbook.translation import Language
from ...handbook.values import Kind, OutcomeKind, Value
from ..panel import Block, Button, Field, Group, GroupedOption, Heading, Option, Text, Tone
from .problems import Said, Wrong, named

CONTACTS = "contacts"
LOOSE = "Losse stappen"
OWN = "own"
LONGEST_NUMBER = 9
"""Digits that are taken for a number."""
YES, NO = "ja", "nee"
PROFILE_NAMES = {SYSTEM: "Het ledensysteem", SYNCHRONISATION: "Hoe je synchroniseert"}

Lists = Mapping[str, Sequence[Option]]
"""The options that fields share, by name."""
Fields = dict[str, Any]
"""Fields of a thing by name, as plain data."""


def shared(handbook: Handbook) -> dict[str, tuple[Option, ...]]:
    """Return the options that several fields offer, by the names that the schema has for them."""
    contacts = tuple((contact.id, contact.name or contact.id) for contact in handbook.contacts)
    ends = (
        step
        for step in handbook.steps
        if step.outcome is OutcomeKind.EXPLAINED or step.id == handbook.outside.step
    )
    return {
        "parties": tuple((party.id, party.name or party.id) for party in handbook.parties),
        "starts": steps_of(starts(handbook)),
        "ends": steps_of(ends),
        CONTACTS: contacts,
        "local": (*PROFILE_NAMES.items(), *contacts),
    }


def steps_of(steps: Iterable[Step]) -> tuple[Option, ...]:
    """Return steps to choose from: id and title."""
    return tuple((step.id, step.title or step.id) for step in steps)


def steps_by_situation(handbook: Handbook) -> tuple[GroupedOption, ...]:
    """Return the steps to choose from, each with the situation that it belongs to, as the book has them."""
    return tuple(
        (step.id, step.title or step.id, LOOSE if is_loose else chapter.title)
        for chapter in chapters(handbook)
        for is_loose, step in sorted(
            ((chapter.situation is None and one.kind is not Kind.OUTCOME, one) for one in chapter.steps),
            key=lambda found: found[0],
        )
    )


def fields_of(
    thing: Value, wrong: Wrong, lists: Lists, at: Where = (), without: Collection[str] = ()
) -> Iterator[Block]:
    """Yield the blocks of each field of a thing, except for the answers of an example.

    ``at`` is its place in the thing that has the form, and ``wrong`` what is wrong with that.
    """
    for field in asked(type(thing)):
        if field.name not in without and field.spec.widget != "walk":
            yield from blocks_of(field, thing, wrong, lists, at)


def blocks_of(
    field: SchemaField, thing: Value, wrong: Wrong, lists: Lists, at: Where = ()
) -> Iterator[Block]:
    """Yield what one field of a thing is on the screen."""
    spec, value, place = field.spec, getattr(thing, field.name), (*at, field.name)
    if field.model and not field.is_many:
        yield Heading(named((*place, "")), spec.label, 3)
        yield from fields_of(value, wrong, lists, place)
    elif spec.widget == "things":
        yield from _things(field, value, wrong, lists, place)
    elif spec.widget == "checks":
        yield _checks(field, value, wrong, _options(field, lists), place)
    else:
        held = value if spec.widget == "check" else shown(value)
        options = _choice(field, thing, lists) if spec.widget in ("choice", "search") else ()
        wrongs = wrong.at(*place)
        yield Field(named(place), spec.label, held, spec.widget, options, spec.hint, wrongs, spec.longest)


def in_own_language(block: Block, thing: Value) -> Block:
    """Return a block of a thing's form; what a language says in itself is written in that language."""
    if not (isinstance(thing, Language) and isinstance(block, Field)):
        return block
    is_own = block.id == "own_name" or block.id.startswith("words/")
    return replace(block, lang=thing.id, direction=thing.direction) if is_own else block


def shown(value: Any) -> str:
    """Return a value as a field shows it."""
    if isinstance(value, bool):
        return YES if value else NO
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")


def _choice(field: SchemaField, thing: Value, lists: Lists) -> tuple[Option, ...] | str:
    """Return what can be chosen, or the name of a shared list; nothing too where that may be."""
    if field.is_optional and getattr(thing, "kind", None) not in field.spec.kinds:
        return (("", field.spec.none), *_options(field, lists))
    return _options(field, {}) or field.spec.options or field.spec.refers


def _options(field: SchemaField, lists: Lists) -> tuple[Option, ...]:
    own = tuple((choice.value, choice.label) for choice in field.choices)
    return own or tuple(lists.get(field.spec.options or field.spec.refers, ()))


def _checks(
    field: SchemaField, chosen: Sequence[str], wrong: Wrong, options: Sequence[Option], place: Where
) -> Group:
    """Return a box to tick for each option, and for what was chosen but is no option any more."""
    gone = [(name, name) for name in dict.fromkeys(chosen) if name not in dict(options)]
    boxes = (
        Field(named((*place, name)), label, name in chosen, "check", problems=_of(wrong, chosen, name, place))
        for name, label in (*options, *gone)
    )
    above = (
        Text(named((*place, "")), field.spec.label, Tone.STRONG),
        Text(named((*place, "", "")), field.spec.hint, Tone.SOFT),
    )
    return Group(named(place), field.spec.label, (*above, *boxes), framed=True)


def _of(wrong: Wrong, chosen: Sequence[str], name: str, place: Where) -> tuple[tuple[Tone, str], ...]:
    return wrong.at(*place, chosen.index(name)) if name in chosen else ()


def _things(
    field: SchemaField, things: Sequence[Value], wrong: Wrong, lists: Lists, place: Where
) -> Iterator[Block]:
    spec = field.spec
    is_flat = all(one.spec.widget != "things" for one in asked(field.holds))
    yield Heading(named((*place, "")), spec.label, 3)
    for index, thing in enumerate(things):
        at, title = (*place, index), f"{spec.one} {index + 1}"
        name = named(at)
        moves = move_buttons(name, title, index, len(things))
        inside = (
            *told(f"{name}/wrong/", wrong.exactly(*at)),
            *fields_of(thing, wrong, lists, at, spec.without),
            Group(f"{name}/moves", f"{title} verplaatsen of weghalen", moves, across=True),
        )
        yield Group(name, title, inside, across=is_flat, framed=True)
    yield Button(named((*place, "add")), f"{spec.one} erbij")


def told(name: str, said: Iterable[Said]) -> Iterator[Block]:
    """Yield what is wrong with a thing as a whole."""
    for number, (tone, words) in enumerate(said):
        yield Text(f"{name}{number}", words, tone)


def move_buttons(name: str, title: str, index: int, count: int) -> tuple[Button, Button, Button]:
    """Return the buttons that move a thing up and down in its list, and that take it away."""
    return (
        Button(f"{name}/up", "↑", disabled=index == 0, spoken=f"{title} naar boven"),
        Button(f"{name}/down", "↓", disabled=index == count - 1, spoken=f"{title} naar beneden"),
        Button(f"{name}/remove", "Weg", Tone.BAD, spoken=f"{title} weghalen"),
    )


def filled(thing: Value, block: str, value: Any) -> Fields:
    """Return the field of a thing that changes when something in it is filled in."""
    place = _place_of(block)
    field = field_at(place, type(thing))
    if field is None:
        return {block: value}
    if field.spec.widget == "checks":
        _, name = block.split("/", maxsplit=1)
        others = tuple(one for one in getattr(thing, field.name) if one != name)
        return {field.name: (*others, name) if value else others}
    return _with(thing, place, lambda held, key: _set(held, key, taken(field, value)))


def taken(field: SchemaField, value: Any) -> Any:
    """Return what a field holds when this is filled in; what makes no sense is left to be refused."""
    if field.is_many:
        return tuple(name.strip() for name in value.split(",") if name.strip())
    if field.holds is bool:
        return value in (True, YES)
    if field.holds is int and value.isdecimal() and len(value) <= LONGEST_NUMBER:
        return int(value)
    return (value or None) if field.is_optional else value


def pressed(thing: Value, button: str) -> Fields:
    """Return the field of a thing that changes when a button for one of its lists is pressed."""
    *around, act = _place_of(button)
    place = tuple(around)
    field = field_at(place, type(thing))
    if act == "add" and field:
        new = new_of(field.holds, field.spec.without)
        return _with(thing, place, lambda held, key: held[key].append(new))
    return _with(thing, place, _ACTS[str(act)])


def new_of(model: type[Value], without: Collection[str] = ()) -> Fields:
    """Return the fields that a new thing has to have, with nothing in them, or the last choice there is.

    It is the library's own until somebody says otherwise, unless it is ``without`` that.
    """
    needed = (field for field in fields(model).values() if field.is_required or field.name == OWN)
    return {field.name: _nothing(field) for field in needed if field.name not in without}


def _nothing(field: SchemaField) -> Any:
    if field.is_many:
        return []
    if field.holds is bool:
        return True
    return field.choices[-1].value if field.choices else ""


def _place_of(block: str) -> Where:
    return tuple(int(part) if part.isdecimal() else part for part in block.split("/"))


def _with(thing: Value, place: Where, change: Callable[[Any, Any], None]) -> Fields:
    data: Any = thing.model_dump(mode="json")
    held = data
    for part in place[:-1]:
        held = held[part]
    change(held, place[-1])
    return {str(place[0]): data[place[0]]}


def _set(held: Any, key: Any, value: Any) -> None:
    held[key] = value


def _remove(held: Any, at: Any) -> None:
    del held[at]


def _up(held: Any, at: Any) -> None:
    held[at - 1], held[at] = held[at], held[at - 1]


def _down(held: Any, at: Any) -> None:
    _up(held, at + 1)


_ACTS = {"up": _up, "down": _down, "remove": _remove}
