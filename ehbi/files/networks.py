"""A handbook from a graph of networkx: what ``to_networkx`` gave, or somebody's own.

That needs labels and little else: the kind of a step follows from its shape and place, and what nobody said
is left for the checks to ask.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeAlias, TypeVar

import networkx as nx

from ..handbook import Handbook, Problem, clock
from ..handbook.checks.size import ARROWS, STEPS
from ..handbook.edits.lists import LONGEST, fresh_id
from ..handbook.model import needs_handbook
from ..handbook.placeholders import NEW_ANSWER, ONWARD, UNDECIDED
from ..handbook.schema import mentions
from ..handbook.step import Answer, Step
from ..handbook.validation import shape
from ..handbook.values import Kind, Value
from .attributes import GraphError, Misfit, said
from .documents import load

Shaped = TypeVar("Shaped", bound=Value)
Network: TypeAlias = "nx.DiGraph[Any]"

DIAMOND = "diamond"
"""The ``shape`` of a node that asks something."""
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NODE = frozenset(Step.model_fields) - {"id", "answers"}


def from_networkx(graph: Network, base: Handbook | None = None) -> Handbook:
    """Return the handbook that a graph describes, sound or not; :func:`ehbi.check` tells what it still needs.

    Parameters
    ----------
    graph
        A directed graph: its nodes are the steps, in that order, its edges the answers. Attributes go by the
        names of the fields of a step, as :func:`ehbi.to_networkx` gives them; others are left alone. Values
        may be those of numpy and pandas, and a list one text with commas. Without a ``title`` the ``label``
        of a node is one, or else its name, and the ``label`` of an edge is what an answer says. Without a
        ``kind`` a case starts where no edge comes in and ends where none goes out; something is asked where
        several do, or where the ``shape`` is a diamond.
    base
        The handbook to take from what the graph does not say: contacts, permissions, examples, and the rest
        of a step that has the name of a node, or of an answer that says the same and leads to the same step.
        None for what comes with EHBI, without steps and examples.

    Raises
    ------
    GraphError
        An attribute has a value that no step can have; it names the node or edge, and the attribute. Or the
        edges have no direction, or there are more than a handbook can have.
    TypeError
        What was given is no graph, or ``base`` no handbook.

    Examples
    --------
    >>> import ehbi, networkx as nx
    >>> graph = nx.DiGraph()
    >>> graph.add_edge("Werkt de pas?", "Klaar", label="Ja")
    >>> graph.add_edge("Werkt de pas?", "Maak een nieuwe pas", label="Nee")
    >>> [(step.id, step.kind.value) for step in ehbi.from_networkx(graph).steps[:3]]
    [('werkt-de-pas', 'situation'), ('klaar', 'outcome'), ('maak-een-nieuwe-pas', 'outcome')]
    >>> handbook = ehbi.load()
    >>> ehbi.from_networkx(ehbi.to_networkx(handbook), base=handbook) == handbook
    True
    """
    _refuse_other(graph)
    if base is None:
        base = bare(load())
    needs_handbook(base, "from_networkx(graph, base=handbook)")
    ids = _ids(graph, base)
    steps = _Reader(graph, base, ids).steps()
    if base.outside.step in base and base.outside.step not in ids.values():
        steps = (*steps, base.step(base.outside.step))
    title = graph.graph.get("title")
    return base.model_copy(update={"steps": steps, "title": title if _is_text(title) else base.title})


def _refuse_other(graph: object) -> None:
    if not isinstance(graph, nx.Graph):
        wrong = f"hier hoort een graaf van networkx, geen {type(graph).__name__}"
        raise TypeError(f"from_networkx(graph): {wrong}. Neem een nx.DiGraph of nx.MultiDiGraph.")
    if not graph.is_directed():
        raise GraphError(
            "De lijnen van de graaf hebben geen richting. Neem een nx.DiGraph of nx.MultiDiGraph, of maak er "
            "eerst een van met graph.to_directed()."
        )
    steps, arrows = graph.number_of_nodes(), graph.number_of_edges()
    if steps > STEPS or arrows > ARROWS:
        raise GraphError(
            f"De graaf heeft {steps} knopen en {arrows} pijlen; een handboek kan {STEPS} stappen en {ARROWS} "
            "antwoorden hebben. Neem er een deel van, met graph.subgraph(knopen)."
        )


def bare(handbook: Handbook) -> Handbook:
    """Return what a handbook says besides its steps: one to begin another with.

    The step that explains what it is not about stays, and facts stay as far as something rests on them. Other
    languages do not: nothing of it is translated yet.
    """
    outside = tuple(
        step.model_copy(update={"translations": ()})
        for step in handbook.steps
        if step.id == handbook.outside.step
    )
    empty = handbook.model_copy(update={"steps": outside, "examples": (), "languages": ()})
    used = {fact for _, fact in mentions(empty, "facts")}
    facts = tuple(fact for fact in handbook.facts if fact.id in used)
    return empty.model_copy(update={"facts": facts})


@dataclass(frozen=True, slots=True)
class _Reader:
    """Makes the steps of a graph; ``ids`` has that of each node."""

    graph: Network
    base: Handbook
    ids: Mapping[Hashable, str]
    misfits: list[Misfit] = field(default_factory=list)

    def steps(self) -> tuple[Step, ...]:
        """Return them, or tell all that does not fit."""
        numbers = self._free_numbers()
        steps = tuple(step for node in self.graph if (step := self._step(node, numbers)))
        if self.misfits:
            raise GraphError(misfits=tuple(self.misfits))
        return steps

    def _step(self, node: Hashable, numbers: Iterator[int]) -> Step | None:
        data, name = self.graph.nodes[node], self.ids[node]
        if name in self.base:
            known = self.base.step(name).model_dump(exclude={"id", "answers"})
        else:
            known = {"kind": self._kind(node), "title": str(node), "text": "", "party": UNDECIDED}
            known["reviewed"] = clock.today()
        if _is_text(data.get("label")):
            known["title"] = data["label"]
        filled = known | {key: value for key, value in said(Step, data).items() if key in _NODE}
        was_one = name in self.base and self.base.step(name).kind is Kind.SITUATION
        if filled["kind"] == Kind.SITUATION and filled.get("number") is None and not was_one:
            filled["number"] = next(numbers)
        step, answers = self._shaped(Step, {**filled, "id": name}, node), self._answers(node)
        return step and step.model_copy(update={"answers": answers})

    def _kind(self, node: Hashable) -> Kind:
        """Return what a step is, from where it stands and how it is drawn."""
        ways = self.graph.out_degree(node)
        if not ways:
            return Kind.OUTCOME
        if not self.graph.in_degree(node):
            return Kind.SITUATION
        return Kind.QUESTION if ways > 1 or self.graph.nodes[node].get("shape") == DIAMOND else Kind.ACTION

    def _free_numbers(self) -> Iterator[int]:
        names = (name for name in self.ids.values() if name in self.base)
        taken = {self.base.step(name).number for name in names}
        given = (said(Step, data).get("number") for _, data in self.graph.nodes(data=True))
        taken |= {number for number in given if isinstance(number, int)}
        return (number for number in count(1) if number not in taken)

    def _answers(self, node: Hashable) -> tuple[Answer, ...]:
        """Return the answers of a step: those that the base has in its order, and then the others."""
        name = self.ids[node]
        before = self.base.step(name).answers if name in self.base else ()
        edges = [*self._edges(node)]
        old = {answer.id: answer for answer in before}
        kept = {key for _, key, _ in edges if key in old}
        found: dict[str, Answer] = {}
        for at, (target, key, data) in enumerate(edges, 1):
            given, leads = said(Answer, data), self.ids[target]
            own = {name for name in old if name not in found and (name == key or name not in kept)}
            same = old[key] if key in own & kept else _alike(before, own, leads, given.get("label"))
            label = given.get("label")
            if label is None:
                label = same.label if same else ONWARD if len(edges) == 1 else f"{NEW_ANSWER} {at}"
            is_new = _is_id(key) and key not in {*old, *found}
            name = same.id if same else str(key) if is_new else fresh_id({*old, *found}, str(label))
            done = given.get("done", same.done if same else "")
            fields = {"id": name, "label": label, "next": leads, "done": done}
            if answer := self._shaped(Answer, fields, node, target):
                found[name] = answer
        gone = (answer for answer in before if answer.id not in found and answer.next not in self.base)
        found |= {answer.id: answer for answer in gone}  # nowhere to lead to, so no graph can have it
        order = {answer.id: at for at, answer in enumerate(before)}
        return tuple(sorted(found.values(), key=lambda answer: order.get(answer.id, len(order))))

    def _edges(self, node: Hashable) -> Iterator[tuple[Hashable, object, Mapping[str, Any]]]:
        """Yield where the edges of a node go to, with the key of each and its attributes."""
        for target, found in self.graph.adj[node].items():
            if self.graph.is_multigraph():
                yield from ((target, key, data) for key, data in found.items())
            else:
                yield target, None, found

    def _shaped(
        self, model: type[Shaped], fields: Mapping[str, Any], node: Hashable, target: Hashable = None
    ) -> Shaped | None:
        value, problems = shape(model, dict(fields))
        self.misfits.extend(_misfit(problem, node, target) for problem in problems)
        return value


def _alike(before: Collection[Answer], own: Collection[str], leads: str, label: object) -> Answer | None:
    """Return which of these answers an edge without its key is: it leads there, and says the same."""
    alike = (one for one in before if one.id in own and one.next == leads and label in (None, one.label))
    return next(alike, None)


def _misfit(problem: Problem, node: Hashable, target: Hashable) -> Misfit:
    attribute = str(problem.path[0]) if problem.path else ""
    # What to do as a form says it: a graph has no lines, and no quotes around its texts.
    return Misfit(node, attribute, problem.message, problem.in_form.remedy, target)


def _ids(graph: Network, base: Handbook) -> dict[Hashable, str]:
    """Return an id for each node: its name where that is one, else one made of its title."""
    found = {node: node for node in graph if _is_id(node)}
    taken = {*found.values(), base.outside.step}
    for node in graph:
        if node not in found:
            data = graph.nodes[node]
            title = next((one for one in (data.get("title"), data.get("label")) if _is_text(one)), node)
            found[node] = fresh_id(taken, str(title))
            taken.add(found[node])
    return found


def _is_id(name: object) -> bool:
    return isinstance(name, str) and _ID.fullmatch(name) is not None and len(name) <= LONGEST


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
