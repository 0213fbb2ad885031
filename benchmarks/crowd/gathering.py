"""What it took to have many visitors live at the same time."""

from __future__ import annotations

from dataclasses import dataclass

from .memory import Usage, spent
from .notes import Notes


@dataclass(frozen=True, slots=True)
class Together:
    """What it took to have so many visitors live at once: seconds and megabytes.

    Examples
    --------
    >>> notes = Notes()
    >>> notes.times["guide live"] += [1.0, 1.5]
    >>> live = Usage(1, {1: 62.0, 2: 40.0, 3: 40.0}, {1: 1.5})
    >>> found = Together(2, notes, (Usage(1, {1: 60.0}), live))
    >>> found.last("guide live"), found.memory(1), f"{found.processor:.2f} s"
    ('1.50 s', '41.0 MB: kernel 40.0, server 1.0', '0.75 s')
    """

    visitors: int
    notes: Notes
    looks: tuple[Usage, ...]
    """Before, when all are live, and when each has used the guide."""

    def last(self, what: str) -> str:
        """Return when the last visitor had something; or how many had it, and what the others met."""
        times = self.notes.times[what]
        if len(times) < self.visitors:
            kinds = ", ".join(f"{count} × {kind}" for kind, count in self.notes.errors.most_common())
            return f"only {len(times)} of {self.visitors}: {kinds}"
        return f"{max(times):.2f} s"

    def memory(self, look: int) -> str:
        """Return the memory of a live visitor: their kernel, and what the server itself grew by."""
        kernel, server = self.megabytes(look)
        return f"{kernel + server:.1f} MB: kernel {kernel:.1f}, server {server:.1f}"

    def megabytes(self, look: int) -> tuple[float, float]:
        """Return the megabytes of a live visitor: of their kernel, and in the server."""
        before, after = self.looks[0], self.looks[look]
        return self.each(after.kernels - before.kernels), self.each(after.own - before.own)

    @property
    def processor(self) -> float:
        """The processor time until a visitor is live, in the server and the kernel."""
        return self.each(spent(self.looks[:2]))

    def each(self, all_together: float) -> float:
        """Return the share of one visitor who is live."""
        return all_together / max(1, len(self.notes.times["guide live"]))
