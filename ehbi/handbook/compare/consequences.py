"""What would come of an answer that led elsewhere: fast enough to be asked while that is dragged."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from ..edits import add_answer, change_answer
from ..graph import is_start
from ..model import Handbook
from .impact import EndedElsewhere, Steps, ended_elsewhere

Links = dict[str, tuple[str, ...]]
"""Where the answers of each step lead, by ids."""


@dataclass(frozen=True, slots=True)
class Consequences:
    """What would come of it: the steps of a circle, or else what changes.

    ``unreachable`` are the steps that no case could come to any more, ``elsewhere`` the examples that would
    end elsewhere. ``walked`` is how often the way was taken that would go; ``unsure`` says that another
    answer leads there too, so that it was at most that often.
    """

    circle: Steps = ()
    unreachable: Steps = ()
    elsewhere: tuple[EndedElsewhere, ...] = ()
    walked: int = 0
    unsure: bool = False


_NO_LOG: Mapping[Steps, int] = {}


def consequences(
    handbook: Handbook, step: str, answer: str, target: str, log: Mapping[Steps, int] = _NO_LOG
) -> Consequences:
    """Return what would come of it if this answer led to the target; a new answer if ``answer`` is empty.

    ``log`` says how often each way through the handbook was taken.
    """
    if circle := circle_of(handbook, step, target):
        return Consequences(circle=circle)
    if not answer:
        add_answer(handbook, step, "", target)
        return Consequences()
    changed = change_answer(handbook, step, answer, next_id=target)
    nexts = [one.next for one in handbook.step(step).answers if one.id == answer]
    return Consequences(
        unreachable=newly_unreachable(handbook, changed),
        elsewhere=_elsewhere(handbook, changed, (step, answer)),
        walked=sum(log[way] for way in log if step in way and (step, nexts[0]) in pairwise(way)),
        unsure=_links(handbook)[step].count(nexts[0]) > 1,
    )


def circle_of(handbook: Handbook, step: str, target: str) -> Steps:
    """Return the steps of the circle that an arrow would close, from its step back to it; none for none."""
    way = _way(_links(handbook), target, step)
    return (step, *way) if way else ()


def newly_unreachable(old: Handbook, new: Handbook) -> Steps:
    """Return the steps of both that a case could come to and now cannot, in their order."""
    before, after = _reached(old), _reached(new)
    return tuple(step.id for step in new.steps if step.id in before and step.id not in after)


def _links(handbook: Handbook) -> Links:
    return {step.id: tuple(answer.next for answer in step.answers) for step in handbook.steps}


def _reached(handbook: Handbook) -> set[str]:
    links = _links(handbook)
    return set(_before(links, (step.id for step in handbook.steps if is_start(handbook, step))))


def _before(links: Links, starts: Iterable[str]) -> dict[str, str]:
    """Return what can be reached, each with the step before it; a start with itself."""
    found = {start: start for start in starts}
    todo = deque(found)
    while todo:
        step = todo.popleft()
        for target in links.get(step, ()):
            if target not in found:
                found[target] = step
                todo.append(target)
    return found


def _way(links: Links, start: str, goal: str) -> Steps:
    """Return the steps of a shortest way, both ends included; empty for none."""
    before = _before(links, [start])
    if goal not in before:
        return ()
    way = [goal]
    while way[-1] != start:
        way.append(before[way[-1]])
    return tuple(reversed(way))


def _elsewhere(old: Handbook, new: Handbook, given: tuple[str, str]) -> tuple[EndedElsewhere, ...]:
    """Return the examples that end elsewhere: only those that give this answer can."""
    examples = tuple(
        example for example in old.examples if any(one.taken == given for one in example.answers)
    )
    both = (one.model_copy(update={"examples": examples}) for one in (old, new))
    return ended_elsewhere(*both) if examples else ()
