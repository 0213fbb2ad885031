"""Somebody else's flowchart as a draft: what a drawing tells is filled in, and the checks ask the rest.

Of the graph that the reader of a format gives this looks at the ``label``, ``shape``, ``group`` and ``who``
of a node and at the ``label`` of an edge, and at the fields of a step where a file has those.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import networkx as nx

from ..handbook import Handbook, Problem
from ..handbook.checks import check
from ..handbook.edits.lists import fresh_id, ids_of_steps
from ..handbook.errors import clip
from ..handbook.graph import to_networkx
from ..handbook.placeholders import NEW_STEP, UNDECIDED
from ..handbook.text import folded
from ..handbook.values import Kind
from .labels import asked, titled
from .networks import from_networkx
from .ways_back import mark_ways_back

Drawn: TypeAlias = "nx.MultiDiGraph[Hashable]"

_BEGIN = frozenset({"start", "begin", "start hier", "begin hier"})
_NAMED = 5
"""Things that a sentence names at most."""


@dataclass(frozen=True, slots=True)
class Start:
    """A node at which a case can start, in which part of the drawing, and how many steps can follow it.

    ``is_likely``: nothing leads there, or the file says that it is one; else it is where a part begins.
    """

    node: Hashable
    title: str
    group: str
    steps: int
    is_likely: bool = True


@dataclass(frozen=True, slots=True)
class Usual:
    """What holds for each step of which the file does not say it: who acts, and whether it is our own."""

    party: str = UNDECIDED
    own: bool = False


@dataclass(frozen=True, slots=True)
class Flowchart:
    """What somebody drew, each node with a ``title`` and a ``text``, and where cases can start.

    ``told`` says what was left out.
    """

    graph: Drawn
    starts: tuple[Start, ...]
    told: tuple[str, ...]

    @property
    def size(self) -> str:
        """How many steps and answers it has, in words."""
        steps, answers = self.graph.number_of_nodes(), self.graph.number_of_edges()
        told = f"{steps} {'stap' if steps == 1 else 'stappen'}"
        return f"{told} en {answers} {'antwoord' if answers == 1 else 'antwoorden'}"


def flowchart(graph: nx.Graph[Any]) -> Flowchart:
    """Return a drawing without what is no step: texts that no arrow touches, and a bare word *start*.

    Examples
    --------
    >>> drawn = nx.DiGraph([("Start", "Werkt de pas?"), ("Werkt de pas?", "Klaar")])
    >>> drawn.add_node("Legenda")
    >>> found = flowchart(drawn)
    >>> found.starts
    (Start(node='Werkt de pas?', title='Werkt de pas?', group='', steps=1, is_likely=True),)
    >>> found.told
    ('‘Legenda’ heeft geen pijlen en is weggelaten.', '‘Start’ is weggelaten: een situatie is het begin.')
    """
    drawn: Drawn = nx.MultiDiGraph(graph)
    for node, data in drawn.nodes(data=True):
        if "title" not in data:
            label = data.get("label")
            named = titled(label if isinstance(label, str) else str(node))
            texts = (named["text"], str(data.get("text") or ""))
            data.update(title=named["title"], text="\n\n".join(filter(None, texts)))
            if drawn.out_degree(node) > 1:
                data.update(asked(data["title"], data["text"]))
    for _, _, data in drawn.edges(data=True):
        if said := folded(str(data.pop("label", None) or "")):
            data["label"] = said
    loose = list(nx.isolates(drawn)) if drawn.number_of_edges() else []
    begins = [node for node in drawn if _only_begins(drawn, node)]
    told = (
        *_left_out(drawn, _written(drawn, loose), "heeft geen pijlen", "hebben geen pijlen"),
        *_began(drawn, _written(drawn, begins)),
    )
    drawn.remove_nodes_from([*loose, *begins])
    joined = tuple(_join_questions(drawn))
    return Flowchart(drawn, tuple(_starts(drawn)), (*told, *joined))


def draft(
    found: Flowchart, starts: Collection[Hashable], base: Handbook, usual: Usual | None = None
) -> Handbook:
    """Return a handbook with the steps of a flowchart after its own, as a draft.

    Parameters
    ----------
    found
        What :func:`flowchart` gave.
    starts
        The nodes that become situations.
    base
        The handbook to add to; for a new one, :func:`~ehbi.files.networks.bare` of another.
    usual
        What to fill in where the file says nothing; None to have the checks ask all of it.
    """
    taken = ids_of_steps(base.steps)
    ids: dict[Hashable, str] = {}
    for node, data in found.graph.nodes(data=True):
        ids[node] = fresh_id(taken, data["title"])
        taken.add(ids[node])
    graph: nx.MultiDiGraph[str] = nx.relabel_nodes(found.graph, ids)
    graph.graph.clear()
    numbers = {step.number for step in base.situations}
    for node in starts:
        data = graph.nodes[ids[node]]
        data["kind"] = Kind.SITUATION
        if data.get("number") in numbers:
            del data["number"]
    for node in graph.nodes - {ids[node] for node in starts}:
        if _is_start(graph, node):
            graph.nodes[node].pop("number", None)
            del graph.nodes[node]["kind"]
        if graph.out_degree(node) and not graph.in_degree(node):
            graph.nodes[node].setdefault("kind", Kind.QUESTION)
    mark_ways_back(graph, [ids[node] for node in starts], taken)
    parties = {name.casefold(): one.id for one in base.parties for name in (one.id, one.name)}
    for _, data in graph.nodes(data=True):
        _fill_in(data, usual or Usual(), parties)
    return from_networkx(nx.compose(to_networkx(base), graph), base)


def _fill_in(data: dict[str, Any], usual: Usual, parties: Mapping[str, str]) -> None:
    """Fill in who acts by name, else by the lane it is drawn in; a name that nobody has here is asked."""
    if who := data.pop("who", ""):
        data.setdefault("party", parties.get(folded(who).casefold(), UNDECIDED))
    data.setdefault("party", parties.get(str(data.get("group") or "").casefold(), usual.party))
    if not (data.get("source") or data.get("inferred")):
        data.setdefault("own", usual.own)


def left_to_ask(base: Handbook, made: Handbook, today: date) -> tuple[Problem, ...]:
    """Return the problems that a draft has and the handbook that it was added to has not."""
    before = set(check(base, today))
    return tuple(problem for problem in check(made, today) if problem not in before)


def _join_questions(drawn: Drawn) -> Iterator[str]:
    """Have a start that only leads to a question ask that itself, as a situation does, and tell so."""
    for node in [node for node, comes_in in drawn.in_degree() if not comes_in]:
        ways = [*drawn.out_edges(node, data=True)]
        question = ways[0][1] if len(ways) == 1 else node
        asks_more = drawn.out_degree(question) > 1 and drawn.in_degree(question) == 1
        start, asks = drawn.nodes[node], drawn.nodes[question]
        if not asks_more or ways[0][2].get("label") or "kind" in start:
            continue
        told = (f"‘{clip(one['title'])}’" for one in (start, asks))
        yield " en ".join(told) + " zijn één stap geworden: een situatie stelt meteen een vraag."
        texts = (start["text"], asks["title"] if "prompt" in asks else "", asks["text"])
        text = "\n\n".join(filter(None, texts))
        start.update(prompt=asks.get("prompt") or asks["title"], text=text)
        for _, target, key, data in [*drawn.out_edges(question, keys=True, data=True)]:
            drawn.add_edge(node, target, key, **data)
        drawn.remove_node(question)


def _only_begins(drawn: Drawn, node: Hashable) -> bool:
    if drawn.in_degree(node) or drawn.out_degree(node) != 1:
        return False
    ((_, _, data),) = drawn.out_edges(node, data=True)
    title = drawn.nodes[node]["title"]
    return (title == NEW_STEP or title.casefold().strip(" .:!") in _BEGIN) and not data.get("label")


def _starts(drawn: Drawn) -> Iterator[Start]:
    """Yield where no arrow comes in or the file says so; of a circle, where it was drawn first.

    After those: where an arrow first comes into a part of the drawing that none of them is in.
    """
    seen: set[Hashable] = set()
    roots = [node for node, comes_in in drawn.in_degree() if not comes_in or _is_start(drawn, node)]
    found = []
    for node in dict.fromkeys((*roots, *drawn)):
        new = node not in seen or _is_start(drawn, node)
        if new and (drawn.out_degree(node) or node in roots):
            found.append(_start(drawn, node))
            seen |= {node, *nx.descendants(drawn, node)}
    yield from found
    begun = {"", *(start.group for start in found)}
    for node in drawn:
        if _group(drawn, node) not in begun and drawn.out_degree(node) and _comes_in(drawn, node):
            begun.add(_group(drawn, node))
            yield _start(drawn, node, is_likely=False)


def _start(drawn: Drawn, node: Hashable, *, is_likely: bool = True) -> Start:
    after = len(nx.descendants(drawn, node))
    return Start(node, drawn.nodes[node]["title"], _group(drawn, node), after, is_likely)


def _group(drawn: Drawn, node: Hashable) -> str:
    return str(drawn.nodes[node].get("group") or "")


def _comes_in(drawn: Drawn, node: Hashable) -> bool:
    """Return whether an arrow leads there from another part of the drawing."""
    own = _group(drawn, node)
    return any(_group(drawn, before) != own for before in drawn.predecessors(node))


def _is_start(drawn: nx.MultiDiGraph[Any], node: Hashable) -> bool:
    """Return whether the file itself says that a case can start here."""
    return bool(drawn.nodes[node].get("kind") == Kind.SITUATION)


def _left_out(drawn: Drawn, nodes: Collection[Hashable], one: str, more: str) -> Iterator[str]:
    if len(nodes) == 1:
        yield f"{_named(drawn, nodes)} {one} en is weggelaten."
    elif nodes:
        yield f"{len(nodes)} teksten {more} en zijn weggelaten: {_named(drawn, nodes)}."


def _began(drawn: Drawn, nodes: Collection[Hashable]) -> Iterator[str]:
    if nodes:
        yield f"{_named(drawn, nodes)} is weggelaten: een situatie is het begin."


def _written(drawn: Drawn, nodes: Collection[Hashable]) -> list[Hashable]:
    """Return those that say something: what says nothing is not missed."""
    return [node for node in nodes if drawn.nodes[node]["title"] != NEW_STEP]


def _named(drawn: Drawn, nodes: Collection[Hashable]) -> str:
    titles = [f"‘{clip(drawn.nodes[node]['title'])}’" for node in nodes]
    return ", ".join(dict.fromkeys(titles[:_NAMED])) + (" …" if titles[_NAMED:] else "")
