"""What a sign says of a box or an arrow: that something is wrong with it, that it is different or hard."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sign(StrEnum):
    """The signs, in the order in which the legend has them; of problems the worst is first."""

    ERROR = "error"
    WARNING = "warning"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class Flag:
    """A sign on a box or an arrow.

    Parameters
    ----------
    sign
        What is drawn.
    told
        What there is to say, in sentences; it may be empty where the sign says it all.
    """

    sign: Sign
    told: str = ""
