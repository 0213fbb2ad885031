"""A case: one patron's problem, as the list of answers given so far."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Self

from . import graph
from .display import bundle
from .errors import AnswerError, StartError, UnknownStepError
from .model import Handbook, needs_handbook
from .step import Answer, Step
from .summary import Passed, summary
from .values import Kind

ASSUMED_MARK = "~"
# What a link never has; the same rule is in ehbi/book/rules.js.
_NO_LINK = re.compile(r"[^a-z0-9~/-]")


@dataclass(frozen=True, slots=True)
class Given:
    """An answer given to a step; ``assumed`` when nobody gave it but a jump filled it in."""

    step: str
    answer: str
    assumed: bool = False

    @property
    def mark(self) -> str:
        """The answer as a link writes it: an assumed one with ``~`` before it."""
        return ASSUMED_MARK * self.assumed + self.answer

    @classmethod
    def marked(cls, step: str, mark: str) -> Self:
        """Return the answer to a step that a link writes so."""
        return cls(step, mark.removeprefix(ASSUMED_MARK), mark.startswith(ASSUMED_MARK))


def _fitting(step: Step) -> tuple[str, ...]:
    return tuple(answer.id for answer in step.answers)


NOTHING: Mapping[str, Given] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Case:
    """One patron's problem: where it started and the answers given; all else follows from them.

    A case never changes: every method that moves it returns another case. It starts at a situation or at the
    handbook's ``outside`` step, None as long as nothing was chosen. Each answer is one of the step reached:
    others are refused with :class:`UnknownStepError` or :class:`AnswerError`, and so is another start.

    Parameters
    ----------
    handbook
        What :func:`ehbi.load` or :func:`ehbi.published` gave.
    start
        Id of the step where the case starts; None for one that has not begun, as :meth:`begin` says later.
    given
        The answers given from there on.

    Raises
    ------
    TypeError
        The handbook is none.

    Examples
    --------
    >>> import ehbi
    >>> case = ehbi.Case(ehbi.load()).begin("inloggegevens-onjuist").answer("ja")
    >>> case.step.id
    'nieuw-wachtwoord'
    >>> case.back().step.id
    'inloggegevens-onjuist'
    >>> case.link
    'inloggegevens-onjuist/ja'
    """

    handbook: Handbook
    start: str | None = None
    given: tuple[Given, ...] = ()

    def __post_init__(self) -> None:
        needs_handbook(self.handbook, "Case(handbook)")
        if self.start is None:
            if self.given:
                raise AnswerError("", self.given[0].answer)
            return
        if not graph.is_start(self.handbook, self.handbook.step(self.start)):
            raise StartError(self.start, (step.id for step in graph.starts(self.handbook)))
        at = self.start
        for given in self.given:
            answer = self._chosen(given)
            if given.step != at:
                raise AnswerError(given.step, given.answer, _fitting(self.handbook.step(at)), at=at)
            at = answer.next

    def _chosen(self, given: Given) -> Answer:
        step = self.handbook.step(given.step)
        answer = step.answer(given.answer)
        if answer is None:
            raise AnswerError(given.step, given.answer, _fitting(step))
        return answer

    def _after(self, given: Given) -> Step:
        return self.handbook.step(self._chosen(given).next)

    @property
    def step(self) -> Step | None:
        """The step the case is at, or None before it started."""
        if not self.given:
            return self.handbook.step(self.start) if self.start else None
        return self._after(self.given[-1])

    @property
    def passed(self) -> tuple[Passed, ...]:
        """The steps already answered, first to last."""
        return tuple(
            Passed(self.handbook.step(given.step), self._chosen(given), given.assumed) for given in self.given
        )

    @property
    def trail(self) -> tuple[Step, ...]:
        """All steps seen, the current one last; empty before the case started."""
        here = self.step
        return (*(passed.step for passed in self.passed), here) if here else ()

    @property
    def situation(self) -> Step | None:
        """The last situation on the trail: whose flowchart shows where the case is."""
        return next((step for step in reversed(self.trail) if step.kind is Kind.SITUATION), None)

    @property
    def outcome(self) -> Step | None:
        """The step where the case ended, or None while it goes on."""
        here = self.step
        return here if here and here.kind is Kind.OUTCOME else None

    def begin(self, start: str) -> Self:
        """Return a new case on the same handbook that starts at this step.

        Raises
        ------
        UnknownStepError
            There is no such step.
        StartError
            No case starts there; it names the steps where one does.
        """
        return replace(self, start=start, given=())

    def answer(self, answer_id: str) -> Self:
        """Return the case with the current step answered.

        Raises
        ------
        AnswerError
            The step has no such answer; those that it has are named. Or the case has not begun, or has ended.

        Examples
        --------
        >>> import ehbi
        >>> ehbi.Case(ehbi.load()).begin("inloggegevens-onjuist").answer("misschien")
        Traceback (most recent call last):
        ...
        ehbi.handbook.errors.AnswerError: Antwoord ‘misschien’ hoort niet bij stap ...
        """
        here = self.step
        if here is None:
            raise AnswerError("", answer_id)
        return replace(self, given=(*self.given, Given(here.id, answer_id)))

    def back(self) -> Self:
        """Return the case without its last answer; without any answer, the case before it started."""
        return self.keep(len(self.given) - 1) if self.given else replace(self, start=None)

    def keep(self, count: int) -> Self:
        """Return the case with only its first answers; none or more than it has is fine."""
        return replace(self, given=self.given[:count])

    def change(self, index: int, answer_id: str, remembered: Mapping[str, Given] = NOTHING) -> Self:
        """Return the case with another answer to an earlier step, or to the current one.

        Each later answer that still fits is kept: one to a step that the case still comes to. An answer is
        never moved to another step that happens to have one by that id. Answers ``remembered`` by step, given
        before in this case, are given again when an earlier answer is changed and the case comes to that
        step, so that changing one back loses nothing. The index counts from 0; :class:`AnswerError` when
        there is no such answer.
        """
        if not 0 <= index <= len(self.given):
            raise AnswerError("", answer_id)
        case = self.keep(index).answer(answer_id)
        later = {given.step: given for given in self.given[index + 1 :]}
        if index < len(self.given):
            later = {**remembered, **later}
        return case._extended(lambda here: later.pop(here.id, None))

    def confirm(self, index: int) -> Self:
        """Return the case with an assumed answer, counted from 0, as one that was given."""
        given = (replace(one, assumed=one.assumed and at != index) for at, one in enumerate(self.given))
        return replace(self, given=tuple(given))

    def follow(self, answers: Iterable[tuple[str, bool]]) -> Self:
        """Return the case after as many of these answers as fit: ids, and whether each is assumed."""
        rest = iter(answers)
        return self._extended(lambda here: next((Given(here.id, *answer) for answer in rest), None))

    def _extended(self, following: Callable[[Step], Given | None]) -> Self:
        """Return the case after all answers that follow, up to the first step without one that fits."""
        given, here = list(self.given), self.step
        while here and (one := following(here)) and here.answer(one.answer):
            given.append(one)
            here = self._after(one)
        return replace(self, given=tuple(given))

    def jump(self, step_id: str) -> Self:
        """Return the case at another step, with the answers that lead there marked as assumed.

        A step already on the trail is gone back to. Otherwise the case goes on from the last step on
        its trail that can reach it, else from the start nearest to it, along the shortest path. A step that
        is not there, or that no case can reach, is an :class:`UnknownStepError`.
        """
        self.handbook.step(step_id)
        net = graph.to_networkx(self.handbook)
        before = graph.leads_to(self.handbook, step_id) | {step_id}
        for index, step in reversed(tuple(enumerate(self.trail))):
            if step.id in before:
                return self.keep(index)._assume(graph.shortest(net, step.id, step_id))
        start = graph.nearest(self.handbook, graph.starts(self.handbook)).get(step_id)
        if start is None:
            raise UnknownStepError(step_id)
        return self.begin(start)._assume(graph.shortest(net, start, step_id))

    def _assume(self, answers: Iterable[str] | None) -> Self:
        return self.follow((answer, True) for answer in answers or ())

    @property
    def is_assumed(self) -> bool:
        """Whether an answer that led here was filled in by a jump and confirmed by nobody."""
        return any(given.assumed for given in self.given)

    def summary(self) -> str:
        """Return what was the matter, what was done and how it ended, as Dutch text to paste into a mail.

        Examples
        --------
        >>> import ehbi
        >>> print(ehbi.Case(ehbi.load()).begin("geen-rechten").answer("nee").summary())
        Eerste Hulp Bij Inloggen
        Situatie 2: Melding: niet de juiste rechten
        <BLANKLINE>
        Gedaan:
        1. Geeft het abonnement toegang? Nee, het abonnement geeft geen toegang
        <BLANKLINE>
        Uitgelegd: Dit abonnement geeft geen toegang
        Het abonnement van de lener geeft geen toegang ...
        """
        return summary(self.handbook, self.trail, self.passed)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return bundle(self.summary(), self.handbook, self)

    @property
    def taken(self) -> tuple[tuple[str, str], ...]:
        """The arrows followed, as pairs of step id and answer id."""
        return tuple((given.step, given.answer) for given in self.given)

    @property
    def link(self) -> str:
        """The case as text for an address: start and answers by id, assumed ones marked ``~``."""
        if self.start is None:
            return ""
        return "/".join((self.start, *(given.mark for given in self.given)))

    def open(self, link: str) -> Self:
        """Return the case that a link describes, as far as it fits this handbook.

        A link is what :attr:`link` gave, or an id that a step has or had, which is jumped to. Anything else
        gives the case before it started: an old bookmark must never be an error. What no link holds, as a
        full stop, is of the sentence that it was copied from, with all that follows.
        """
        start, *marks = _NO_LINK.split(link, maxsplit=1)[0].rstrip("/~-").split("/")
        start, fresh = self.handbook.known_as(start), replace(self, start=None, given=())
        if start not in graph.reachable(self.handbook):
            return fresh
        if not graph.is_start(self.handbook, self.handbook.step(start)):
            return fresh.jump(start)
        given = (Given.marked("", mark) for mark in marks)
        return self.begin(start).follow((one.answer, one.assumed) for one in given)
