"""One manager at work on a draft: every edit is kept at once, checked, and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from ...handbook import Handbook, Problem, Severity, clock
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


@dataclass(frozen=True, slots=True)
class Found:
    """A problem and the step where it is; an empty step for what is elsewhere in the handbook."""

    problem: Problem
    step: str


class Work:
    """A manager's draft in the store, which is opened to publish, with what is wrong with it now.

    Attributes
    ----------
    draft : Draft
        As it is now.
    base : Handbook
        The revision it was made from.
    found : tuple of Found
        Its problems, worst first.

    Examples
    --------
    >>> work = Work(Store.open("sqlite://", publishes=True), "Noor")
    >>> work.do("Titel veranderd", work.handbook.model_copy(update={"title": ""}))
    >>> work.found[0].problem.message, work.can_publish
    ('Deze tekst is leeg', False)
    >>> work.undo()
    >>> work.found
    ()
    """

    _typed: tuple[str, datetime] | None = None
    """The field that somebody is typing in, and when the last of it came in."""

    def __init__(self, store: Store, author: str) -> None:
        self.store = store
        self.author = author
        self._base_number = 0
        self._have(drafts.begin(store, author))

    @property
    def handbook(self) -> Handbook:
        """The draft's content."""
        return self.draft.handbook

    @property
    def today(self) -> date:
        """The day in the Netherlands."""
        return clock.now().astimezone(clock.HERE).date()

    @property
    def is_changed(self) -> bool:
        """Whether the draft says anything else than the revision it was made from."""
        return self.handbook != self.base

    @property
    def errors(self) -> int:
        """How many of its problems keep it from being used."""
        return sum(one.problem.severity is Severity.ERROR for one in self.found)

    @property
    def can_publish(self) -> bool:
        """Whether there is something to publish, and nothing that stops it."""
        return self.is_changed and not self.errors

    def do(self, said: str, changed: Handbook, typed: str = "") -> None:
        """Make this the draft and keep it; what changes nothing is not kept.

        Parameters
        ----------
        said
            What is done, in a few words, for whoever undoes it.
        typed
            The field it was typed in: what is typed there in one go is undone as one. Empty for none.

        Raises
        ------
        StaleDraftError
            The draft was changed in another window; it is read anew.
        """
        if changed != self.handbook:
            again = self._goes_on(typed)
            self._have(self._now(drafts.save, changed, said, again=again))
            self._typed = typed, clock.now()

    def undo(self) -> None:
        """Take the last edit back."""
        self._have(self._now(drafts.undo))

    def redo(self) -> None:
        """Do again what was undone last."""
        self._have(self._now(drafts.redo))

    def publish(self, message: str, tell: Tell = nobody) -> Revision:
        """Publish the draft, and begin another on what was published.

        Raises
        ------
        BrokenHandbookError
            It has errors.
        NewerRevisionError
            Somebody published meanwhile.
        UnprovenError, NoProofError
            Something cannot be built of it; the draft stays.
        """
        self._now(drafts.refuse_stale)
        draft = self.draft
        made = publishing.publish(self.store, draft.base, draft.handbook, self.author, message, tell=tell)
        # Another window may have gone on in this very moment: what it did stays a draft.
        with suppress(StaleDraftError, NoDraftError):
            self.drop()
        return made

    @property
    def newest(self) -> int:
        """Number of the revision that was published last."""
        return revisions.newest_of(self.store).number

    def merged(self) -> Merged:
        """Return the draft merged with what was published since its base."""
        return merge(self.base, self.handbook, revisions.content(self.store, self.newest))

    def catch_up(self, choices: Mapping[Place, Side]) -> None:
        """Go on from the newest revision, with the draft merged into it; every conflict needs a choice."""
        newest = self.newest
        self._have(self._now(drafts.rebase, newest, resolve(self.merged(), choices)))

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

    def _goes_on(self, where: str) -> bool:
        """Return whether what is typed there now goes on with what was typed last."""
        if self._typed is None or not where:
            return False
        last, at = self._typed
        return last == where and clock.now() - at < PAUSE

    def _have(self, draft: Draft) -> None:
        self._typed = None
        if draft.base != self._base_number:
            self.base, self._base_number = revisions.content(self.store, draft.base), draft.base
        self.draft = draft
        found = (
            Found(problem, _step_of(draft.handbook, problem)) for problem in check(draft.handbook, self.today)
        )
        self.found = tuple(sorted(found, key=lambda one: WORST_FIRST[one.problem.severity]))


def _step_of(handbook: Handbook, problem: Problem) -> str:
    match problem.path:
        case ("steps", int(at), *_) if at < len(handbook.steps):
            return handbook.steps[at].id
    return ""
