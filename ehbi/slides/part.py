"""What a room found hard, as the part of a page that the slide about it shows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from jinja2 import Environment
from markupsafe import Markup

from ..flowchart import to_markup
from ..handbook import Handbook
from . import wording
from .page import templates
from .picture import picture
from .results import ENOUGH, Result

SHOWN = 3
"""Checks that can be read from the back of a room."""


@lru_cache(maxsize=1)
def _templates() -> Environment:
    environment = templates().overlay()
    environment.filters |= {name: getattr(wording, name) for name in ("chose", "most", "meter")}
    return environment


def results_part(handbook: Handbook, found: Sequence[Result], waiting: int, sent: int) -> str:
    """Return the results of a workshop as HTML: the hardest checks, the flowchart, and what can be done.

    Parameters
    ----------
    handbook
        That the room practised with.
    found
        How it chose.
    waiting, sent
        How many checks the managers can be told of, and of how many they were told.

    Examples
    --------
    >>> import ehbi
    >>> "Er is nog niets gekozen." in results_part(ehbi.load(), [], 0, 0)
    True
    """
    mistaken = [one for one in found if one.wrong]
    return (
        _templates()
        .get_template("results.html.j2")
        .render(
            found=found,
            hardest=mistaken[:SHOWN],
            more=max(0, len(mistaken) - SHOWN),
            chart=Markup(to_markup(picture(handbook, found), "chart_uitslag")),  # noqa: S704  # escaped there
            waiting=waiting,
            sent=sent,
            enough=ENOUGH,
        )
    )
