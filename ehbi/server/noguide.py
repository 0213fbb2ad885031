"""Why there is no guide for a visitor."""

from __future__ import annotations

from ..handbook import EhbiError
from .refusals import LATEST


class NoGuideError(EhbiError):
    """There is no guide for another visitor; the book still serves them."""

    def __init__(self, why: str, seconds: int = LATEST) -> None:
        self.why = why
        self.seconds = seconds
        super().__init__(f"Geen hulp beschikbaar: {why}.")


class FullError(NoGuideError):
    """There is no room."""

    def __init__(self, limit: int, seconds: int) -> None:
        self.limit = limit
        super().__init__(f"al {limit} bezoekers", seconds)
