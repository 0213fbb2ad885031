"""The pictures of a step in its form: each with what is on it, who sees it and what is pointed at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ...book import PICTURE_CSS, marks_html
from ...files.pictures import PictureError, prepared
from ...handbook import Handbook
from ...handbook.edits import change_step
from ...handbook.pictures import WHOLE, Mark, MarkKind, Picture
from ...handbook.schema import fields
from ...handbook.step import Step
from ..panel import Block, Field, File, Group, Html, Marker, Point, Pointed, Text, Tone
from . import form
from .problems import Wrong

PICTURES = "pictures"
ADD = "picture"
"""The field that takes a picture."""
_HINT = (
    "PNG, JPEG of WebP, hoogstens 2 MB. Plakken met Ctrl+V kan ook. Laat geen gegevens van een lener zien."
)
_FIRST = "Klik op het plaatje waar je iets wilt aanwijzen."
_MORE = (
    "Klik voor nog een aanwijzing. Verplaats er een door te slepen of met de pijltjestoetsen; "
    "Delete haalt haar weg."
)
_LARGE = "Het plaatje is groter dan 2 MB. Knip uit wat je wilt laten zien."
_TWICE = "Dit plaatje staat al bij deze stap."


@dataclass(frozen=True, slots=True)
class Done:
    """What was done to a picture: the handbook with it, in words for whoever undoes it, and where to go on.

    ``told`` is read out at the block ``at``, and ``goal`` is the block that gets the focus; empty for none.
    """

    handbook: Handbook
    said: str
    at: str = ""
    told: str = ""
    goal: str = ""


def picture_blocks(step: Step, wrong: Wrong) -> Iterator[Block]:
    """Yield the pictures of a step, and what takes a further one."""
    heading, *groups, _ = form.blocks_of(fields(Step)[PICTURES], step, wrong, {})
    yield heading
    if groups:
        yield Html("pictures/style", f"<style>{PICTURE_CSS}</style>")
    for block, picture in zip(groups, step.pictures, strict=True):
        if isinstance(block, Group):
            yield replace(block, blocks=tuple(_inside(block, picture)), across=False)
    yield Field(ADD, "Plaatje erbij", "", "image", hint=_HINT)


def _inside(block: Group, picture: Picture) -> Iterator[Block]:
    """Yield a picture, under it what is pointed at on it, and then what else is filled in of it."""
    about = f"{block.id}/marks/"
    marks = [one for one in block.blocks if isinstance(one, Group) and one.id.startswith(about)]
    yield _pointed(block.id, picture)
    yield Text(f"{block.id}/how", _MORE if marks else _FIRST, Tone.SOFT)
    for number, one in enumerate(marks):
        yield _row(one, str(number + 1) if _is_numbered(picture, number) else "")
    yield from (one for one in block.blocks if one.id == f"{about}add")
    if marks:
        yield Group(f"{about}places", "Plaatsen in getallen", tuple(map(_place, marks)), fold=True)
    yield from (one for one in block.blocks if not one.id.startswith(about))


def _row(mark: Group, number: str) -> Group:
    """Return what is filled in of a mark, but for its place, with the number that it has on the picture."""
    before = (Text(f"{mark.id}/number", number),) if number else ()
    blocks = (one for one in mark.blocks if not _is_place(one))
    return replace(mark, blocks=(*before, *blocks), framed=False)


def _place(mark: Group) -> Group:
    """Return the fields for the place of a mark."""
    title = mark.label.lower()
    blocks = (one for one in mark.blocks if isinstance(one, Field) and _is_place(one))
    named = tuple(replace(one, label=f"{one.label}, {title}") for one in blocks)
    return Group(f"{mark.id}/place", f"Plaats van {title}", named, across=True)


def _is_place(block: Block) -> bool:
    return block.id.endswith(("/x", "/y"))


def _is_numbered(picture: Picture, at: int) -> bool:
    return len(picture.marks) > 1 or picture.marks[at].kind is MarkKind.NUMBER


def _pointed(name: str, picture: Picture) -> Pointed:
    markers = tuple(_marker(name, picture, at) for at in range(len(picture.marks)))
    size = picture.width, picture.height
    label = f"Aangewezen op ‘{picture.called}’"
    return Pointed(f"{name}/pointed", label, picture.file, picture.alt, size, marks_html(picture), markers)


def _marker(name: str, picture: Picture, at: int) -> Marker:
    mark, block = picture.marks[at], f"{name}/marks/{at}"
    number = f" {at + 1}" if len(picture.marks) > 1 else ""
    label = f"{mark.kind.label}{number}: {mark.text or 'zonder tekst'}"
    return Marker(f"{block}/marker", label, mark.x, mark.y, f"{block}/text", f"{block}/remove")


def told(block: Block, said: Mapping[str, str], why: str) -> Block:
    """Return a block with what was ``said`` at it; at what takes a picture, ``why`` it did not."""
    match block:
        case Group():
            return replace(block, blocks=tuple(told(one, said, why) for one in block.blocks))
        case Pointed():
            return replace(block, said=said.get(block.id, ""))
        case Field(id=name) if why and name == ADD:
            return replace(block, problems=((Tone.BAD, why),))
    return block


def added(handbook: Handbook, step_id: str, file: File) -> Handbook:
    """Return the handbook with a picture from a file at the end of those of a step, not described yet.

    Raises
    ------
    PictureError
        The file cannot be one, or the step has it already.
    """
    if file.content is None:
        raise PictureError(_LARGE)
    made, step = prepared(file.content), handbook.step(step_id)
    if any(picture.file == made.digest for picture in step.pictures):
        raise PictureError(_TWICE)
    new = Picture(file=made.digest, width=made.width, height=made.height, alt="")
    supplied = handbook.with_pictures({made.digest: made.content})
    return _with(supplied, step, (*step.pictures, new))


def pointed(handbook: Handbook, step_id: str, block: str, point: Point) -> Done | None:
    """Return what becomes of pointing at a picture; nothing where that or the mark is not there.

    A new mark is of the kind that the picture had last, and its text is asked for.
    """
    step = handbook.step(step_id)
    names = [f"{PICTURES}/{at}" for at in range(len(step.pictures))]
    name, _, what = block.rpartition("/")
    if what != "pointed" or name not in names:
        return None
    at = names.index(name)
    marks = step.pictures[at].marks
    place = {"x": min(max(point.x, 0), WHOLE), "y": min(max(point.y, 0), WHOLE)}
    if point.marker is None:
        new = Mark(kind=marks[-1].kind if marks else MarkKind.RING, text="", **place)
        changed = _marked(handbook, step, at, (*marks, new))
        goal = f"{name}/marks/{len(marks)}/text"
        return Done(changed, _said("erbij", step), block, _told(new, "erbij"), goal)
    if not 0 <= point.marker < len(marks):
        return None
    moved = marks[point.marker].model_copy(update=place)
    changed = _marked(handbook, step, at, (*marks[: point.marker], moved, *marks[point.marker + 1 :]))
    return Done(changed, _said("verplaatst", step), block, _told(moved, "verplaatst"))


def pressed(handbook: Handbook, step_id: str, button: str) -> Done:
    """Return what becomes of pressing a button of a picture; a new mark comes in the middle, to be moved."""
    step = handbook.step(step_id)
    match button.split("/"):
        case ["pictures", at, "marks", "add"]:
            name = f"{PICTURES}/{at}"
            done = pointed(handbook, step_id, f"{name}/pointed", Point(WHOLE // 2, WHOLE // 2))
            if done:
                return replace(done, goal=f"{name}/marks/{len(step.pictures[int(at)].marks)}/marker")
        case ["pictures", at, "marks", number, "remove"]:
            marks = step.pictures[int(at)].marks
            changed = _marked(handbook, step, int(at), (*marks[: int(number)], *marks[int(number) + 1 :]))
            goal = f"{PICTURES}/{at}/marks/add" if len(marks) == 1 else ""
            told = f"{marks[int(number)].kind.label} weg."
            return Done(changed, _said("weg", step), f"{PICTURES}/{at}/pointed", told, goal)
    changed = change_step(handbook, step_id, form.pressed(step, button))
    return Done(changed, f"Plaatjes van ‘{step.title}’")


def _said(what: str, step: Step) -> str:
    return f"Aanwijzing {what} bij ‘{step.title}’"


def _told(mark: Mark, what: str) -> str:
    return f"{mark.kind.label} {what}: {_share(mark.x)} van links, {_share(mark.y)} van boven."


def _share(place: int) -> str:
    return f"{place / 10:g}%".replace(".", ",")


def _marked(handbook: Handbook, step: Step, at: int, marks: tuple[Mark, ...]) -> Handbook:
    picture = step.pictures[at].model_copy(update={"marks": marks})
    return _with(handbook, step, (*step.pictures[:at], picture, *step.pictures[at + 1 :]))


def _with(handbook: Handbook, step: Step, pictures: tuple[Picture, ...]) -> Handbook:
    return change_step(handbook, step.id, {"pictures": [one.model_dump(mode="json") for one in pictures]})
