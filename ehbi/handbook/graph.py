"""The decision graph of a handbook: paths, what leads to a step, what follows from it, and how many ways."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from itertools import chain, pairwise
from typing import Any

import networkx as nx

from .model import Handbook, needs_handbook
from .step import Step
from .values import Kind


def to_networkx(handbook: Handbook) -> nx.MultiDiGraph[str]:
    """Return the decision graph.

    It has a node for each step, by id, with the step's fields as attributes, and an edge for each answer, its
    id as key and its ``label`` and ``done`` as attributes; ``title`` and ``revision`` are the graph's own. An
    answer to an unknown step is left out.

    Raises
    ------
    TypeError
        What was given is no handbook.

    Examples
    --------
    >>> import ehbi
    >>> graph = ehbi.to_networkx(ehbi.load())
    >>> graph.nodes["nieuw-wachtwoord"]["kind"]
    'action'
    >>> graph.edges["inloggegevens-onjuist", "nieuw-wachtwoord", "ja"]["label"]
    'Ja, de gebruikersnaam klopt'
    """
    needs_handbook(handbook, "to_networkx(handbook)")
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(title=handbook.title, revision=handbook.revision)
    for step in handbook.steps:
        fields = step.model_dump(mode="json", exclude={"id", "answers"})
        graph.add_node(step.id, **fields)
    for step in handbook.steps:
        for answer in step.answers:
            if answer.next in handbook:
                graph.add_edge(step.id, answer.next, key=answer.id, label=answer.label, done=answer.done)
    return graph


@lru_cache(maxsize=4)
def arrows(handbook: Handbook) -> nx.DiGraph[str]:
    """Return which step leads to which, by their ids and nothing more; it cannot be changed."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(step.id for step in handbook.steps)
    leading = ((step.id, answer.next) for step in handbook.steps for answer in step.answers)
    graph.add_edges_from(arrow for arrow in leading if arrow[1] in handbook)
    nx.freeze(graph)
    return graph


def is_start(handbook: Handbook, step: Step) -> bool:
    """Return whether a case may start at this step: a situation, or what the handbook is not about."""
    return step.kind is Kind.SITUATION or step.id == handbook.outside.step


def starts(handbook: Handbook) -> tuple[Step, ...]:
    """Return the steps where a case may start: the situations by number, then the outside step, if any."""
    outside = handbook.outside.step
    return (*handbook.situations, *([handbook.step(outside)] if outside in handbook else []))


def can_be_walked(handbook: Handbook, steps: Sequence[str]) -> bool:
    """Return whether a case can have come by these steps, in this order.

    Examples
    --------
    >>> import ehbi
    >>> can_be_walked(ehbi.load(), ["reset-mail", "mail-zoeken"])
    True
    >>> can_be_walked(ehbi.load(), ["mail-zoeken", "reset-mail"])
    False
    """
    if not steps or not all(step in handbook for step in steps):
        return False
    walked = [handbook.step(step) for step in steps]
    return is_start(handbook, walked[0]) and all(
        step.id in {answer.next for answer in before.answers} for before, step in pairwise(walked)
    )


def follows(handbook: Handbook, step_id: str) -> frozenset[str]:
    """Return the ids of all steps that can still come after this one."""
    return frozenset(nx.descendants(arrows(handbook), handbook.step(step_id).id))


def leads_to_any(handbook: Handbook, targets: Collection[str]) -> frozenset[str]:
    """Return the ids of all steps from which one of these can be reached, they themselves included."""
    return frozenset(chain.from_iterable(nx.bfs_layers(arrows(handbook).reverse(copy=False), targets)))


def leads_to(handbook: Handbook, step_id: str) -> frozenset[str]:
    """Return the ids of all steps from which this one can be reached."""
    return frozenset(nx.ancestors(arrows(handbook), handbook.step(step_id).id))


def reachable(handbook: Handbook) -> frozenset[str]:
    """Return the ids of all steps that a case can reach from some start, the starts included."""
    roots = [step.id for step in handbook.steps if is_start(handbook, step)]
    return frozenset(chain.from_iterable(nx.bfs_layers(arrows(handbook), roots)))


def shortest(graph: nx.MultiDiGraph[str], source: str, target: str) -> tuple[str, ...] | None:
    """Return the answers along the shortest path between two steps, the first of equals; None for no path."""
    before = {step: previous for previous, step in nx.bfs_edges(graph, source)}
    if target != source and target not in before:
        return None
    steps = [target]
    while steps[-1] != source:
        steps.append(before[steps[-1]])
    return tuple(next(iter(graph[here][there])) for here, there in pairwise(reversed(steps)))


def nearest(handbook: Handbook, among: Iterable[Step]) -> dict[str, str]:
    """Return for each step the id of the nearest of these that leads to it, the first of equals."""
    found: dict[str, tuple[int, str]] = {}
    for start in among:
        for step, away in nx.single_source_shortest_path_length(arrows(handbook), start.id).items():
            if step not in found or away < found[step][0]:
                found[step] = (away, start.id)
    return {step: start for step, (_, start) in found.items()}


def paths(handbook: Handbook, situation: str) -> Iterator[tuple[tuple[str, str], ...]]:
    """Yield every way from a situation to an outcome, as step and answer ids; there must be no cycles."""
    graph = to_networkx(handbook)
    ends = [step.id for step in handbook.steps if step.kind is Kind.OUTCOME]
    edge_paths: Any = nx.all_simple_edge_paths  # its stubs know only graphs without parallel edges
    for path in edge_paths(graph, handbook.step(situation).id, ends):
        yield tuple((step, answer) for step, _, answer in path)


def path_rows(handbook: Handbook) -> Iterator[dict[str, Any]]:
    """Yield every path of every situation in the form that ``ehbi paths --json`` promises."""
    targets = {(step.id, answer.id): answer.next for step in handbook.steps for answer in step.answers}
    for situation in handbook.situations:
        for path in paths(handbook, situation.id):
            steps = [situation.id, *(targets[arrow] for arrow in path)]
            end = handbook.step(steps[-1])
            yield {
                "situation": situation.number,
                "answers": [{"step": step, "answer": answer} for step, answer in path],
                "steps": steps,
                "outcome": {"step": end.id, "kind": end.outcome, "contact": end.contact},
            }


def longest_path(handbook: Handbook) -> int:
    """Return the number of steps on the longest way through a handbook without cycles."""
    return int(nx.dag_longest_path_length(arrows(handbook))) + 1


@dataclass(frozen=True, slots=True)
class Routes:
    """The ways through a handbook: situations by number, where answers lead, outcomes, and how many ways.

    ``counts`` says how many there are from each step to an outcome, each step after those that it leads to. A
    step from which a case can go round in a circle is not in it.

    """

    starts: dict[int | None, frozenset[str]]
    links: dict[str, dict[str, str]]
    ends: frozenset[str]
    counts: dict[str, int]


def routes(handbook: Handbook) -> Routes:
    """Return the ways through a handbook, or a draft with circles; an id that is there twice counts once."""
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
    """Return the steps, each after those it leads to, without those that can go round in a circle."""
    sorter = TopologicalSorter({step: set(answers.values()) for step, answers in links.items()})
    with suppress(CycleError):  # the sorter then still hands out what no circle stops
        sorter.prepare()
    order: list[str] = []
    while ready := sorter.get_ready():
        order += ready
        sorter.done(*ready)
    return order
