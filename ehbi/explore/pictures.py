"""A plot for a page: the picture, and the same in words for who cannot see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import cast

from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .tallies import Traffic


@dataclass(frozen=True, slots=True)
class Picture:
    """A plot as a PNG file, with what it shows in words, and its width in CSS px."""

    png: bytes
    told: str
    width: int


def picture(plot: Callable[[Traffic], Axes], traffic: Traffic) -> Picture:
    """Return a plot as a picture of its natural size, sharp on a fine screen.

    Examples
    --------
    >>> import ehbi
    >>> from ehbi.explore import count_traffic, plot_months
    >>> picture(plot_months, count_traffic(ehbi.load(), [])).told
    'Situaties per maand. Nog geen casussen.'
    """
    ax = plot(traffic)
    figure = cast("Figure", ax.get_figure(root=True))
    try:
        file = BytesIO()
        figure.savefig(file, format="png", dpi=192, facecolor="white")
        return Picture(file.getvalue(), told(ax), round(figure.get_figwidth() * 96))
    finally:
        plt.close(figure)  # or a notebook would show it once more


def told(ax: Axes) -> str:
    """Return the title of a plot and its values in words."""
    # A value carries in its gid what it is the value of.
    texts = [text.get_gid() or text.get_text().replace("\n", " ") for text in ax.texts]
    parts = [ax.get_title(loc="left"), *texts]
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts)
