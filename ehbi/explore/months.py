"""Which situations came in, month by month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from matplotlib.axes import Axes

from . import words
from .bars import HATCHES, INK, SERIES, SOFT, axes_for, dress, head, lines, literal
from .tallies import Count, Month, Traffic

MOST = 24
"""Months in a plot at most: the last ones."""
_ROOM = 6  # months that there is room for, also when there are fewer


def plot_months(traffic: Traffic, ax: Axes | None = None) -> Axes:
    """Plot which situations came in, month by month.

    Parameters
    ----------
    traffic
        What was counted.
    ax
        Axes to draw on; None for a new pyplot figure.

    Examples
    --------
    >>> import ehbi
    >>> from matplotlib.figure import Figure
    >>> from ehbi.explore import count_traffic, make_sample
    >>> counted = count_traffic(ehbi.load(), make_sample(ehbi.load()))
    >>> plot_months(counted, Figure().add_subplot()).get_title(loc="left")
    'Voorbeeldcijfers: situaties per maand'
    """
    ax = axes_for(ax, 9)
    head(ax, "Situaties per maand", traffic)
    dress(ax, "y")
    months = list(every_month(traffic.months))[-MOST:]
    _stack(ax, traffic, months)
    for at, month in enumerate(months):
        _total(ax, at, month)
    ax.set_xticks(range(len(months)), [words.month(month.first) for month in months])
    highest = max((month.cases for month in months), default=1)
    ax.set(xlim=(-0.6, max(len(months), _ROOM) - 0.4), ylim=(0, highest * 1.12))
    ax.set(xlabel="Maand", ylabel="Casussen")
    ax.axison = bool(months)
    return ax


def every_month(months: Sequence[Month]) -> Iterator[Month]:
    """Yield the last months, at most :data:`MOST`, also those in between in which there was nothing."""
    if not months:
        return
    found = {month.first: month for month in months}
    nothing = tuple(Count(count.step, 0) for count in months[-1].starts)
    for first in reversed(list(_back(months[-1].first, months[0].first))):
        yield found.get(first, Month(first, nothing))


def _back(last: date, first: date) -> Iterator[date]:
    """Yield the first days of months, from the last one back."""
    for _ in range(MOST):
        yield last
        if last == first:
            return
        last = last.replace(year=last.year - (last.month == 1), month=(last.month - 2) % 12 + 1)


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
    told = words.number(month.cases)
    style = literal(color=SOFT, size=9, ha="center", gid=f"{words.month_and_year(month.first)}: {told}")
    ax.annotate(told, (at, month.cases), (0, 3), textcoords="offset points", **style)
