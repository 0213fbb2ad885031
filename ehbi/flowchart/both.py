"""Two handbooks as one, to be drawn: the new one, with what it has no more of the old one."""

from __future__ import annotations

from collections.abc import Iterator

from ..handbook.graph import is_start
from ..handbook.model import Answer, Handbook, Party, Step
from ..handbook.tree import weave


def both(old: Handbook, new: Handbook) -> Handbook:
    """Return the new handbook with the steps, answers and parties that it has no more.

    Each stands behind what it followed in the old one. An answer that is led elsewhere is in its step
    twice, so this is no handbook for a case.

    Examples
    --------
    >>> import ehbi
    >>> from ehbi.handbook.edits import remove_answer
    >>> old = ehbi.load()
    >>> [answer.id for answer in both(old, remove_answer(old, "reset-mail", "ja")).step("reset-mail").answers]
    ['nee', 'weet-niet', 'ja']
    """
    before = dict.fromkeys(step.id for step in old.steps)
    order = weave(dict.fromkeys(step.id for step in new.steps), before, kept=before)
    steps = tuple(_step(old, new, step) for step in order)
    return new.model_copy(update={"steps": steps, "parties": (*new.parties, *_gone_parties(old, new))})


def all_starts(old: Handbook, new: Handbook) -> tuple[str, ...]:
    """Return the ids of the steps where a case starts, in either handbook; situations first, by number."""
    found = {step.id: step for one in (old, new) for step in one.steps if is_start(one, step)}
    return tuple(sorted(found, key=lambda start: found[start].number or len(found) + 99))


def _step(old: Handbook, new: Handbook, step: str) -> Step:
    if step not in old or step not in new:
        return (new if step in new else old).step(step)
    return new.step(step).model_copy(
        update={"answers": (*new.step(step).answers, *_gone_answers(old.step(step), new.step(step)))}
    )


def _gone_answers(before: Step, after: Step) -> Iterator[Answer]:
    leads = {(answer.id, answer.next) for answer in after.answers}
    yield from (answer for answer in before.answers if (answer.id, answer.next) not in leads)


def _gone_parties(old: Handbook, new: Handbook) -> Iterator[Party]:
    known = {party.id for party in new.parties}
    yield from (party for party in old.parties if party.id not in known)
