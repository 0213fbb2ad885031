"""Plots of traffic on matplotlib axes, and each as a picture with its words for a page."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from textwrap import wrap
from types import MappingProxyType
from typing import Any, cast

from matplotlib import pyplot as plt
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ..flowchart.text import clean
from ..handbook.values import OutcomeKind
from . import words
from .months import months_between
from .traffic import ENOUGH, Count, Month, Seen, Traffic

_GROUND, _INK, _SOFT, _GRID = "#ffffff", "#1d2528", "#4e5b61", "#d8dee0"
SERIES = ("#0c3049", "#1f7d8d", "#e0a53a", "#f6dfb0", "#c9d1d4")
"""From dark to light, so that they differ in grey and to every eye; the last is for what is outside."""
DARK: Mapping[str, str] = MappingProxyType(
    {_GROUND: "#1b2327", _INK: "#e9edee", _SOFT: "#b1bcc1", _GRID: "#39454b"}
    | dict(zip(SERIES, ("#e8f4fb", "#62bccb", "#b9791a", "#5c4413", "#56656d"), strict=True))
)
"""What stands for each colour on a dark ground; the series go from light to dark there."""
_HATCHES = ("", "///", "...", "xxx")
"""For more series than there are colours."""
_PLATE = {"facecolor": _GROUND, "edgecolor": "none", "pad": 0.8}
"""Under a text, so that no line runs through it."""
_WIDE, _ROW, _AROUND = 8.6, 0.36, 1.4
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
    ax = _axes_for(ax, 9)
    _head(ax, "Situaties per maand", traffic)
    _dress(ax, "y")
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
            ax.axvline(where, color=_INK, linewidth=1.1, linestyle=(0, (3, 2)), zorder=0.9)
    for at, numbers in names.items():
        text = f"v{numbers[0]}" if len(numbers) == 1 else f"v{numbers[0]}–{numbers[-1]}"
        told = f"Gepubliceerd in {words.month_and_year(months[at].first)}: versie {words.listed(numbers)}"
        style = _literal(color=_INK, size=9, ha="center", va="top", gid=told, bbox=_PLATE)
        ax.text(at, 1, text, transform=ax.get_xaxis_transform(), **style)


def _stack(ax: Axes, traffic: Traffic, months: Sequence[Month]) -> None:
    under = [0] * len(months)
    for at, start in enumerate(traffic.starts):
        counts = [month.starts[at].cases for month in months]
        look: dict[str, Any] = {"color": SERIES[at % len(SERIES)], "edgecolor": _SOFT, "width": 0.72}
        hatch = _HATCHES[at // len(SERIES) % len(_HATCHES)]
        label = _lines(traffic.start_name(start.step), 56)
        ax.bar(range(len(months)), counts, bottom=under, label=label, hatch=hatch, linewidth=0.6, **look)
        under = [low + count for low, count in zip(under, counts, strict=True)]
    if not months:
        return
    # Below the plot, as the names are too long to stand beside it.
    key = ax.legend(loc="upper left", bbox_to_anchor=(0, -0.22), ncols=2, frameon=False, fontsize=9.5)
    for text in key.get_texts():
        text.set(**_literal(color=_INK))


def _total(ax: Axes, at: int, month: Month) -> None:
    text = words.number(month.cases)
    told = f"{words.month_and_year(month.first)}: {text}"
    style = _literal(color=_SOFT, size=9, ha="center", bbox=_PLATE, gid=told)
    ax.annotate(text, (at, month.cases), (0, 3), textcoords="offset points", **style)


def plot_ends(traffic: Traffic, ax: Axes | None = None) -> Axes:
    """Plot where cases end: the outcomes, and left before one."""
    ends = sorted((end for end in traffic.ends if end.cases), key=lambda end: -end.cases)
    bars = [_end(traffic, end) for end in ends[:_MOST]]
    if ends[_MOST:]:
        others = f"{len(ends) - _MOST} andere uitkomsten"
        bars.append(_bar(traffic, others, sum(end.cases for end in ends[_MOST:]), _KINDS[None]))
    if traffic.left:
        bars.append(_bar(traffic, words.LEFT, traffic.left, _GROUND, _HATCHES[1]))
    ax = _axes_for(ax, len(bars))
    _head(ax, "Waar casussen eindigen", traffic)
    _bars_on(ax, bars, "Casussen")
    return ax


def plot_hard(traffic: Traffic, ax: Axes | None = None) -> Axes:
    """Plot at which steps people go back or stop, of the times they saw them; last those seen too seldom."""
    hard = sorted((seen for seen in traffic.steps if seen.rate), key=lambda seen: (_seldom(seen), -seen.rate))
    bars = [_hard(traffic, seen) for seen in hard[:_MOST]]
    ax = _axes_for(ax, len(bars))
    _head(ax, "Waar mensen teruggaan of stoppen", traffic)
    _bars_on(ax, bars, "Van de keren dat de stap te zien was, in procenten")
    ax.set_xticks([at for at in ax.get_xticks() if at <= 100])  # noqa: PLR2004  # there is no more
    return ax


def _seldom(seen: Seen) -> bool:
    return seen.times < ENOUGH


def plot_unreached(traffic: Traffic, ax: Axes | None = None) -> Axes:
    """Write which steps nobody has seen, as a list."""
    titles = [traffic.title(step) for step in traffic.unreached]
    more = [f"en nog {len(titles) - _MOST} stappen"] if titles[_MOST:] else []
    shown = [_lines(title, 80) for title in titles[:_MOST]] + more or ["Elke stap is wel eens bereikt."]
    ax = _axes_for(ax, round(len(shown) * _LINE))
    _head(ax, "Stappen waar nog niemand kwam", traffic)
    ax.set(xlim=(0, 1), ylim=(max(len(shown), 2) - 0.5, -0.5))
    ax.set_axis_off()
    for at, line in enumerate(shown):
        ax.text(0, at, line, **_literal(color=_INK, size=10, va="center"))
    return ax


def _bar(traffic: Traffic, label: str, cases: int, colour: str, hatch: str = "") -> _Bar:
    text = f"{words.number(cases)} ({words.percent(cases / traffic.cases)})"
    return _Bar(label, cases, text, colour, hatch)


def _end(traffic: Traffic, end: Count) -> _Bar:
    return _bar(traffic, traffic.end_name(end.step), end.cases, _KINDS[traffic.step(end.step).outcome])


def _hard(traffic: Traffic, seen: Seen) -> _Bar:
    text = (
        f"{words.percent(seen.rate)} ({words.number(seen.back + seen.left)} van {words.number(seen.times)})"
    )
    look = (_GROUND, _HATCHES[1], ", weinig") if _seldom(seen) else (SERIES[1], "", "")
    return _Bar(traffic.title(seen.step), 100 * seen.rate, text + look[2], *look[:2])


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
            figure.savefig(file, format="svg", facecolor=_GROUND, metadata=_NOTHING_SAID)
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


@dataclass(frozen=True, slots=True)
class _Bar:
    """A bar with what stands before and after it."""

    label: str
    value: float
    text: str
    color: str = SERIES[1]
    hatch: str = ""


def _axes_for(ax: Axes | None, rows: int) -> Axes:
    """Return these axes, or new ones on a pyplot figure that has room for so many rows."""
    if ax is not None:
        return ax
    size = (_WIDE, _AROUND + _ROW * max(rows, 2))
    layout = ConstrainedLayoutEngine(w_pad=0.12, h_pad=0.12)
    return plt.figure(figsize=size, layout=layout).add_subplot()


def _literal(**style: Any) -> dict[str, Any]:
    """Return the style of a text that is written as it is: no mathematics and no TeX."""
    return {"parse_math": False, "usetex": False} | style


def _head(ax: Axes, text: str, traffic: Traffic) -> None:
    """Put a title over a plot, and under it what to mind."""
    title = words.title(text, sample=traffic.sample)
    pad = 26 if traffic.note else 12
    ax.set_title(title, loc="left", pad=pad, **_literal(color=_INK, weight="bold", size=12))
    if traffic.note:
        above: dict[str, Any] = {"xycoords": "axes fraction", "textcoords": "offset points", "va": "bottom"}
        ax.annotate(traffic.note, (0, 1), (0, 8), **above, **_literal(color=_SOFT, size=9.5))


def _dress(ax: Axes, along: str) -> None:
    """Take the frame off, and draw thin lines at the numbers, which are along ``x`` or ``y``."""
    for side in ("top", "right", "bottom" if along == "x" else "left"):
        ax.spines[side].set_visible(False)
    ax.spines[["left", "bottom"]].set(color=_SOFT, linewidth=0.8, zorder=4)
    ax.grid(axis="x" if along == "x" else "y", color=_GRID, linewidth=0.8)
    ax.set_axisbelow(True)
    ax.tick_params(length=0, labelsize=9.5, labelcolor=_INK)
    for axis in (ax.xaxis, ax.yaxis):
        axis.label.set(color=_SOFT, size=9.5)
    numbers = ax.xaxis if along == "x" else ax.yaxis
    numbers.set_major_locator(MaxNLocator(integer=True, nbins=6))
    numbers.set_major_formatter(FuncFormatter(lambda value, _: words.number(round(value))))


def _lines(text: str, wide: int = 42) -> str:
    """Return a text in one line of so many characters, or two; what does not fit is left out."""
    return "\n".join(wrap(clean(text), wide, max_lines=2, placeholder=" …")) or "–"


def _bars_on(ax: Axes, bars: Sequence[_Bar], along: str) -> None:
    """Draw bars under each other, each with its label before it and its value after it."""
    _dress(ax, "x")
    ax.set_xlabel(along)
    ax.axison = bool(bars)
    places = range(len(bars))
    look: dict[str, Any] = {name: [getattr(bar, name) for bar in bars] for name in ("color", "hatch")}
    drawn = ax.barh(places, [bar.value for bar in bars], height=0.66, edgecolor=_SOFT, **look)
    ax.set_yticks(places, [_lines(bar.label) for bar in bars], **_literal())
    ax.set(xlim=(0, max((bar.value for bar in bars), default=1) * 1.3), ylim=(max(len(bars), 2) - 0.4, -0.6))
    for at, (bar, patch) in enumerate(zip(bars, drawn.patches, strict=True)):
        patch.set_linewidth(0.8 if bar.hatch else 0)
        style = _literal(color=_INK, size=9.5, va="center", gid=f"{clean(bar.label)}: {bar.text}")
        ax.annotate(bar.text, (bar.value, at), (5, 0), textcoords="offset points", **style)
