"""How a step was answered, to stand in its box."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """What a picture says of a step in words and numbers, besides what it is.

    Parameters
    ----------
    lines
        What stands in the box, under its title.
    told
        The same as a sentence, to be read aloud.
    """

    lines: tuple[str, ...]
    told: str
