"""A working copy: a draft that one manager edits; every edit is kept at once, checked, and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import TypeVar

from ...handbook import Handbook, Severity, clock
from ...handbook.checks import check
from ...handbook.compare.merge import Merged, Side, merge, resolve
from ...handbook.tree import Place
from ...publishing import revisions as publishing
from ...publishing.proof import Tell, nobody
from ...store import Revision, Store, drafts, revisions
from ...store.drafts import Draft, NoDraftError, StaleDraftError

Kept = TypeVar("Kept")
PAUSE = timedelta(seconds=10)
"""After this, typing goes on as another edit."""
WORST_FIRST = {Severity.ERROR: 0, Severity.WARNING: 1}


class WorkingCopy:
    """A manager's draft while it is edited, in a store that is opened to publish.

    ``draft`` is as it is kept now, ``base`` is the revision that it was made from, and ``problems`` are what
    is wrong with it, worst first.
    """

    def __init__(self, store: Store, author: str) -> None:
        self.store = store
        self.author = author
        self._contents: dict[int, Handbook] = {}
        self._typed, self._typed_at = "", clock.now()
        self._have(drafts.begin(store, author))

    @property
    def handbook(self) -> Handbook:
        """The draft's content."""
        return self.draft.handbook

    @property
    def newest(self) -> int:
        """Number of the revision that was published last."""
        return revisions.newest_of(self.store).number

    def content(self, number: int) -> Handbook:
        """Return what a revision says, to look at only: it is read once, and may have been redacted since."""
        if number not in self._contents:
            have = self.draft.handbook.pictures
            self._contents[number] = revisions.content(self.store, number, have)
        return self._contents[number]

    @property
    def today(self) -> date:
        """The day in the Netherlands."""
        return clock.today()

    @property
    def is_changed(self) -> bool:
        """Whether the draft says anything else than the revision it was made from."""
        return self.handbook != self.base

    @property
    def errors(self) -> int:
        """How many of its problems keep it from being used."""
        return sum(one.is_error for one in self.problems)

    @property
    def can_publish(self) -> bool:
        """Whether there is something to publish, and nothing that stops it."""
        return self.is_changed and not self.errors

    def do(self, said: str, changed: Handbook, typed: str = "") -> None:
        """Make this the draft and keep it; what changes nothing is not kept.

        ``said`` is what is done, for whoever undoes it. What is ``typed`` in one field in one go is undone as
        one; empty for no field. A draft that was changed in another window is refused, and read anew.
        """
        if changed != self.handbook:
            again = bool(typed) and typed == self._typed and clock.now() - self._typed_at < PAUSE
            self._have(self._now(drafts.save, changed, said, again=again))
            self._typed, self._typed_at = typed, clock.now()

    def undo(self) -> None:
        """Take the last edit back."""
        self._have(self._now(drafts.undo))

    def redo(self) -> None:
        """Do again what was undone last."""
        self._have(self._now(drafts.redo))

    def publish(self, message: str, tell: Tell = nobody) -> Revision:
        """Publish the draft, and begin another on what was published; a draft that is refused stays."""
        self._now(drafts.refuse_stale)
        draft = self.draft
        made = publishing.publish(self.store, draft.base, draft.handbook, self.author, message, tell=tell)
        # Another window may have gone on in this very moment: what it did stays a draft.
        with suppress(StaleDraftError, NoDraftError):
            self.drop()
        return made

    def merged(self) -> Merged:
        """Return the draft merged with what was published since its base."""
        return merge(self.base, self.handbook, revisions.content(self.store, self.newest))

    def catch_up(self, choices: Mapping[Place, Side]) -> None:
        """Go on from the newest revision, with the draft merged into it; every conflict needs a choice."""
        self._have(self._now(drafts.rebase, self.newest, resolve(self.merged(), choices)))

    def drop(self) -> None:
        """Let the draft go, and begin another on the newest revision."""
        self._have(self._now(drafts.renew))

    def _now(self, act: Callable[..., Kept], *arguments: object, **options: object) -> Kept:
        """Do something with the draft as it was seen; one that is no longer so is read anew."""
        try:
            return act(self.store, self.draft, *arguments, **options)
        except (StaleDraftError, NoDraftError):
            self._have(drafts.begin(self.store, self.author))
            raise

    def _have(self, draft: Draft) -> None:
        self.draft = draft
        self.base = self.content(draft.base)
        self._typed = ""
        found = check(draft.handbook, self.today)
        self.problems = tuple(sorted(found, key=lambda one: WORST_FIRST[one.severity]))
