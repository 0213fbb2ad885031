"""A guide that is led along every arrow of a handbook."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from ..apps.guide import Guide
from ..handbook import Case, EhbiError, Handbook
from ..handbook.graph import starts


class SilentError(EhbiError):
    """A guide does not show the case that it was led to."""

    def __init__(self, link: str) -> None:
        self.link = link
        super().__init__(f"De hulp laat de casus {link} niet zien.")


def walked(handbook: Handbook) -> Iterator[str]:
    """Lead a guide along every arrow, by the shortest way to each step; yield the step that it comes to.

    There are as many turns as there are answers, however many ways through the handbook there are.

    Parameters
    ----------
    handbook
        A handbook without errors.

    Yields
    ------
    str
        Id of the step that is shown next.

    Raises
    ------
    SilentError
        The guide does not show what it should.
    """
    guide = Guide(handbook, in_page=True)
    seen: set[str] = set()
    todo = deque(Case(handbook).begin(start.id) for start in starts(handbook))
    while todo:
        case = todo.popleft()
        step = case.step
        if step is None:
            continue
        yield step.id
        guide.go(case)
        if guide.link.link != case.link:
            raise SilentError(case.link)
        if step.id not in seen:
            seen.add(step.id)
            todo.extend(case.answer(answer.id) for answer in step.answers)
