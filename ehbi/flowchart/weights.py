"""What stands out in a picture: arrows by how much goes along them, and steps before all others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from . import words
from .model import Arrow, Box, Flowchart, Weight


def weigh(flowchart: Flowchart, weights: Mapping[tuple[str, str], Weight], note: str = "") -> Flowchart:
    """Return the picture with each arrow as thick as its weight, heavy ones behind light ones.

    Parameters
    ----------
    flowchart
        Any picture.
    weights
        By step id and answer id. An arrow without one stays as it is.
    note
        What the thickness means, to stand under the legend.

    Examples
    --------
    >>> import ehbi
    >>> from ehbi.flowchart import lay_out
    >>> chart = lay_out(ehbi.load(), "reset-mail")
    >>> weighed = weigh(chart, {("reset-mail", "ja"): Weight(1, "12 casussen")})
    >>> weighed.arrows[0].weight
    Weight(share=1, told='12 casussen')
    """
    arrows = [replace(arrow, weight=weights.get((arrow.step, arrow.answer))) for arrow in flowchart.arrows]
    told = {box.step: [arrow for arrow in arrows if arrow.step == box.step] for box in flowchart.boxes}
    return replace(
        flowchart,
        boxes=tuple(_told(box, told[box.step]) for box in flowchart.boxes),
        arrows=tuple(sorted(arrows, key=_share, reverse=True)),
        note=note,
    )


def fade(flowchart: Flowchart, keep: Collection[str]) -> Flowchart:
    """Return the picture with all steps but these standing back, and the arrows that are not between them.

    Examples
    --------
    >>> import ehbi
    >>> from ehbi.flowchart import lay_out
    >>> chart = fade(lay_out(ehbi.load(), "reset-mail"), {"reset-mail", "mail-zoeken"})
    >>> sum(not box.faded for box in chart.boxes), sum(not arrow.faded for arrow in chart.arrows)
    (2, 2)
    """
    return replace(
        flowchart,
        boxes=tuple(replace(box, faded=box.step not in keep) for box in flowchart.boxes),
        arrows=tuple(
            replace(arrow, faded=not {arrow.step, arrow.target} <= set(keep)) for arrow in flowchart.arrows
        ),
    )


def _share(arrow: Arrow) -> float:
    return arrow.weight.share if arrow.weight else 0


def _told(box: Box, arrows: list[Arrow]) -> Box:
    """Return the box with the weights of its arrows in its description: arrows are not read aloud."""
    weights = (words.weighed(" ".join(arrow.lines), arrow.weight.told) for arrow in arrows if arrow.weight)
    return replace(box, told=" ".join([box.told, *weights]).strip())
