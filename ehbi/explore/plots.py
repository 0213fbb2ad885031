"""Plots of traffic on matplotlib axes, and each as a picture with its words for a page."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, cast

from matplotlib import pyplot as plt
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..handbook.values import OutcomeKind
from . import words
from .axes import (
    DARK,
    GROUND,
    INK,
    PLATE,
    SERIES,
    SOFT,
    Bar,
    axes_for,
    draw_bars,
    dress,
    head,
    literal,
    wrapped,
)
from .months import months_between
from .traffic import ENOUGH, Count, Month, Seen, Traffic

_HATCHES = ("", "///", "...", "xxx")
"""For more series than there are colours."""
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
    highest = max((month.cases for month in months), default=1)
    ax.set(xlim=(-0.6, max(len(months), _ROOM) - 0.4), ylim=(0, max(highest, 1) * 1.22))
    _versions(ax, traffic, months)
    for at, month in enumerate(months):
        _total(ax, at, month)
    ax.set_xticks(range(len(months)), [words.month(month.first) for month in months])
    ax.set(xlabel="Maand", ylabel="Casussen")
    ax.axison = bool(months)
    return ax


def _every_month(months: Sequence[Month]) -> list[Month]:
    """Return the last months, at most :data:`_MONTHS`, also those in between in which there was nothing."""
    if not months:
        return []
    found = {month.first: month for month in months}
    nothing = tuple(Count(count.step, 0) for count in months[-1].starts)
    firsts = months_between(months[0].first, months[-1].first)[-_MONTHS:]
    return [found.get(first, Month(first, nothing)) for first in firsts]


def _versions(ax: Axes, traffic: Traffic, months: Sequence[Month]) -> None:
    """Mark every version on the time line, at its day; those of one month have their names together."""
    places = {month.first: at for at, month in enumerate(months)}
    names: dict[int, list[int]] = {}
    for one in traffic.published:
        day = one.version.day
        at = places.get(day.replace(day=1))
        if at is not None:
            where = at - 0.5 + (day.day - 0.5) / monthrange(day.year, day.month)[1]
            names.setdefault(at, []).append(one.number)
            # Behind the bars, which say more.
            ax.axvline(where, color=INK, linewidth=1.1, linestyle=(0, (3, 2)), zorder=0.9)
    for at, numbers in names.items():
        text = f"v{numbers[0]}" if len(numbers) == 1 else f"v{numbers[0]}–{numbers[-1]}"
        told = f"Gepubliceerd in {words.month_and_year(months[at].first)}: versie {words.listed(numbers)}"
        style = literal(color=INK, size=9, ha="center", va="top", gid=told, bbox=PLATE)
        ax.text(at, 1, text, transform=ax.get_xaxis_transform(), **style)


def _stack(ax: Axes, traffic: Traffic, months: Sequence[Month]) -> None:
    under = [0] * len(months)
    for at, start in enumerate(traffic.starts):
        counts = [month.starts[at].cases for month in months]
        look: dict[str, Any] = {"color": SERIES[at % len(SERIES)], "edgecolor": SOFT, "width": 0.72}
        hatch = _HATCHES[at // len(SERIES) % len(_HATCHES)]
        label = wrapped(traffic.start_name(start.step), 56)
        ax.bar(range(len(months)), counts, bottom=under, label=label, hatch=hatch, linewidth=0.6, **look)
        under = [low + count for low, count in zip(under, counts, strict=True)]
    if not months:
        return
    # Below the plot, as the names are too long to stand beside it.
    key = ax.legend(loc="upper left", bbox_to_anchor=(0, -0.22), ncols=2, frameon=False, fontsize=9.5)
    for text in key.get_texts():
        text.set(**literal(color=INK))


def _total(ax: Axes, at: int, month: Month) -> None:
    text = words.number(month.cases)
    told = f"{words.month_and_year(month.first)}: {text}"
    style = literal(color=SOFT, size=9, ha="center", bbox=PLATE, gid=told)
    ax.annotate(text, (at, month.cases), (0, 3), textcoords="offset points", **style)


def plot_ends(traffic: Traffic, ax: Axes | None = None) -> Axes:
    """Plot where cases end: the outcomes, and left before one."""
    ends = sorted((end for end in traffic.ends if end.cases), key=lambda end: -end.cases)
    bars = [_end(traffic, end) for end in ends[:_MOST]]
    if ends[_MOST:]:
        others = f"{len(ends) - _MOST} andere uitkomsten"
        bars.append(_bar(traffic, others, sum(end.cases for end in ends[_MOST:]), _KINDS[None]))
    if traffic.left:
        bars.append(_bar(traffic, words.LEFT, traffic.left, GROUND, _HATCHES[1]))
    ax = axes_for(ax, len(bars))
    head(ax, "Waar casussen eindigen", traffic)
    draw_bars(ax, bars, "Casussen")
    return ax


def plot_hard(traffic: Traffic, ax: Axes | None = None) -> Axes:
    """Plot at which steps people go back or stop, of the times they saw them; last those seen too seldom."""
    hard = sorted((seen for seen in traffic.steps if seen.rate), key=lambda seen: (_seldom(seen), -seen.rate))
    bars = [_hard(traffic, seen) for seen in hard[:_MOST]]
    ax = axes_for(ax, len(bars))
    head(ax, "Waar mensen teruggaan of stoppen", traffic)
    draw_bars(ax, bars, "Van de keren dat de stap te zien was, in procenten")
    ax.set_xticks([at for at in ax.get_xticks() if at <= 100])  # noqa: PLR2004  # there is no more
    return ax


def _seldom(seen: Seen) -> bool:
    return seen.times < ENOUGH


def plot_unreached(traffic: Traffic, ax: Axes | None = None) -> Axes:
    """Write which steps nobody has seen, as a list."""
    titles = [traffic.title(step) for step in traffic.unreached]
    more = [f"en nog {len(titles) - _MOST} stappen"] if titles[_MOST:] else []
    shown = [wrapped(title, 80) for title in titles[:_MOST]] + more or ["Elke stap is wel eens bereikt."]
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
    return _bar(traffic, traffic.end_name(end.step), end.cases, _KINDS[traffic.step(end.step).outcome])


def _hard(traffic: Traffic, seen: Seen) -> Bar:
    text = (
        f"{words.percent(seen.rate)} ({words.number(seen.back + seen.left)} van {words.number(seen.times)})"
    )
    look = (GROUND, _HATCHES[1], ", weinig") if _seldom(seen) else (SERIES[1], "", "")
    return Bar(traffic.title(seen.step), 100 * seen.rate, text + look[2], *look[:2])


@dataclass(frozen=True, slots=True)
class Picture:
    """A plot as an SVG element for light and dark pages, and what it shows in words."""

    svg: str
    told: str


def picture(plot: Callable[[Traffic], Axes], traffic: Traffic) -> Picture:
    """Return a plot as a picture; its texts are drawn, so that they take the room that they were given."""
    ax = plot(traffic)
    figure = cast("Figure", ax.get_figure(root=True))
    told, file = alt_text(ax), BytesIO()
    try:
        # Ids in it begin otherwise in each picture of a page.
        with rc_context({"svg.fonttype": "path", "svg.hashsalt": plot.__name__}):
            figure.savefig(file, format="svg", facecolor=GROUND, metadata=_NOTHING_SAID)
    finally:
        plt.close(figure)  # or a notebook would show it once more
    return Picture(_for_a_page(file.getvalue().decode()), told)


_NOTHING_SAID = dict.fromkeys(("Creator", "Date", "Format", "Type"))
_COMMENT, _COLOUR = re.compile(r"<!--.*?-->", re.DOTALL), re.compile(r"#[0-9a-f]{6}\b")


def _for_a_page(svg: str) -> str:
    """Return the element of an SVG file that is to be seen only, with its colours for either ground."""
    plain = _COMMENT.sub("", svg[svg.index("<svg") :])
    both = _COLOUR.sub(lambda found: _light_dark(found[0]), plain)
    return both.replace("<svg", '<svg aria-hidden="true" focusable="false"', 1)


def _light_dark(colour: str) -> str:
    return f"light-dark({colour}, {DARK[colour]})" if colour in DARK else colour


def alt_text(ax: Axes) -> str:
    """Return the title of a plot and its values in words."""
    # A value carries in its gid what it is the value of.
    texts = [text.get_gid() or text.get_text().replace("\n", " ") for text in ax.texts]
    parts = [ax.get_title(loc="left"), *texts]
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts)
