"""How plots look: their colours, their axes and texts, and bars under each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from types import MappingProxyType
from typing import Any

from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ..handbook.text import clean
from . import words
from .traffic import Traffic

GROUND, INK, SOFT, _GRID = "#ffffff", "#1d2528", "#4e5b61", "#d8dee0"
SERIES = ("#0c3049", "#1f7d8d", "#e0a53a", "#f6dfb0", "#c9d1d4")
"""From dark to light, so that they differ in grey and to every eye; the last is for what is outside."""
DARK: Mapping[str, str] = MappingProxyType(
    {GROUND: "#1b2327", INK: "#e9edee", SOFT: "#b1bcc1", _GRID: "#39454b"}
    | dict(zip(SERIES, ("#e8f4fb", "#62bccb", "#b9791a", "#5c4413", "#56656d"), strict=True))
)
"""What stands for each colour on a dark ground; the series go from light to dark there."""
PLATE = {"facecolor": GROUND, "edgecolor": "none", "pad": 0.8}
"""Under a text, so that no line runs through it."""
_WIDE, _ROW, _AROUND = 8.6, 0.36, 1.4


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with what stands before and after it."""

    label: str
    value: float
    text: str
    color: str = SERIES[1]
    hatch: str = ""


def axes_for(ax: Axes | None, rows: int) -> Axes:
    """Return these axes, or new ones on a pyplot figure that has room for so many rows."""
    if ax is not None:
        return ax
    size = (_WIDE, _AROUND + _ROW * max(rows, 2))
    layout = ConstrainedLayoutEngine(w_pad=0.12, h_pad=0.12)
    return plt.figure(figsize=size, layout=layout).add_subplot()


def literal(**style: Any) -> dict[str, Any]:
    """Return the style of a text that is written as it is: no mathematics and no TeX."""
    return {"parse_math": False, "usetex": False} | style


def head(ax: Axes, text: str, traffic: Traffic) -> None:
    """Put a title over a plot, and under it what to mind."""
    title = words.title(text, sample=traffic.sample)
    pad = 26 if traffic.note else 12
    ax.set_title(title, loc="left", pad=pad, **literal(color=INK, weight="bold", size=12))
    if traffic.note:
        above: dict[str, Any] = {"xycoords": "axes fraction", "textcoords": "offset points", "va": "bottom"}
        ax.annotate(traffic.note, (0, 1), (0, 8), **above, **literal(color=SOFT, size=9.5))


def dress(ax: Axes, along: str) -> None:
    """Take the frame off, and draw thin lines at the numbers, which are along ``x`` or ``y``."""
    for side in ("top", "right", "bottom" if along == "x" else "left"):
        ax.spines[side].set_visible(False)
    ax.spines[["left", "bottom"]].set(color=SOFT, linewidth=0.8, zorder=4)
    ax.grid(axis="x" if along == "x" else "y", color=_GRID, linewidth=0.8)
    ax.set_axisbelow(True)
    ax.tick_params(length=0, labelsize=9.5, labelcolor=INK)
    for axis in (ax.xaxis, ax.yaxis):
        axis.label.set(color=SOFT, size=9.5)
    numbers = ax.xaxis if along == "x" else ax.yaxis
    numbers.set_major_locator(MaxNLocator(integer=True, nbins=6))
    numbers.set_major_formatter(FuncFormatter(lambda value, _: words.number(round(value))))


def wrapped(text: str, wide: int = 42) -> str:
    """Return a text in one line of so many characters, or two; what does not fit is left out."""
    return "\n".join(wrap(clean(text), wide, max_lines=2, placeholder=" …")) or "–"


def draw_bars(ax: Axes, bars: Sequence[Bar], along: str) -> None:
    """Draw bars under each other, each with its label before it and its value after it."""
    dress(ax, "x")
    ax.set_xlabel(along)
    ax.axison = bool(bars)
    places = range(len(bars))
    look: dict[str, Any] = {name: [getattr(bar, name) for bar in bars] for name in ("color", "hatch")}
    drawn = ax.barh(places, [bar.value for bar in bars], height=0.66, edgecolor=SOFT, **look)
    ax.set_yticks(places, [wrapped(bar.label) for bar in bars], **literal())
    ax.set(xlim=(0, max((bar.value for bar in bars), default=1) * 1.3), ylim=(max(len(bars), 2) - 0.4, -0.6))
    for at, (bar, patch) in enumerate(zip(bars, drawn.patches, strict=True)):
        patch.set_linewidth(0.8 if bar.hatch else 0)
        style = literal(color=INK, size=9.5, va="center", gid=f"{clean(bar.label)}: {bar.text}")
        ax.annotate(bar.text, (bar.value, at), (5, 0), textcoords="offset points", **style)
