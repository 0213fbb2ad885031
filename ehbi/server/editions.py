"""What is served of a revision, made once; a newer revision takes its place as soon as it is published."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from .. import profiles
from ..handbook import Handbook
from ..handbook.search import Index
from ..handbook.writer import to_data
from ..published import NEWEST
from ..store import StoreError, revisions
from .keeper import Keeper, NoStoreError
from .pages import Page
from .trouble import Trouble

log = logging.getLogger(__name__)

OFTEN = 2.0
"""Seconds between two looks at whether there is a newer revision."""
REMEMBERED = 8
"""How many revisions are kept for pages that are still open on an older one."""

MakePage = Callable[[Handbook], str]


@dataclass(frozen=True)
class Edition:
    """A revision, ready to be served.

    Parameters
    ----------
    handbook
        With the library's profile.
    page
        The book.
    index
        For its search.
    """

    handbook: Handbook
    page: Page
    index: Index

    @property
    def revision(self) -> str:
        """What the revision is known by."""
        return self.handbook.revision


class Editions:
    """The editions that are served: the newest to whoever comes, older ones to whoever has them still.

    Parameters
    ----------
    keeper
        Has the store, where revisions are published.
    make_page
        Makes a book of a handbook.
    folder
        Where the kernels of the guide find the handbooks, each under its revision.
    scripts
        The text of each script that the book has in itself.
    """

    def __init__(
        self, keeper: Keeper, make_page: MakePage, folder: Path, scripts: Collection[str] = ()
    ) -> None:
        self._keeper = keeper
        self._make_page = make_page
        self._folder, self._scripts = folder, scripts
        self._seen = 0
        self._profile = profiles.stamp()
        self._recent: dict[str, Edition] = {}
        self._trouble = Trouble(log, "Nieuwe versies van het handboek worden niet gezien")

    @property
    def now(self) -> Edition:
        """The newest edition; there is one once :meth:`serve` was called."""
        return next(reversed(self._recent.values()))

    def of(self, revision: object) -> Edition:
        """Return the edition of this revision if it is still known, else the newest."""
        return self._recent.get(revision, self.now) if isinstance(revision, str) else self.now

    def serve(self, handbook: Handbook) -> None:
        """Make this handbook the newest edition, with the library's profile as it is now."""
        self._profile = profiles.stamp()
        local = profiles.local(handbook)
        edition = Edition(local, Page(self._make_page(local), scripts=self._scripts), Index(local))
        self._hand_to_kernels(handbook)
        recent = {**self._recent}
        recent.pop(edition.revision, None)
        recent[edition.revision] = edition
        for old in [*recent][:-REMEMBERED]:
            del recent[old]
            (self._folder / f"{old}.json").unlink(missing_ok=True)
        self._recent = recent

    def look(self) -> None:
        """Serve what was published last, or with the profile as it is now, if that is not served yet."""
        if self._recent and profiles.stamp() != self._profile:
            self.serve(self.now.handbook.at(None))
            log.warning("Het profiel van de bibliotheek is veranderd en is nu te zien.")
        try:
            store = self._keeper.store()
            newest = revisions.newest_of(store)
            if newest.number != self._seen:
                self._take(revisions.content(store, newest.number), newest.number)
        except NoStoreError:
            pass  # the keeper has told
        except StoreError as error:
            self._trouble.tell(error.why)
        else:
            self._trouble.over()

    def _take(self, handbook: Handbook, number: int) -> None:
        if not self._recent or handbook.revision != self.now.revision:
            self.serve(handbook)
            if self._seen:
                log.warning("Versie %d van het handboek is nu te zien.", number)
        self._seen = number

    async def keep_looking(self) -> AsyncIterator[Edition]:
        """Look again and again, off the loop that answers visitors; yield each new edition."""
        while True:
            await asyncio.sleep(OFTEN)
            before = self.now
            await asyncio.to_thread(self.look)
            if self.now is not before:
                yield self.now

    def _hand_to_kernels(self, handbook: Handbook) -> None:
        """Write a handbook where kernels read it, whole or not at all; they never reach the store."""
        for name in (handbook.revision, NEWEST):
            draft = self._folder / f"{name}.new"
            draft.write_text(json.dumps(to_data(handbook)), encoding="utf-8")
            draft.replace(self._folder / f"{name}.json")
