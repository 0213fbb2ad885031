"""Changes to the answers of a step: the arrows of the flowchart."""

from __future__ import annotations

from ..model import Handbook
from ..step import Answer, Step
from ..values import Kind
from .lists import ANSWER, NAMELESS, find, fresh_id, moved, names, position, spliced, with_step
from .shaping import changed, plain_fields, refusal, shaped


def add_answer(handbook: Handbook, step_id: str, label: str, next_id: str) -> tuple[Handbook, str]:
    """Return the handbook with one more answer to a step, and the answer's id, made of its label."""
    at = position(handbook, "steps", step_id)
    step = handbook.steps[at]
    refuse_end(step, at)
    path = ("steps", at, "answers", len(step.answers))
    position(handbook, "steps", next_id, (*path, "next"))
    answer = shaped(Answer, {"id": NAMELESS, **plain_fields({"label": label, "next": next_id}, path)}, path)
    answer = answer.model_copy(update={"id": fresh_id(names(step.answers, ANSWER), answer.label)})
    return with_step(handbook, at, answers=(*step.answers, answer)), answer.id


def change_answer(  # noqa: PLR0913  # the fields of an answer
    handbook: Handbook,
    step_id: str,
    answer_id: str,
    *,
    label: str | None = None,
    next_id: str | None = None,
    done: str | None = None,
) -> Handbook:
    """Return the handbook with an answer that says something else, or leads elsewhere; None is no change."""
    at, index = locate(handbook, step_id, answer_id)
    path = ("steps", at, "answers", index)
    if next_id is not None:
        position(handbook, "steps", next_id, (*path, "next"))
    wanted = {"label": label, "next": next_id, "done": done}
    answers = handbook.steps[at].answers
    answer = changed(answers[index], {name: to for name, to in wanted.items() if to is not None}, path)
    return with_step(handbook, at, answers=spliced(answers, index, answer))


def move_answer(handbook: Handbook, step_id: str, answer_id: str, place: int) -> Handbook:
    """Return the handbook with an answer at another place among those of its step, counted from 0."""
    at, index = locate(handbook, step_id, answer_id)
    path = ("steps", at, "answers", index)
    return with_step(handbook, at, answers=moved(handbook.steps[at].answers, index, place, path))


def remove_answer(handbook: Handbook, step_id: str, answer_id: str) -> Handbook:
    """Return the handbook without an answer; where it led stays, and so do the examples that gave it."""
    at, index = locate(handbook, step_id, answer_id)
    return with_step(handbook, at, answers=spliced(handbook.steps[at].answers, index))


def locate(handbook: Handbook, step_id: object, answer_id: object) -> tuple[int, int]:
    """Return the place of a step, and of an answer among its answers."""
    at = position(handbook, "steps", step_id)
    return at, find(handbook.steps[at].answers, ANSWER, answer_id, ("steps", at, "answers"))


def refuse_end(step: Step, at: int) -> None:
    """Refuse another answer to a step where a case ends."""
    if step.kind is Kind.OUTCOME:
        message, remedy = "Bij uitkomst ‘{step}’ houdt een casus op", "Kies eerst Vraag of Doen als soort"
        raise refusal(("steps", at, "answers"), message, remedy, step=step.called)
