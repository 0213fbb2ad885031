"""What became of a step since somebody at the desk said something about it."""

from __future__ import annotations

from ...handbook.model import Step
from ...store import Remark, Revision, Store, revisions


class Since:
    """Looks back in what was published; each revision is read once, as it never changes.

    Parameters
    ----------
    store
        Where the revisions are.

    Examples
    --------
    >>> from ehbi.handbook import clock, load
    >>> from ehbi.handbook.values import Doubt
    >>> since = Since(Store.open("sqlite://"))
    >>> remark = Remark(clock.now(), load().revision, "toegang", Doubt.WRONG)
    >>> since.revision_of(remark).number, since.changes(remark), since.step(remark).title
    (1, (), 'De lener heeft toegang')
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._line: tuple[Revision, ...] = ()
        self._steps: dict[int, dict[str, Step]] = {}

    def look(self) -> None:
        """Take what was published meanwhile."""
        newest = revisions.newest_of(self._store).number
        if not self._line or self._line[0].number != newest:
            self._line = revisions.history(self._store)

    def revision_of(self, remark: Remark) -> Revision | None:
        """Return the revision that a remark is about, of equal ones the newest of then; None if unknown."""
        if not self._line:
            self.look()
        equal = [one for one in self._line if one.digest == remark.revision]
        of_then = (one for one in equal if one.at <= remark.at)
        return next(of_then, equal[-1] if equal else None)

    def step(self, remark: Remark) -> Step | None:
        """Return the step as the remark is about it; None when that is unknown."""
        about = self.revision_of(remark)
        return self._step(about.number, remark.step) if about else None

    def changes(self, remark: Remark) -> tuple[int, ...]:
        """Return the numbers of the later revisions in which the step is another than in the one before."""
        about = self.revision_of(remark)
        if about is None:
            return ()
        later = range(about.number + 1, self._line[0].number + 1)
        return tuple(
            number
            for number in later
            if self._step(number, remark.step) != self._step(number - 1, remark.step)
        )

    def _step(self, number: int, step: str) -> Step | None:
        if number not in self._steps:
            steps = revisions.content(self._store, number).steps
            self._steps[number] = {one.id: one for one in steps}
        return self._steps[number].get(step)
