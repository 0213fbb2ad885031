"""Plots of traffic on matplotlib axes, and each as a picture with its words for a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any, cast

from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..handbook.values import OutcomeKind
from . import words
from .axes import HATCHES, INK, SERIES, SOFT, Bar, axes_for, bars_on, dress, head, lines, literal
from .traffic import Count, Month, Seen, Traffic

_MONTHS = 24
"""Months in a plot at most: the last ones."""
_ROOM = 6  # months that there is room for, also when there are fewer
_MOST = 15
"""Bars in a plot, or lines in a list, at most."""
_LINE = 0.7  # of the height of a bar
_KINDS = {
    OutcomeKind.RESOLVED: SERIES[1],
    OutcomeKind.HANDOVER: SERIES[2],
    OutcomeKind.EXPLAINED: SERIES[0],
    None: SERIES[4],
}


def plot_months(traffic: Traffic, ax: Axes | None = None) -> Axes:
    """Plot which situations came in, month by month."""
    ax = axes_for(ax, 9)
    head(ax, "Situaties per maand", traffic)
    dress(ax, "y")
    months = _every_month(traffic.months)
    _stack(ax, traffic, months)
    for at, month in enumerate(months):
        _total(ax, at, month)
    ax.set_xticks(range(len(months)), [words.month(month.first) for month in months])
    highest = max((month.cases for month in months), default=1)
    ax.set(xlim=(-0.6, max(len(months), _ROOM) - 0.4), ylim=(0, highest * 1.12))
    ax.set(xlabel="Maand", ylabel="Casussen")
    ax.axison = bool(months)
    return ax


def _every_month(months: Sequence[Month]) -> list[Month]:
    """Return the last months, at most :data:`_MONTHS`, also those in between in which there was nothing."""
    if not months:
        return []
    found = {month.first: month for month in months}
    nothing = tuple(Count(count.step, 0) for count in months[-1].starts)
    begin, end = (12 * month.first.year + month.first.month - 1 for month in (months[0], months[-1]))
    numbers = range(max(begin, end - _MONTHS + 1), end + 1)
    firsts = (date(number // 12, number % 12 + 1, 1) for number in numbers)
    return [found.get(first, Month(first, nothing)) for first in firsts]


def _stack(ax: Axes, traffic: Traffic, months: Sequence[Month]) -> None:
    under = [0] * len(months)
    for at, start in enumerate(traffic.starts):
        counts = [month.starts[at].cases for month in months]
        look: dict[str, Any] = {"color": SERIES[at % len(SERIES)], "edgecolor": "white", "width": 0.72}
        hatch = HATCHES[at // len(SERIES) % len(HATCHES)]
        label = lines(words.start(traffic.handbook, start.step), 56)
        ax.bar(range(len(months)), counts, bottom=under, label=label, hatch=hatch, **look)
        under = [low + count for low, count in zip(under, counts, strict=True)]
    if not months:
        return
    # Below the plot, as the names are too long to stand beside it.
    key = ax.legend(loc="upper left", bbox_to_anchor=(0, -0.22), ncols=2, frameon=False, fontsize=9.5)
    for text in key.get_texts():
        text.set(**literal(color=INK))


def _total(ax: Axes, at: int, month: Month) -> None:
    text = words.number(month.cases)
    style = literal(color=SOFT, size=9, ha="center", gid=f"{words.month_and_year(month.first)}: {text}")
    ax.annotate(text, (at, month.cases), (0, 3), textcoords="offset points", **style)


def plot_ends(traffic: Traffic, ax: Axes | None = None) -> Axes:
    """Plot where cases end: the outcomes, and left before one."""
    ends = sorted((end for end in traffic.ends if end.cases), key=lambda end: -end.cases)
    bars = [_end(traffic, end) for end in ends[:_MOST]]
    if ends[_MOST:]:
        others = f"{len(ends) - _MOST} andere uitkomsten"
        bars.append(_bar(traffic, others, sum(end.cases for end in ends[_MOST:]), _KINDS[None]))
    if traffic.left:
        bars.append(_bar(traffic, words.LEFT, traffic.left, "white", HATCHES[1]))
    ax = axes_for(ax, len(bars))
    head(ax, "Waar casussen eindigen", traffic)
    bars_on(ax, bars, "Casussen")
    return ax


def plot_back(traffic: Traffic, ax: Axes | None = None) -> Axes:
    """Plot from which steps people go back, and how often of the times they saw them."""
    gone = [seen for seen in traffic.steps if seen.back]
    bars = [_gone(traffic, seen) for seen in sorted(gone, key=lambda seen: (-seen.back, -seen.rate))[:_MOST]]
    ax = axes_for(ax, len(bars))
    head(ax, "Bij welke stap mensen teruggaan", traffic)
    bars_on(ax, bars, "Hoe vaak iemand terugging, van hoe vaak de stap te zien was")
    return ax


def plot_unreached(traffic: Traffic, ax: Axes | None = None) -> Axes:
    """Write which steps nobody has seen, as a list."""
    titles = [traffic.handbook.step(step).title for step in traffic.unreached]
    more = [f"en nog {len(titles) - _MOST} stappen"] if titles[_MOST:] else []
    shown = [lines(title, 80) for title in titles[:_MOST]] + more or ["Elke stap is wel eens bereikt."]
    ax = axes_for(ax, round(len(shown) * _LINE))
    head(ax, "Stappen waar nog niemand kwam", traffic)
    ax.set(xlim=(0, 1), ylim=(max(len(shown), 2) - 0.5, -0.5))
    ax.set_axis_off()
    for at, line in enumerate(shown):
        ax.text(0, at, line, **literal(color=INK, size=10, va="center"))
    return ax


def _bar(traffic: Traffic, label: str, cases: int, colour: str, hatch: str = "") -> Bar:
    text = f"{words.number(cases)} ({words.percent(cases / traffic.cases)})"
    return Bar(label, cases, text, colour, hatch)


def _end(traffic: Traffic, end: Count) -> Bar:
    kind = traffic.handbook.step(end.step).outcome
    return _bar(traffic, words.end(traffic.handbook, end.step), end.cases, _KINDS[kind])


def _gone(traffic: Traffic, seen: Seen) -> Bar:
    text = f"{words.number(seen.back)} van {words.number(seen.times)} ({words.percent(seen.rate)})"
    return Bar(traffic.handbook.step(seen.step).title, seen.back, text)


@dataclass(frozen=True, slots=True)
class Picture:
    """A plot as a PNG file, with what it shows in words, and its width in CSS px."""

    png: bytes
    told: str
    width: int


def picture(plot: Callable[[Traffic], Axes], traffic: Traffic) -> Picture:
    """Return a plot as a picture of its natural size, sharp on a fine screen."""
    ax = plot(traffic)
    figure = cast("Figure", ax.get_figure(root=True))
    try:
        file = BytesIO()
        figure.savefig(file, format="png", dpi=192, facecolor="white")
        return Picture(file.getvalue(), alt_text(ax), round(figure.get_figwidth() * 96))
    finally:
        plt.close(figure)  # or a notebook would show it once more


def alt_text(ax: Axes) -> str:
    """Return the title of a plot and its values in words."""
    # A value carries in its gid what it is the value of.
    texts = [text.get_gid() or text.get_text().replace("\n", " ") for text in ax.texts]
    parts = [ax.get_title(loc="left"), *texts]
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts)
