"""Why there is no kernel for a visitor."""

from __future__ import annotations

from ..handbook import EhbiError
from .refusals import LATEST


class NoKernelError(EhbiError):
    """There is no kernel for another visitor; the book still serves them."""

    def __init__(self, why: str, seconds: int = LATEST) -> None:
        self.why = why
        self.seconds = seconds
        super().__init__(f"Geen hulp beschikbaar: {why}.")


class LostKernelError(NoKernelError):
    """The kernel ended while it was warmed up; another one may do better."""


class FullError(NoKernelError):
    """All kernels are in use."""

    def __init__(self, limit: int, seconds: int) -> None:
        self.limit = limit
        super().__init__(f"al {limit} bezoekers", seconds)
