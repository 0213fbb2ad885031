"""How large a drawing can be: no larger than a handbook."""

from __future__ import annotations

from ...handbook.checks.size import ARROWS, STEPS
from ..source import refusal


def refuse_large(file: str, steps: int, arrows: int) -> None:
    """Refuse a drawing with more steps or arrows than a handbook can have."""
    remedy = "Verdeel de tekening over meer bestanden, of kies het goede bestand"
    for what, count, most in (("stappen", steps, STEPS), ("pijlen", arrows, ARROWS)):
        if count > most:
            message = "De tekening heeft {count} {what}; een handboek heeft er hoogstens {most}"
            raise refusal(file, 1, message, remedy, count=count, what=what, most=most)
