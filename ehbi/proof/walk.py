"""A guide that is led along every arrow of a handbook."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from math import ceil

from ..apps.guide import Guide
from ..handbook import Case, EhbiError, Handbook
from ..handbook.graph import starts


class SilentError(EhbiError):
    """A guide does not show the case that it was led to."""

    def __init__(self, link: str) -> None:
        self.link = link
        super().__init__(f"De hulp laat de casus {link} niet zien.")


MOST = 150
"""Turns of a guide at most: each costs as much as its case is long, and a proof must end."""


def walked(handbook: Handbook) -> Iterator[str]:
    """Lead a guide along every arrow, by the shortest way to each step; yield the step that it comes to.

    There are as many turns as there are answers, however many ways through the handbook there are. Of a
    handbook with more than :data:`MOST` it is one arrow in so many, near the starts and far from them alike;
    each step's own words are in the book too, which is made whole.

    Raises
    ------
    SilentError
        The guide does not show what it should.
    """
    guide = Guide(handbook, in_page=True)
    cases = [*_cases(handbook)]
    for case in cases[:: ceil(len(cases) / MOST)]:
        yield case.step.id if case.step else ""
        guide.go(case)
        if guide.link.link != case.link:
            raise SilentError(case.link)


def _cases(handbook: Handbook) -> Iterator[Case]:
    """Yield a case that has just gone along each arrow, the shortest first."""
    seen: set[str] = set()
    todo = deque(Case(handbook).begin(start.id) for start in starts(handbook))
    while todo:
        case = todo.popleft()
        step = case.step
        if step is None:
            continue
        yield case
        if step.id not in seen:
            seen.add(step.id)
            todo.extend(case.answer(answer.id) for answer in step.answers)
