"""What the handbook says: its model, graph, checks and cases, and the YAML file with its reader.

This folder knows no screen, and no disk but its own file. Everything in it is a frozen value or a
pure function; the reader is the one place that touches a file.
"""

from .case import Case, Given
from .errors import AnswerError, EditError, EhbiError, HandbookError, Problem, Severity, UnknownStepError
from .graph import to_networkx
from .model import Handbook
from .reader import inspect, load

__all__ = [
    "AnswerError",
    "Case",
    "EditError",
    "EhbiError",
    "Given",
    "Handbook",
    "HandbookError",
    "Problem",
    "Severity",
    "UnknownStepError",
    "inspect",
    "load",
    "to_networkx",
]
