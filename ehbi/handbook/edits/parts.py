"""Changes to all but the steps: facts, parties, contacts, permissions, words, examples, and the title."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from .. import schema
from ..model import Handbook, Outside
from ..values import Spec, Thing, Value
from .lists import fresh_id, moved, names, position, put, refuse_taken
from .shaping import changed, plain_fields, quoted, refusal, shaped
from .translations import without_language


def add_part(handbook: Handbook, part: str, fields: Mapping[str, Any]) -> tuple[Handbook, str]:
    """Return the handbook with one more part in a list, and its name: made of its title if none is given."""
    thing = known_part(part)
    items = getattr(handbook, part)
    path = (part, len(items))
    taken = names(items, thing)
    wanted = plain_fields(fields, path)
    if thing.title != thing.key and thing.key not in wanted:
        wanted[thing.key] = fresh_id({*taken, *thing.reserved}, str(wanted.get(thing.title, "")))
    new: Value = shaped(schema.fields(Handbook)[part].holds, wanted, path)
    name = getattr(new, thing.key)
    refuse_taken(name, taken, thing, path)
    return handbook.model_copy(update={part: (*items, new)}), name


def change_part(handbook: Handbook, part: str, name: str, fields: Mapping[str, Any]) -> Handbook:
    """Return the handbook with other fields in one part, by the name that :func:`rename_part` changes."""
    fixed = {known_part(part).key: "Hernoem dit onderdeel"}
    at = position(handbook, part, name)
    return put(handbook, part, at, changed(getattr(handbook, part)[at], fields, (part, at), fixed))


def move_part(handbook: Handbook, part: str, name: str, place: int) -> Handbook:
    """Return the handbook with a part at another place in its list, counted from 0."""
    known_part(part)
    at = position(handbook, part, name)
    return handbook.model_copy(update={part: moved(getattr(handbook, part), at, place, (part, at))})


def remove_part(handbook: Handbook, part: str, name: str) -> Handbook:
    """Return the handbook without a part; what mentions it stays, and the checks report that.

    With a language go all translations in it.
    """
    known_part(part)
    rest = put(handbook, part, position(handbook, part, name))
    return without_language(rest, name) if part == "languages" else rest


def known_part(part: object) -> Thing:
    """Return what people call the things in a list, or refuse what is no list of parts."""
    if not isinstance(part, str) or part not in schema.PARTS:
        remedy = f"Kies uit: {', '.join(schema.PARTS)}"
        raise refusal((), "{name} is geen soort onderdeel", remedy, name=quoted(part))
    return schema.PARTS[part]


class _Cover(Value):
    title: Annotated[str, Spec("de titel")]
    outside: Annotated[Outside, Spec("de keuze voor iets anders")]


def change_handbook(handbook: Handbook, fields: Mapping[str, Any]) -> Handbook:
    """Return the handbook with another title or ``outside``; what is left out of these stays as it is."""
    wanted = plain_fields(fields, ())
    if isinstance(wanted.get("outside"), dict):
        wanted["outside"] = changed(handbook.outside, wanted["outside"], ("outside",))
    cover = shaped(_Cover, {"title": handbook.title, "outside": handbook.outside} | wanted, ())
    position(handbook, "steps", cover.outside.step, ("outside", "step"))
    return handbook.model_copy(update={"title": cover.title, "outside": cover.outside})
