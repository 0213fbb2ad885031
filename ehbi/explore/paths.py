"""Where a step stands in the graph: what follows from it, and which ways lead through it."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx

from ..handbook import Handbook, to_networkx
from ..handbook.graph import follows, leads_to, paths, reachable


def after(handbook: Handbook, step_id: str) -> nx.MultiDiGraph[str]:
    """Return a step and all that can still follow from it, as a graph of its own.

    Examples
    --------
    >>> import ehbi
    >>> sorted(after(ehbi.load(), "mail-opnieuw"))
    ['ingelogd-met-mail', 'kb-gebruikersnaam', 'kb-tijdelijk-wachtwoord', 'mail-opnieuw']
    """
    kept = {step_id, *follows(handbook, step_id)}
    graph: nx.MultiDiGraph[str] = to_networkx(handbook).subgraph(kept).copy()
    return graph


def through(handbook: Handbook, step_id: str) -> frozenset[str]:
    """Return the ids of the steps on any way that a case can go through this step.

    Examples
    --------
    >>> import ehbi
    >>> sorted(through(ehbi.load(), "beheer-pasnummer"))
    ['beheer-pasnummer', 'beheer-pasnummer-gevraagd', 'nieuw-pasnummer', 'synchronisatie-pasnummer']
    """
    before = leads_to(handbook, step_id) & reachable(handbook)
    return frozenset({step_id}) | before | follows(handbook, step_id)


def paths_through(handbook: Handbook, step_id: str) -> Iterator[tuple[tuple[str, str], ...]]:
    """Yield every way from a situation to an outcome by this step, as :func:`ehbi.handbook.graph.paths` does.

    Examples
    --------
    >>> import ehbi
    >>> [len(path) for path in paths_through(ehbi.load(), "beheer-pasnummer")]
    [3, 3, 3, 3, 2, 2]
    """
    handbook.step(step_id)
    for situation in handbook.situations:
        for path in paths(handbook, situation.id):
            if path and step_id in {*(step for step, _ in path), _end(handbook, path)}:
                yield path


def _end(handbook: Handbook, path: tuple[tuple[str, str], ...]) -> str:
    step, given = path[-1]
    return next(answer.next for answer in handbook.step(step).answers if answer.id == given)
