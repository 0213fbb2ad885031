"""What the desk's case log tells about the handbook, and questions to its graph.

``traffic`` counts into the values of ``tallies``; ``plots`` and ``charts`` show them. ``filters`` and
``paths`` pick steps by what they are and by where they stand. ``sample`` makes up a year for demonstrations,
of a type of its own; ``log`` reads what is kept. Nothing here writes. Matplotlib comes with the first plot.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from .charts import traffic_chart
from .filters import Choice, chosen, of_party, of_situation, overdue, remarked
from .log import DeskLog, desk_log
from .paths import after, paths_through, through
from .sample import Sample, make_sample
from .tallies import ENOUGH, Count, Month, Passage, Seen, Traffic
from .traffic import count_traffic

if TYPE_CHECKING:
    from .plots import plot_back, plot_ends, plot_months, plot_unreached

__all__ = [
    "ENOUGH",
    "Choice",
    "Count",
    "DeskLog",
    "Month",
    "Passage",
    "Sample",
    "Seen",
    "Traffic",
    "after",
    "chosen",
    "count_traffic",
    "desk_log",
    "make_sample",
    "of_party",
    "of_situation",
    "overdue",
    "paths_through",
    "plot_back",
    "plot_ends",
    "plot_months",
    "plot_unreached",
    "remarked",
    "through",
    "traffic_chart",
]


def __getattr__(name: str) -> object:
    if name.startswith("plot_") and name in __all__:
        return getattr(import_module(f"{__name__}.plots"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
