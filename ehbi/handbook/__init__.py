"""The handbook, said once: its model and graph, cases, checks, edits, and two handbooks compared.

This folder knows no screen and no disk. Everything in it is a frozen value or a pure function.
"""

from .case import Case, Given
from .errors import (
    AnswerError,
    EditError,
    EhbiError,
    HandbookError,
    Problem,
    Severity,
    UnknownPartError,
    UnknownStepError,
)
from .graph import to_networkx
from .model import Handbook

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
    "UnknownPartError",
    "UnknownStepError",
    "to_networkx",
]
