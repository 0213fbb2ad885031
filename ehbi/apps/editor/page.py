"""The state that all views of the manager's page share: the draft, the step at hand, and what was said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from ...handbook import EhbiError, Handbook, clock
from ...handbook.graph import starts
from ...store import remarks
from ..controls import Act, guarded
from ..panel import Tone
from .working_copy import WorkingCopy

STEPS, PARTS, PREVIEW, PUBLISHING, INBOX = "stappen", "gegevens", "proberen", "publiceren", "balie"
LANGUAGES = "talen"
"""Keys of the views to which others lead."""
TROUBLE = "Er ging iets mis. Je concept is bewaard. Laad de pagina opnieuw."
FRESH = timedelta(seconds=10)
"""While somebody types, what others did is looked up only so often."""


class Page:
    """The state of a manager's page; whoever shows it replaces :attr:`show` and :attr:`focus`."""

    def __init__(self, work: WorkingCopy) -> None:
        self.work = work
        self.at = ""  # id of the step at hand; empty in a draft without steps
        self.part = ("contacts", 0)  # what else is at hand: the list it is in, and its place there
        self.language = ""  # tag of the language whose translations are at hand; empty for the first
        self.view = STEPS  # key of the view on show
        self.about = ""  # id of the step whose remarks the inbox shows; empty for all
        self.counts = False  # whether the chart has how often each arrow was followed
        self.said = ("", Tone.PLAIN)  # what a person was told last
        self.show: Callable[[], None] = nothing
        self.focus: Callable[[str], None] = nothing
        self.test: Callable[[], None] | None = (
            None  # starts a preview at the step at hand, if there can be one
        )
        self._looked_up: dict[str | None, tuple[datetime, int]] = {}
        self.has_renamed = False  # whether the step at hand goes by another id since the page was shown
        self._place = 0, 0  # of the step at hand among so many: by that it is found when its id changed
        self.settle()

    def do(self, said: str, changed: Handbook, at: str = "", typed: str = "") -> None:
        """Make this the draft, as :meth:`WorkingCopy.do`, and show it; ``at``: another step at hand."""
        self.work.do(said, changed, typed)
        self.has_renamed = bool(at) and self.at not in changed
        self.at = at or self.at
        self.said = ("", Tone.PLAIN)
        if not typed:
            self._looked_up.clear()
        self.show()

    def say(self, text: str, tone: Tone = Tone.GOOD) -> None:
        """Tell a person something, until the next edit."""
        self.said = (text, tone)
        self._show_anew()

    def refresh(self, block: str = "") -> None:
        """Show the page as it is now, without what was said before, and take the person to a block."""
        self.said = ("", Tone.PLAIN)
        self._show_anew(block)

    def open(self, view: str, block: str = "") -> None:
        """Show a view, and take the person to one of its blocks."""
        self.view = view
        self._show_anew(block)

    def _show_anew(self, block: str = "") -> None:
        self._looked_up.clear()
        self.show()
        if block:
            self.focus(block)

    def choose(self, step: str, block: str = "") -> None:
        """Have a step of the draft at hand, in its form."""
        if step in self.work.handbook:
            self.at = step
        self.open(STEPS, block)

    def lead(self, view: str, thing: str | tuple[str, int], block: str = "") -> None:
        """Have a step or other thing at hand, in its form, and take the person to a block of that.

        Of a translation the thing is its language, and the place of the step.
        """
        if isinstance(thing, str):
            self.choose(thing, block)
        elif view == LANGUAGES:
            self.language, self.at = thing[0], self.work.handbook.steps[thing[1]].id
            self.open(view, block)
        else:
            self.part = thing
            self.open(view, block)

    def settle(self) -> None:
        """Have a step at hand that is there: the same by another name, else one where a case starts."""
        handbook, (place, count) = self.work.handbook, self._place
        if self.at not in handbook and 0 < count == len(handbook.steps):
            self.at = handbook.steps[place].id
            self.has_renamed = True
        if self.at not in handbook:
            self.at = next((step.id for step in (*starts(handbook), *handbook.steps)), "")
        place = next((at for at, step in enumerate(handbook.steps) if step.id == self.at), 0)
        self._place = place, len(handbook.steps)

    @property
    def newest(self) -> int:
        """Number of the revision that was published last, as it was looked up last."""
        return self._look_up(None, lambda: self.work.newest)

    def has_news(self) -> bool:
        """Return whether somebody published since it was looked up last."""
        _, known = self._looked_up.get(None, (None, self.work.draft.base))
        return self.newest != known

    def waiting(self, step: str = "") -> int:
        """Return how many remarks wait, in all or about a step, as it was looked up last."""
        return self._look_up(step, lambda: remarks.waiting(self.work.store, step or None))

    def _look_up(self, what: str | None, read: Callable[[], int]) -> int:
        now = clock.now()
        at, found = self._looked_up.get(what, (None, 0))
        if at is None or now - at >= FRESH:
            found = read()
            self._looked_up[what] = now, found
        return found

    def guarded(self, act: Act) -> Act:
        """Return an act that tells the manager when it is refused or fails."""
        return guarded(act, lambda said: self.say(said, Tone.BAD), TROUBLE, (EhbiError,))


def nothing(*_: object) -> None:
    """Show nothing, and take nothing."""
