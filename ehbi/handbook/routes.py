"""How many ways there are from each step to an outcome, by counting back from the outcomes."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from .model import Handbook
from .values import Kind


@dataclass(frozen=True, slots=True)
class Routes:
    """The ways through a handbook.

    Parameters
    ----------
    starts
        Ids of the situations of each number.
    links
        Of each step where its answers lead; an answer to an unknown step is left out.
    ends
        Ids of the outcomes.
    counts
        How many ways there are from each step to an outcome, the same ways as those of
        :func:`ehbi.handbook.graph.paths`. A step from which a case can go round in a circle is not in
        it; the others are in an order in which each comes after those that it leads to.
    """

    starts: dict[int | None, frozenset[str]]
    links: dict[str, dict[str, str]]
    ends: frozenset[str]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Alike:
    """How many ways from a step are in two handbooks, with the same end and with another."""

    kept: int
    elsewhere: int


def routes(handbook: Handbook) -> Routes:
    """Return the ways through a handbook, also through a draft with circles.

    Of a draft with an id that is there twice, only one of the two counts.

    Examples
    --------
    >>> import ehbi
    >>> routes(ehbi.load()).counts["reset-mail"] > 1
    True
    """
    starts: dict[int | None, frozenset[str]] = {}
    for step in handbook.situations:
        starts[step.number] = starts.get(step.number, frozenset()) | {step.id}
    links = {
        step.id: {answer.id: answer.next for answer in step.answers if answer.next in handbook}
        for step in handbook.steps
    }
    ends = frozenset(step.id for step in handbook.steps if step.kind is Kind.OUTCOME)
    counts: dict[str, int] = {}
    for name in _targets_first(links):
        counts[name] = (name in ends) + sum(counts[target] for target in links[name].values())
    return Routes(starts, links, ends, counts)


def _targets_first(links: dict[str, dict[str, str]]) -> list[str]:
    """Return the steps in such an order, without those from which a case can go round in a circle."""
    sorter = TopologicalSorter({step: set(answers.values()) for step, answers in links.items()})
    with suppress(CycleError):  # the sorter then still hands out what no circle stops
        sorter.prepare()
    order: list[str] = []
    while ready := sorter.get_ready():
        order += ready
        sorter.done(*ready)
    return order


def alike(before: Routes, after: Routes) -> dict[str, Alike]:
    """Return for each step of both, as far as its ways can be counted, which of them are in both.

    A way is the same when it takes the same answers to the same steps; only its end may be another.

    Examples
    --------
    >>> import ehbi
    >>> found = routes(ehbi.load())
    >>> alike(found, found)["reset-mail"] == Alike(found.counts["reset-mail"], 0)
    True
    """
    shared: dict[str, Alike] = {}
    for step in before.counts:
        if step in after.counts:
            shared[step] = _alike(step, before, after, shared)
    return shared


def _alike(step: str, before: Routes, after: Routes, shared: dict[str, Alike]) -> Alike:
    kept, elsewhere = int(step in before.ends and step in after.ends), 0
    for answer, target in before.links[step].items():
        other = after.links[step].get(answer)
        if other == target:
            kept += shared[target].kept
            elsewhere += shared[target].elsewhere
        elif target in before.ends and other in after.ends:
            elsewhere += 1
    return Alike(kept, elsewhere)
