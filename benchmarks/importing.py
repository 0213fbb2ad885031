"""How long 500 steps take to come in, from a file of each form to the first chart of a draft."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from typing import NamedTuple

import networkx as nx

import ehbi
from ehbi.files.documents import to_json, to_yaml
from ehbi.files.drafting import draft, left_to_ask
from ehbi.files.flowcharts.reading import read
from ehbi.files.networks import DIAMOND, bare
from ehbi.flowchart import lay_out, to_dot, to_graphml, to_markup
from ehbi.handbook import Handbook, clock
from ehbi.handbook.values import Kind
from tests.unit.files.written import WRITERS, Drawn

from .large import large
from .tables import Row

STEPS = 500
ROUNDS = 3
SITUATIONS = len(ehbi.load().situations)
RESET = Path("/proc/self/clear_refs")
HEAD: Row = (
    f"a file of {STEPS} steps",
    "size",
    "read",
    "to a draft with its checks",
    "its first chart",
    "memory",
)
OWN: dict[str, Callable[[Handbook], str]] = {
    "YAML": to_yaml,
    "JSON": to_json,
    "GraphML, ours": to_graphml,
    "DOT, ours": to_dot,
}
"""What holds a handbook whole; YAML is what the others are beside."""


class Taken(NamedTuple):
    """What one file took: medians in milliseconds of processor, and by how many megabytes it grew."""

    read: float
    drafted: float
    drawn: float
    memory: float


def rows() -> list[Row]:
    """Return the rows for the table: the same steps in each form, each in a process of its own."""
    small, whole = _written(ehbi.load()), _written(large(STEPS))
    with get_context("spawn").Pool(1, maxtasksperchild=1) as processes:
        return [
            _row(form, whole[form], processes.apply(measured, (small[form], whole[form]))) for form in whole
        ]


def measured(small: bytes, content: bytes) -> Taken:
    """Return what the bytes of a file take in a process that has read a small one before."""
    _taken(small, 0)
    RESET.write_text("5", encoding="ascii")
    before = _peak()
    times = [_taken(content, 0)]
    memory = _peak() - before
    times += [_taken(content, at) for at in range(1, ROUNDS)]
    return Taken(*map(statistics.median, zip(*times, strict=True)), memory)


def _taken(content: bytes, at: int) -> tuple[float, float, float]:
    """Return what reading, drafting and drawing take; each time another situation is drawn."""
    moments = [_spent()]
    found = read(content, "bestand")
    moments.append(_spent())
    made, base = found.handbook, bare(ehbi.load())
    if found.drawn:
        made = draft(found.drawn, [start.node for start in found.drawn.starts], base)
        left_to_ask(base, made, clock.today())
    moments.append(_spent())
    to_markup(lay_out(made, made.situations[at * SITUATIONS].id))
    moments.append(_spent())
    return tuple(after - before for before, after in pairwise(moments))


def _spent() -> float:
    """Return the milliseconds of processor that this process and those that it started took so far."""
    used = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used) * 1000


def _written(handbook: Handbook) -> dict[str, bytes]:
    """Return a handbook in each form: whole where a form can hold that, else as somebody drew it."""
    drawn = _drawn(handbook)
    whole = {form: write(handbook).encode() for form, write in OWN.items()}
    return whole | {form: write(drawn) for form, write in WRITERS.items()}


def _drawn(handbook: Handbook) -> Drawn:
    """Return the boxes and arrows of a handbook, with no two titles alike, as Twee needs them."""
    graph: Drawn = nx.MultiDiGraph()
    names = {step.id: f"n{at}" for at, step in enumerate(handbook.steps)}
    for step in handbook.steps:
        shape = {"shape": DIAMOND} if step.kind is Kind.QUESTION else {}
        graph.add_node(names[step.id], label=f"{step.title} {names[step.id]}\n{step.text}", **shape)
    for step in handbook.steps:
        for answer in step.answers:
            if answer.next in names:
                graph.add_edge(names[step.id], names[answer.next], label=answer.label)
    return graph


def _row(form: str, content: bytes, taken: Taken) -> Row:
    drafted = f"{taken.drafted:,.0f} ms" if form in WRITERS else "–"
    size, memory = f"{len(content) / 1000:,.0f} kB", f"{taken.memory:.0f} MB"
    return form, size, f"{taken.read:,.0f} ms", drafted, f"{taken.drawn:.0f} ms", memory


def _peak() -> float:
    """Return the most megabytes that this process had in memory since that was reset."""
    (found,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found) / 1024
