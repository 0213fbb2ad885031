"""The editions that are served: what a server makes of a revision, once, before anybody sees it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path

from .. import profiles
from ..files.documents import to_data
from ..handbook import EhbiError, Handbook
from ..newest import NEWEST
from ..search.index import Index
from .http.handlers import ReadyPage
from .logs import where

REMEMBERED = 8
"""How many revisions are kept for pages that are still open on an older one."""

MakePage = Callable[[Handbook], str]


class EditionError(EhbiError):
    """A handbook cannot be made into what is served; why not is told without anything that somebody wrote."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"Dit handboek kan niet worden getoond ({why}). Wat er al te zien was, blijft.")


@dataclass(frozen=True)
class Edition:
    """A revision, ready to be served: with the library's profile, its book and what is searched in."""

    handbook: Handbook
    page: ReadyPage
    index: Index
    since: float = field(default_factory=time.monotonic)  # when it was made

    @property
    def revision(self) -> str:
        """What the revision is known by."""
        return self.handbook.revision


class Editions:
    """The editions that are served: the newest to whoever comes, older ones to whoever has them still.

    In the folder, guides find each handbook under its revision.
    """

    def __init__(self, make_page: MakePage, folder: Path, scripts: Collection[str] = ()) -> None:
        self._make_page = make_page
        self._folder, self._scripts = folder, scripts
        self._profile = profiles.stamp()
        self._recent: dict[str, Edition] = {}

    @property
    def now(self) -> Edition:
        """The newest edition; there is one once :meth:`serve` was called."""
        return next(reversed(self._recent.values()))

    @property
    def profile_changed(self) -> bool:
        """Whether the library's profile is another than when the newest edition was made."""
        return profiles.stamp() != self._profile

    def of(self, revision: object) -> Edition:
        """Return the edition of this revision if it is still known, else the newest."""
        return self._recent.get(revision, self.now) if isinstance(revision, str) else self.now

    def with_step(self, step: str) -> Handbook | None:
        """Return the newest handbook with a step, as pages may be open on an older one; None for none."""
        books = (one.handbook for one in reversed(self._recent.values()))
        return next((one for one in books if step in one), None)

    def picture(self, digest: str) -> bytes | None:
        """Return a picture of what is served, or of what pages are open on still; None for another."""
        found = (one.handbook.pictures.get(digest) for one in reversed(self._recent.values()))
        return next((content for content in found if content), None)

    def drop_unknown(self, revisions: Collection[str]) -> None:
        """Forget older editions that are none of these revisions: a text may have been taken out of them."""
        now = self.now
        for old in [one for one in self._recent if one not in revisions and one != now.revision]:
            self._forget(old)

    def serve(self, handbook: Handbook) -> None:
        """Make this handbook the newest edition, with the library's profile as it is now.

        When it cannot be made or handed to guides (an `EditionError`), what was served before is served on.
        """
        stamp = profiles.stamp()
        try:
            local = profiles.local(handbook)
            edition = Edition(
                local, ReadyPage(self._make_page(local), scripts=self._scripts, installs=True), Index(local)
            )
            self._hand_to_guides(handbook)
        except Exception as error:
            raise EditionError(where(error)) from error
        self._profile = stamp
        self._take(edition)

    def _take(self, edition: Edition) -> None:
        older = {one: other for one, other in self._recent.items() if one != edition.revision}
        self._recent = {**older, edition.revision: edition}
        for old in [*self._recent][:-REMEMBERED]:
            self._forget(old)

    def _forget(self, revision: str) -> None:
        # Another one, as somebody may be looking in it.
        self._recent = {one: edition for one, edition in self._recent.items() if one != revision}
        (self._folder / f"{revision}.json").unlink(missing_ok=True)

    def _hand_to_guides(self, handbook: Handbook) -> None:
        """Write a handbook where guides read it, whole or not at all; they never reach the store."""
        for name in (handbook.revision, NEWEST):
            draft = self._folder / f"{name}.new"
            draft.write_text(json.dumps(to_data(handbook)), encoding="utf-8")
            draft.replace(self._folder / f"{name}.json")
