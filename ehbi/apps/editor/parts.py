"""The view of everything in the handbook that is no step: one thing at a time, in its form."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from ...flowchart import page_svg
from ...handbook import Handbook, schema
from ...handbook.edits import add_part, change_handbook, change_part, move_part, remove_part, rename_part
from ...handbook.errors import EditError, clip
from ...handbook.graph import starts
from ..panel import Block, Button, Field, Group, Heading, Option, Text, Tone
from . import form, walk
from .page import PARTS
from .problems import COVER, HEADING, Wrong
from .view import Picture, View

EXAMPLES = "examples"
THINGS = "things"
"""Name of the list of things to choose from."""
SORTS = {field.name: field.spec for field in schema.asked(Handbook) if field.name in schema.PARTS}
"""The lists, in the order in which they are offered."""
CHOICES: tuple[Option, ...] = (
    *((name, spec.label) for name, spec in SORTS.items()),
    (COVER, "Het handboek zelf"),
)
_DONE = {"remove": "weggehaald", "up": "verplaatst", "down": "verplaatst"}

Part = tuple[str, int]
"""A thing: the list it is in and its place there."""


class Parts(View):
    """Change contacts, permissions, words, examples, facts, and what the handbook says about itself."""

    key, label = PARTS, "Gegevens"
    has_checks = True

    @property
    def thing(self) -> Part:
        """The thing in the form: one that is there."""
        sort, at = self.page.part
        last = 0 if sort == COVER else len(getattr(self.work.handbook, sort)) - 1
        return sort, max(0, min(at, last))

    @property
    def place(self) -> tuple[str, ...]:
        """The list, and the thing in it that is in the form."""
        sort, at = self.thing
        things = () if sort == COVER else getattr(self.work.handbook, sort)
        return (sort, str(getattr(things[at], schema.PARTS[sort].key))) if things else (sort,)

    def go(self, place: tuple[str, ...]) -> None:
        """Have the thing of an address in the form."""
        sort, name = (*place, "", "")[:2]
        if sort == COVER or sort in schema.PARTS:
            things = () if sort == COVER else getattr(self.work.handbook, sort)
            names = [str(getattr(thing, schema.PARTS[sort].key)) for thing in things]
            self.page.part = sort, names.index(name) if name in names else 0

    def lists(self) -> Mapping[str, Sequence[Option]]:
        """Return what the fields offer."""
        handbook, sort = self.work.handbook, self.page.part[0]
        if sort == COVER:
            return form.shared(handbook)
        titles = ((str(at), title(handbook, sort, at)) for at in range(len(getattr(handbook, sort))))
        return form.shared(handbook) | {THINGS: tuple(titles)}

    def blocks(self) -> Iterator[Block]:
        """Yield the choice of a thing, and its form."""
        sort, at = self.thing
        things = () if sort == COVER else getattr(self.work.handbook, sort)
        choose: list[Block] = [Field("sort", "Soort", sort, "choice", CHOICES)]
        if things:
            choose.append(Field("thing", "Welke", str(at), "choice", THINGS))
        if sort != COVER:
            choose.append(Button("new", SORTS[sort].one))
        yield Group("choose", "Kies wat je verandert", tuple(choose), across=True)
        if sort == COVER:
            yield from self._cover()
            return
        yield Text("about", SORTS[sort].hint, Tone.SOFT)
        if things:
            yield from self._form(sort, at)
        else:
            yield Text("nothing", "Er staat hier nog niets.", Tone.SOFT)

    def picture(self) -> Picture | None:
        """Return the picture of an example's situation, with where the example is."""
        handbook, (sort, at) = self.work.handbook, self.thing
        if sort != EXAMPLES or not handbook.examples:
            return None
        case = walk.walked(handbook, handbook.examples[at])
        if not (case.situation and case.step):
            return None
        return Picture(case.situation.id, page_svg(handbook, case.situation.id, "edit_"), case.step.id)

    def _form(self, sort: str, at: int) -> Iterator[Block]:
        handbook = self.work.handbook
        things = getattr(handbook, sort)
        wrong = Wrong.of(self.work.problems, sort, at)
        yield Heading(HEADING, title(handbook, sort, at))
        yield from form.told("wrong-", wrong.exactly())
        for block in form.fields_of(things[at], wrong, self.lists()):
            yield form.in_own_language(block, things[at])
            if sort == EXAMPLES and block.id == "situation":
                yield from walk.walk(handbook, things[at], wrong)
        moves = (
            Button("up", "↑ Naar boven", disabled=at == 0),
            Button("down", "↓ Naar beneden", disabled=at == len(things) - 1),
            Button("remove", "Haal dit weg", Tone.BAD),
        )
        yield Group("moves", "Wat je hiermee kunt doen", moves, across=True)

    def _cover(self) -> Iterator[Block]:
        handbook = self.work.handbook
        wrong = Wrong.of(self.work.problems)
        yield Heading(HEADING, "Het handboek zelf")
        yield from form.blocks_of(schema.fields(Handbook)["title"], handbook, wrong, {})
        yield from form.fields_of(handbook.outside, wrong, self.lists(), ("outside",))

    def fill(self, field: str, value: Any) -> None:
        """Take a choice, or a field of the form."""
        sort, _ = self.thing
        match field:
            case "sort":
                self.page.lead(PARTS, (value, 0))
            case "thing":
                self.page.lead(PARTS, (sort, int(value)))
            case _:
                changed = filled(self.work.handbook, self.thing, field, value)
                self._do(field, changed, self.thing, f"{self.thing}/{field}")

    def refused(self, field: str, value: Any) -> EditError | None:
        """Return why the thing cannot take something in a field; None if it can."""
        try:
            filled(self.work.handbook, self.thing, field, value)
        except EditError as error:
            return error
        return None

    def press(self, button: str) -> None:
        """Do something with the thing, or with something in it."""
        if button == "remove":
            self.forget_refused()
        self._do(button, *pressed(self.work.handbook, self.thing, button))

    def _do(self, block: str, changed: Handbook, shown: Part, typed: str = "") -> None:
        words = said(self.work.handbook, self.thing, block)
        self.page.part = shown
        self.page.do(words, changed, typed=typed)


def filled(handbook: Handbook, part: Part, field: str, value: Any) -> Handbook:
    """Return the handbook with a field of a thing filled in."""
    sort, at = part
    if sort == COVER:
        return change_handbook(handbook, _cover(field, value))
    thing, key = getattr(handbook, sort)[at], schema.PARTS[sort].key
    name = getattr(thing, key)
    match field.split("/"):
        case [top] if top == key:
            return rename_part(handbook, sort, name, value)
        case ["situation"]:
            return walk.begun(handbook, thing, value)
        case ["answers", index]:
            return walk.answered(handbook, thing, int(index), value)
    return change_part(handbook, sort, name, form.filled(thing, field, value))


def pressed(handbook: Handbook, part: Part, button: str) -> tuple[Handbook, Part]:
    """Return the handbook after a button of a form was pressed, and the thing to show then."""
    sort, at = part
    if button == "new":
        return added(handbook, sort), (sort, len(getattr(handbook, sort)))
    thing = getattr(handbook, sort)[at]
    name = getattr(thing, schema.PARTS[sort].key)
    match button:
        case "remove":
            return remove_part(handbook, sort, name), (sort, max(0, at - 1))
        case "up":
            return move_part(handbook, sort, name, at - 1), (sort, at - 1)
        case "down":
            return move_part(handbook, sort, name, at + 1), (sort, at + 1)
        case walk.END:
            return walk.ended(handbook, thing), part
    return change_part(handbook, sort, name, form.pressed(thing, button)), part


def said(handbook: Handbook, part: Part, block: str) -> str:
    """Return what was filled in or pressed, for whoever undoes it."""
    sort, at = part
    if sort == COVER:
        return "Het handboek zelf"
    if block == "new":
        return "Nieuw bij de gegevens"
    name = f"‘{title(handbook, sort, at)}’"
    if block in _DONE:
        return f"{name} {_DONE[block]}"
    field = schema.field_at((sort, at, *block.split("/", maxsplit=1)[:1]))
    return f"{field.spec.label if field and field.spec.label else 'Einde'} van {name}"


def _cover(field: str, value: Any) -> dict[str, Any]:
    top, *below = field.split("/")
    return {top: {below[0]: value}} if below else {top: value}


def added(handbook: Handbook, part: str) -> Handbook:
    """Return the handbook with a new thing at the end of one of its lists."""
    model, thing = schema.fields(Handbook)[part].holds, schema.PARTS[part]
    new = form.new_of(model)
    if part == "facts":
        return add_part(handbook, part, new | {"id": _next_fact(handbook)})[0]
    taken = {getattr(one, thing.title) for one in getattr(handbook, part)} if thing.title == thing.key else ()
    new.pop(thing.key)
    for field in schema.fields(model).values():
        if field.name in new and field.spec.refers and not field.is_many:
            new[field.name] = _first(handbook, field.spec.refers)
    return add_part(handbook, part, new | {thing.title: _free(thing.new, taken)})[0]


def _first(handbook: Handbook, part: str) -> str:
    """Return what something new refers to until somebody chooses."""
    if part == "steps":
        return next((step.id for step in starts(handbook)), handbook.outside.step)
    return next((thing.id for thing in getattr(handbook, part)), "nieuw")


def _next_fact(handbook: Handbook) -> str:
    taken = {fact.id for fact in handbook.facts}
    chapter = int(handbook.facts[-1].id.split(".")[0]) if handbook.facts else 1
    later = (f"{one}.{number}" for one in range(chapter, 100) for number in range(1, 100))
    earlier = (f"{one}.{number}" for one in range(1, chapter) for number in range(1, 100))
    return next(name for name in (*later, *earlier) if name not in taken)


def _free(words: str, taken: Collection[str]) -> str:
    numbered = (f"{words} {number}" for number in count(2))
    return words if words not in taken else next(one for one in numbered if one not in taken)


def title(handbook: Handbook, part: str, at: int) -> str:
    """Return what a thing is called."""
    thing = getattr(handbook, part)[at]
    match part:
        case "facts":
            return clip(f"{thing.id} {thing.text}")
        case "permissions":
            whose = {party.id: party.name for party in handbook.parties}
            return clip(f"{whose.get(thing.party, thing.party)}: {thing.what}")
    return clip(getattr(thing, schema.PARTS[part].title) or getattr(thing, "id", "") or "(leeg)")
