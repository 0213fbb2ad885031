"""The pictures of a step in its form: each with what is on it, who sees it and what is pointed at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...book import PICTURE_CSS, picture_html
from ...files.pictures import PictureError, prepared
from ...handbook import Handbook
from ...handbook.edits import change_step
from ...handbook.pictures import Mark, MarkKind, Picture
from ...handbook.schema import fields
from ...handbook.step import Step
from ..panel import Block, Field, File, Group, Html, Tone
from . import form
from .problems import Wrong

PICTURES = "pictures"
ADD = "picture"
"""The field that takes a picture."""
MIDDLE = 500
_HINT = (
    "PNG, JPEG of WebP, hoogstens 2 MB. Plakken met Ctrl+V kan ook. Laat geen gegevens van een lener zien."
)
_LARGE = "Het plaatje is groter dan 2 MB. Knip uit wat je wilt laten zien."
_TWICE = "Dit plaatje staat al bij deze stap."


def picture_blocks(handbook: Handbook, step: Step, wrong: Wrong) -> Iterator[Block]:
    """Yield the pictures of a step, and what takes a further one."""
    heading, *groups, _ = form.blocks_of(fields(Step)[PICTURES], step, wrong, {})
    yield heading
    if groups:
        yield Html("pictures/style", f"<style>{PICTURE_CSS}</style>")
    for block, picture in zip(groups, step.pictures, strict=True):
        if isinstance(block, Group):
            yield replace(block, blocks=(_shown(handbook, picture, block.id), *block.blocks), across=False)
    yield Field(ADD, "Plaatje erbij", "", "image", hint=_HINT)


def with_refusal(block: Block, why: str) -> Block:
    """Return a block, and at what takes a picture why it did not."""
    if why and isinstance(block, Field) and block.id == ADD:
        return replace(block, problems=((Tone.BAD, why),))
    return block


def _shown(handbook: Handbook, picture: Picture, name: str) -> Html:
    html = picture_html(handbook, picture, lambda _, one: one.file, attribute="data-picture")
    return Html(f"{name}/shown", html)


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


def pressed(handbook: Handbook, step_id: str, button: str) -> Handbook:
    """Return the handbook after a button of a picture was pressed; a new mark is a ring in the middle."""
    step = handbook.step(step_id)
    match button.split("/"):
        case ["pictures", at, "marks", "add"]:
            new = Mark(kind=MarkKind.RING, x=MIDDLE, y=MIDDLE, text="")
            picture = step.pictures[int(at)]
            marked = picture.model_copy(update={"marks": (*picture.marks, new)})
            return _with(handbook, step, (*step.pictures[: int(at)], marked, *step.pictures[int(at) + 1 :]))
    return change_step(handbook, step_id, form.pressed(step, button))


def _with(handbook: Handbook, step: Step, pictures: tuple[Picture, ...]) -> Handbook:
    return change_step(handbook, step.id, {"pictures": [one.model_dump(mode="json") for one in pictures]})
