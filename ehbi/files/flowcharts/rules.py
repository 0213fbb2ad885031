"""A table of rules as a tree of questions: one row a rule, a column for each condition and one outcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import networkx as nx

from ...handbook.checks.size import STEPS
from ...handbook.errors import clip
from ..drafting import Drawn
from ..networks import DIAMOND
from ..source import refusal

MOST_CONDITIONS = 20
OTHERWISE = "Iets anders"
NOT_SAID = "Dit staat niet in de tabel"
"""Title of the step for what no rule is about."""
_LOOKS = 5_000_000
"""Cells that are looked at before a table counts as too large."""
_TOLD = 5
_SPLIT = "Verdeel de tabel over twee bestanden, of haal kolommen weg die niets uitmaken"


@dataclass(frozen=True, slots=True)
class Rule:
    """A row: the value of each condition, empty for any, and the lines of its outcome."""

    row: int
    values: tuple[str, ...]
    outcome: str


def tree(conditions: Sequence[str], rules: Sequence[Rule], file: str) -> Drawn:
    """Return the questions that lead to each outcome: of two rules that fit the first one holds.

    Asked first is what leaves the fewest outcomes to tell apart; of equals the leftmost column. What makes no
    difference is not asked, and what is asked twice in the same way is one step. What no rule is about leads
    to a step that says so.
    """
    if len(conditions) > MOST_CONDITIONS:
        message = "De tabel heeft {count} voorwaarden; er kunnen er {most} zijn"
        raise refusal(file, 1, message, _SPLIT, count=len(conditions), most=MOST_CONDITIONS)
    domains = tuple(
        tuple(dict.fromkeys(filter(None, values)))
        for values in zip(*(rule.values for rule in rules), strict=True)
    )
    made = _Tree(tuple(conditions), domains, file)
    made.node(tuple(rules), {})
    made.graph.graph["told"] = (*_told_same(made, rules), *_told_missing(made), *_told_unused(made, rules))
    return made.first_to_last()


@dataclass(slots=True)
class _Tree:
    conditions: tuple[str, ...]
    domains: tuple[tuple[str, ...], ...]  # all values of each
    file: str
    graph: Drawn = field(default_factory=nx.MultiDiGraph)
    nodes: dict[object, int] = field(default_factory=dict)
    made: dict[object, int] = field(default_factory=dict)
    missing: list[Mapping[int, str]] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    looks: int = 0

    def node(self, rules: tuple[Rule, ...], given: Mapping[int, str]) -> int:
        """Return the step at which these rules are left; it goes no deeper than there are conditions."""
        if not rules:
            self.missing.append(given)
            return self._step(NOT_SAID, ())
        known = (tuple(rule.row for rule in rules), frozenset(given))
        if known not in self.made:
            self.made[known] = self._node(rules, given)
        return self.made[known]

    def _node(self, rules: tuple[Rule, ...], given: Mapping[int, str]) -> int:
        left = [at for at in range(len(self.conditions)) if at not in given]
        if not any(rules[0].values[at] for at in left):
            self.used.add(rules[0].row)
            return self._step(rules[0].outcome, ())
        self._refuse_endless(len(rules) * len(left))
        asking = (at for at in left if any(rule.values[at] for rule in rules))
        column = min(asking, key=lambda at: (_undecided(rules, at), at))
        ways = tuple(
            (said, self.node(rest, {**given, column: said})) for said, rest in self._ways(rules, column)
        )
        leads = {target for _, target in ways}
        return leads.pop() if len(leads) == 1 else self._step(_asked(self.conditions[column]), ways)

    def _ways(self, rules: tuple[Rule, ...], at: int) -> Iterator[tuple[str, tuple[Rule, ...]]]:
        """Yield each value that makes a difference here with the rules that are left then, and the others."""
        values = dict.fromkeys(rule.values[at] for rule in rules if rule.values[at])
        for value in values:
            yield value, tuple(rule for rule in rules if rule.values[at] in ("", value))
        others = [value for value in self.domains[at] if value not in values]
        rest = tuple(rule for rule in rules if not rule.values[at])
        if len(others) == 1:
            yield others[0], rest
        elif others or (rest and len(values) == 1):
            yield OTHERWISE, rest

    def _step(self, label: str, ways: tuple[tuple[str, int], ...]) -> int:
        """Return the step that says this and leads there, which is made once."""
        key = (label.casefold(), ways)
        if key not in self.nodes:
            self.nodes[key] = made = len(self.nodes)
            self.graph.add_node(made, label=label, **({"shape": DIAMOND} if ways else {}))
            self.graph.add_edges_from((made, target, {"label": said}) for said, target in ways)
        return self.nodes[key]

    def first_to_last(self) -> Drawn:
        """Return the graph with what is asked first at its head: it was made from the ends."""
        ordered: Drawn = nx.MultiDiGraph(**self.graph.graph)
        ordered.add_nodes_from((node, self.graph.nodes[node]) for node in reversed([*self.graph]))
        ordered.add_edges_from(self.graph.edges(data=True))
        return ordered

    def _refuse_endless(self, looks: int) -> None:
        self.looks += looks
        if len(self.nodes) > STEPS or self.looks > _LOOKS:
            message = "Van deze tabel worden het te veel vragen: er kunnen {most} stappen zijn"
            raise refusal(self.file, 1, message, _SPLIT, most=STEPS)


def _undecided(rules: Iterable[Rule], at: int) -> int:
    """Return how many outcomes are still to be told apart after a question."""
    found: dict[str, set[str]] = {}
    for rule in rules:
        found.setdefault(rule.values[at], set()).add(rule.outcome)
    always = found.pop("", set())
    return sum(len(outcomes | always) - 1 for outcomes in found.values()) + max(0, len(always) - 1)


def _asked(condition: str) -> str:
    return condition if condition.endswith("?") else f"{condition}?"


def _told_same(made: _Tree, rules: Iterable[Rule]) -> Iterator[str]:
    for at, (condition, domain) in enumerate(zip(made.conditions, made.domains, strict=True)):
        if len(domain) == 1 and all(rule.values[at] for rule in rules):
            yield f"‘{clip(condition)}’ is op elke rij ‘{clip(domain[0])}’ en wordt niet gevraagd."


def _told_missing(made: _Tree) -> Iterator[str]:
    for given in made.missing[:_TOLD]:
        named = ", ".join(f"{made.conditions[at]}: {clip(said)}" for at, said in sorted(given.items()))
        yield f"Over ‘{named}’ zegt de tabel niets."
    if len(made.missing) > _TOLD:
        yield f"Ook over {len(made.missing) - _TOLD} andere combinaties zegt de tabel niets."


def _told_unused(made: _Tree, rules: Iterable[Rule]) -> Iterator[str]:
    unused = [rule.row for rule in rules if rule.row not in made.used]
    if len(unused) == 1:
        yield f"Rij {unused[0]} komt nooit aan de beurt: een rij erboven zegt er al iets over."
    elif unused:
        named = ", ".join(map(str, unused[:_TOLD])) + (" …" if unused[_TOLD:] else "")
        yield f"{len(unused)} rijen komen nooit aan de beurt, door de rijen erboven: {named}."
