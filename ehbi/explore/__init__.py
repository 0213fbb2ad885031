"""What the desk's case log tells about the handbook, and questions to its graph.

``cases`` reads what is kept, or makes up a year, of a type of its own; ``traffic`` counts them; ``plots`` and
``charts`` show that, ``spreadsheet`` has it as tables. ``monthly`` is a month of it, with the
``publications`` of that month, and ``report`` puts that on paper. ``filters`` picks steps. Nothing here
writes. Matplotlib comes with the first plot.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from .cases import DeskLog, Sample, desk_log, make_sample
from .charts import traffic_chart
from .filters import Choice, chosen
from .traffic import ENOUGH, Count, Month, Passage, Seen, Traffic, count_traffic

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
    "chosen",
    "count_traffic",
    "desk_log",
    "make_sample",
    "plot_back",
    "plot_ends",
    "plot_months",
    "plot_unreached",
    "traffic_chart",
]


def __getattr__(name: str) -> object:
    if name.startswith("plot_") and name in __all__:
        return getattr(import_module(f"{__name__}.plots"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
