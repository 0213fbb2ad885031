"""The three decks that users have: of the handbook as it is, at a library, and with more situations."""

from __future__ import annotations

from collections.abc import Mapping

from ehbi.handbook import Handbook
from ehbi.handbook.step import Step
from tests.unit.handbook.profiles import NOORD

from .rooms import fewer


def with_eight_situations(handbook: Handbook) -> Handbook:
    """Return a handbook in which each situation is there twice, with a case of the second one."""
    twins = {start.id: _twin(start, len(handbook.situations)) for start in handbook.situations}
    examples = {one.situation: one for one in handbook.examples if one.situation in twins}
    cases = (
        one.model_copy(
            update={
                "id": f"{one.id}-ook",
                "situation": twins[one.situation].id,
                "answers": tuple(
                    given.model_copy(
                        update={"step": twins[given.step].id if given.step in twins else given.step}
                    )
                    for given in one.answers
                ),
            }
        )
        for one in examples.values()
    )
    return handbook.model_copy(
        update={
            "steps": (*handbook.steps, *twins.values()),
            "examples": (*handbook.examples, *cases),
        }
    )


def _twin(start: Step, further: int) -> Step:
    return start.model_copy(
        update={"id": f"{start.id}-ook", "number": (start.number or 0) + further, "former": ()}
    )


def decks(handbook: Handbook) -> Mapping[str, Handbook]:
    """Return the handbooks of the three, each by what it is."""
    return {
        "as it is": handbook,
        "at a library": fewer(handbook).at(NOORD),
        "with eight situations": with_eight_situations(fewer(handbook)),
    }
