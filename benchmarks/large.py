"""A handbook as large as one likes, made of the real one."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator
from itertools import count, islice

import ehbi
from ehbi.handbook import Handbook
from ehbi.handbook.step import Step

SEED = 20261124
NEW_WORDS = 6
"""Words that each copied step has of its own, so that the vocabulary grows as a real one's would."""


def large(steps: int) -> Handbook:
    """Return the real handbook with copies of its cases beside them, until it has this many steps.

    Examples
    --------
    >>> handbook = large(100)
    >>> len(handbook.steps), handbook.step("reset-mail-1").number
    (100, 8)
    """
    handbook = ehbi.load()
    copies = islice(_copies(handbook), steps - len(handbook.steps))
    return handbook.model_copy(update={"steps": (*handbook.steps, *copies)})


def _copies(handbook: Handbook) -> Iterator[Step]:
    chance = random.Random(SEED)  # noqa: S311  # only to be different each time, and the same each run
    for copy in count(1):
        for step in handbook.steps:
            answers = (one.model_copy(update={"next": f"{one.next}-{copy}"}) for one in step.answers)
            update = {
                "id": f"{step.id}-{copy}",
                "number": step.number + copy * len(handbook.situations) if step.number else None,
                "words": (*step.words, *(_word(chance) for _ in range(NEW_WORDS))),
                "answers": tuple(answers),
            }
            yield step.model_copy(update=update)


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(string.ascii_lowercase, k=chance.randint(5, 11)))
