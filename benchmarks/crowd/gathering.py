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
    >>> live = Usage(1, {1: 61.0, 2: 40.5}, {1: 0.05})
    >>> found = Together(2, notes, (Usage(1, {1: 60.0, 2: 40.0}), live))
    >>> found.last("guide live"), found.memory(1), found.processor
    ('1.50 s', '0.75 MB, 0.50 of it in the server', '25 ms')
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
        """Return what a live visitor adds to the memory of all processes."""
        return f"{self.megabytes(look):.2f} MB, {self._grown(look, 'own'):.2f} of it in the server"

    def megabytes(self, look: int) -> float:
        """Return the megabytes that a live visitor adds to all processes together."""
        return self._grown(look, "total")

    def _grown(self, look: int, part: str) -> float:
        return self.each(getattr(self.looks[look], part) - getattr(self.looks[0], part))

    @property
    def seconds(self) -> float:
        """The processor time of all processes until a visitor is live."""
        return self.each(spent(self.looks[:2]))

    @property
    def processor(self) -> str:
        """The same in milliseconds."""
        return f"{1000 * self.seconds:.0f} ms"

    def each(self, all_together: float) -> float:
        """Return the share of one visitor who is live."""
        return all_together / max(1, len(self.notes.times["guide live"]))
