"""Plots of traffic, each on matplotlib axes: those given, or new ones that have room for it."""

from __future__ import annotations

from matplotlib.axes import Axes

from ..handbook.values import OutcomeKind
from . import words
from .bars import HATCHES, INK, SERIES, Bar, axes_for, bars_on, head, lines, literal
from .months import plot_months
from .tallies import Count, Seen, Traffic

__all__ = ["plot_back", "plot_ends", "plot_months", "plot_unreached"]

MOST = 15
"""Bars in a plot, or lines in a list, at most."""
_LINE = 0.7  # of the height of a bar
_KINDS = {
    OutcomeKind.RESOLVED: SERIES[1],
    OutcomeKind.HANDOVER: SERIES[2],
    OutcomeKind.EXPLAINED: SERIES[0],
    None: SERIES[4],
}


def plot_ends(traffic: Traffic, ax: Axes | None = None) -> Axes:
    """Plot where cases end: the outcomes, and left before one.

    Parameters
    ----------
    traffic, ax
        As for :func:`plot_months`.
    """
    ends = sorted((end for end in traffic.ends if end.cases), key=lambda end: -end.cases)
    bars = [_end(traffic, end) for end in ends[:MOST]]
    if ends[MOST:]:
        others = f"{len(ends) - MOST} andere uitkomsten"
        bars.append(_bar(traffic, others, sum(end.cases for end in ends[MOST:]), _KINDS[None]))
    if traffic.left:
        bars.append(_bar(traffic, words.LEFT, traffic.left, "white", HATCHES[1]))
    ax = axes_for(ax, len(bars))
    head(ax, "Waar casussen eindigen", traffic)
    bars_on(ax, bars, "Casussen")
    return ax


def plot_back(traffic: Traffic, ax: Axes | None = None) -> Axes:
    """Plot from which steps people go back, and how often of the times they saw them.

    Parameters
    ----------
    traffic, ax
        As for :func:`plot_months`.
    """
    gone = [seen for seen in traffic.steps if seen.back]
    bars = [_gone(traffic, seen) for seen in sorted(gone, key=lambda seen: (-seen.back, -seen.rate))[:MOST]]
    ax = axes_for(ax, len(bars))
    head(ax, "Bij welke stap mensen teruggaan", traffic)
    bars_on(ax, bars, "Hoe vaak iemand terugging, van hoe vaak de stap te zien was")
    return ax


def plot_unreached(traffic: Traffic, ax: Axes | None = None) -> Axes:
    """Write which steps nobody has seen, as a list.

    Parameters
    ----------
    traffic, ax
        As for :func:`plot_months`.
    """
    titles = [traffic.handbook.step(step).title for step in traffic.unreached]
    more = [f"en nog {len(titles) - MOST} stappen"] if titles[MOST:] else []
    shown = [lines(title, 80) for title in titles[:MOST]] + more or ["Elke stap is wel eens bereikt."]
    ax = axes_for(ax, round(len(shown) * _LINE))
    head(ax, "Stappen waar nog niemand kwam", traffic)
    ax.set(xlim=(0, 1), ylim=(max(len(shown), 2) - 0.5, -0.5))
    ax.set_axis_off()
    for at, line in enumerate(shown):
        ax.text(0, at, line, **literal(color=INK, size=10, va="center"))
    return ax


def _bar(traffic: Traffic, label: str, cases: int, colour: str, hatch: str = "") -> Bar:
    told = f"{words.number(cases)} ({words.percent(cases / traffic.cases)})"
    return Bar(label, cases, told, colour, hatch)


def _end(traffic: Traffic, end: Count) -> Bar:
    kind = traffic.handbook.step(end.step).outcome
    return _bar(traffic, words.end(traffic.handbook, end.step), end.cases, _KINDS[kind])


def _gone(traffic: Traffic, seen: Seen) -> Bar:
    told = f"{words.number(seen.back)} van {words.number(seen.times)} ({words.percent(seen.rate)})"
    return Bar(traffic.handbook.step(seen.step).title, seen.back, told)
