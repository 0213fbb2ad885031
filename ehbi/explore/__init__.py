"""What the desk's case log tells about the handbook, and questions to its graph.

``cases`` reads what is kept, or makes up a year, of a type of its own; ``matching`` puts each case on the
revision that it was walked on; ``counting`` makes ``traffic`` of them; ``plots`` and ``charts`` show that.
``rooms`` is how workshops did.
``selection`` picks steps and cases, and puts what was before a version beside what came after.
``spreadsheet`` has it as tables. ``monthly`` is a month of it, with what was published then, and
``report`` puts that on paper. Nothing here writes. Matplotlib comes with the first plot.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from .cases import DeskLog, Sample, desk_log, log_of, make_sample
from .charts import traffic_chart, with_traffic
from .counting import count_traffic, part_of
from .matching import Published, Way
from .months import Period, last_months, months_between
from .rooms import Missed, last_rooms, missed
from .selection import Choice, Comparison, Side, chosen, compare, only, paths_to, select
from .traffic import ENOUGH, Count, Month, Passage, Seen, Traffic

if TYPE_CHECKING:
    from .plots import plot_ends, plot_hard, plot_months, plot_unreached

__all__ = [
    "ENOUGH",
    "Choice",
    "Comparison",
    "Count",
    "DeskLog",
    "Missed",
    "Month",
    "Passage",
    "Period",
    "Published",
    "Sample",
    "Seen",
    "Side",
    "Traffic",
    "Way",
    "chosen",
    "compare",
    "count_traffic",
    "desk_log",
    "last_months",
    "last_rooms",
    "log_of",
    "make_sample",
    "missed",
    "months_between",
    "only",
    "part_of",
    "paths_to",
    "plot_ends",
    "plot_hard",
    "plot_months",
    "plot_unreached",
    "select",
    "traffic_chart",
    "with_traffic",
]


def __getattr__(name: str) -> object:
    if name.startswith("plot_") and name in __all__:
        return getattr(import_module(f"{__name__}.plots"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
