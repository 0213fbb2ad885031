"""What becomes of a case and of an exercise by all that can be done: the page has the same rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

from ehbi import Case
from ehbi.handbook import Handbook
from ehbi.handbook.examples import Choice, Exercise, Option, exercises
from ehbi.handbook.graph import paths, starts

Move = tuple[Any, ...]
Vector = tuple[str, Move, str, list[str]]
"""The link of a case, a move, and the link and the steps of the case after it."""


def vectors(handbook: Handbook) -> list[Vector]:
    """Return what each move does to each case that a path of the handbook passes."""
    found = {(case.link, move): after for case, move, after in _moves(handbook)}
    return [
        (link, move, after.link, [step.id for step in after.trail]) for (link, move), after in found.items()
    ]


def _moves(handbook: Handbook) -> Iterator[tuple[Case, Move, Case]]:
    for start in starts(handbook):
        begun = longest = Case(handbook).begin(start.id)
        yield Case(handbook), ("open", start.id), begun
        for path in paths(handbook, start.id):
            case = begun
            for _, answer in path:
                yield case, ("change", len(case.given), answer, ""), case.answer(answer)
                case = case.answer(answer)
            yield from _back(case)
            yield from _changed(case)
            longest = max(longest, case, key=lambda one: len(one.given))
        for count in range(len(longest.given) + 1):
            yield from _jumped(handbook, longest.keep(count))
    yield from _jumped(handbook, Case(handbook))
    yield from _assumed(handbook)
    yield from _by_a_former_id(handbook)


def _by_a_former_id(handbook: Handbook) -> Iterator[tuple[Case, Move, Case]]:
    for step in handbook.steps:
        for link in (
            f"{old}{rest}" for old in step.former for rest in ("", *(f"/{a.id}" for a in step.answers))
        ):
            yield Case(handbook), ("open", link), Case(handbook).open(link)


def _back(case: Case) -> Iterator[tuple[Case, Move, Case]]:
    for count in range(len(case.given) + 1):
        yield case, ("keep", count), case.keep(count)


def _changed(case: Case) -> Iterator[tuple[Case, Move, Case]]:
    remembered = {given.step: given for given in case.given}
    for at, given in enumerate(case.given):
        for other in case.trail[at].answers:
            changed = case.change(at, other.id)
            yield case, ("change", at, other.id, ""), changed
            back = changed.change(at, given.answer, remembered)
            yield changed, ("change", at, given.answer, case.link), back


def _jumped(handbook: Handbook, case: Case) -> Iterator[tuple[Case, Move, Case]]:
    for step in handbook.steps:
        jumped = case.jump(step.id)
        yield case, ("jump", step.id), jumped
        yield case, ("open", jumped.link), jumped
        for at in range(len(jumped.given)):
            yield jumped, ("confirm", at), jumped.confirm(at)


def _assumed(handbook: Handbook) -> Iterator[tuple[Case, Move, Case]]:
    """Yield what becomes of cases in which answers are assumed: those that stay are assumed still."""
    for step in handbook.steps:
        jumped = Case(handbook).jump(step.id)
        yield from _back(jumped)
        yield from _changed(jumped)
        for answer in step.answers:
            yield jumped, ("jump", answer.next), jumped.jump(answer.next)


def exercises_of(handbook: Handbook, situation: str | None = None) -> tuple[Exercise, ...]:
    """Return the exercises that come; when a situation was chosen, it need not be chosen first."""
    made = exercises(handbook)
    if situation is None:
        return made
    return tuple(replace(one, choices=one.choices[1:]) for one in made if one.example.situation == situation)


def choices_at_random(made: tuple[Exercise, ...], picks: Random) -> Iterator[tuple[Exercise, Choice, Option]]:
    """Choose to the end: an exercise goes on along its right path, until a right choice leads out of it."""
    for exercise in made:
        for choice in exercise.choices:
            option = picks.choice(choice.options)
            yield exercise, choice, option
            if option.right and option.leads.id == exercise.example.outcome:
                break


def round_of(handbook: Handbook, situation: str | None, picks: Random) -> dict[str, Any]:
    """Return a round of choices at random, and how it is counted."""
    chosen = list(choices_at_random(exercises_of(handbook, situation), picks))
    wrong = [(exercise, choice, option) for exercise, choice, option in chosen if not option.right]
    return {
        "situation": situation or "",
        "chosen": [option.id for _, _, option in chosen],
        "mistakes": [[choice.right.id, option.id] for _, choice, option in wrong],
        "again": list(dict.fromkeys(exercise.example.title for exercise, _, _ in wrong)),
    }
