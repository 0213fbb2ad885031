"""The follower of what is published, whatever happens to the database or to one revision."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from base64 import b64decode, b64encode
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from ..files import load
from ..files.documents import to_data
from ..handbook import EhbiError, Handbook
from ..handbook.clock import Version
from ..store import Revision, Store, StoreError, UnreadableError, revisions
from .database import Database, NoStoreError
from .editions import EditionError, Editions
from .logs import WarnOnce
from .metrics import Metrics

log = logging.getLogger(__name__)

OFTEN = 2.0
"""Seconds between two looks at whether there is a newer revision."""
AGAIN = 30.0
"""Seconds before what could not be served is tried again."""

Known = tuple[int, str]
"""Number and digest of a revision: when a text is taken out of it, only its digest changes."""

NONE: Known = (0, "")
PROFILE: Known = (0, "profile")
"""What is put off when it is not a revision but the library's profile that cannot be served."""


def keep_last(file: Path, number: int, handbook: Handbook) -> None:
    """Keep a handbook on disk for a start without database: all of it, or nothing."""
    draft = file.with_name(f"{file.name}.new")
    file.parent.mkdir(parents=True, exist_ok=True)
    day = handbook.version.day.isoformat() if handbook.version else None
    pictures = {digest: b64encode(content).decode() for digest, content in handbook.pictures.items()}
    data = {"number": number, "day": day, "handbook": to_data(handbook), "pictures": pictures}
    draft.write_text(json.dumps(data), encoding="utf-8")
    draft.replace(file)


def find_last(file: Path) -> tuple[int, Handbook] | None:
    """Return what was kept, its number first; None when nothing was, or when this EHBI cannot read it."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        number, day = int(data["number"]), data.get("day")
        version = Version(number, date.fromisoformat(day)) if day else None
        pictures = {digest: b64decode(said) for digest, said in data.get("pictures", {}).items()}
        handbook = Handbook.model_validate(data["handbook"]).with_pictures(pictures)
        return number, handbook.published_as(version)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        log.warning("De laatst getoonde versie is niet te lezen uit %s.", file.name)
        return None


class Follower:
    """Serves the newest revision that can be served, and goes on looking for a newer one."""

    def __init__(self, editions: Editions, database: Database, last: Path, metrics: Metrics) -> None:
        self._editions, self._database, self._last, self._metrics = editions, database, last, metrics
        self._served = NONE
        self._newest: Known | None = None
        self._put_off: dict[Known, float] = {}
        self._trouble = WarnOnce(log, "Nieuwe versies van het handboek worden niet gezien")
        self._not_kept = WarnOnce(log, "Deze versie is er niet na een herstart zonder database")
        # A thread of its own: a database that hangs must hold up nothing else.
        self._thread = ThreadPoolExecutor(1, "revisions")

    @property
    def behind(self) -> bool:
        """Whether there is a newer revision than what is served, as far as is known."""
        return self._newest is not None and self._newest != self._served

    @property
    def sees_store(self) -> bool:
        """Whether the last look at the store worked."""
        return self._newest is not None and not self._trouble.told

    async def begin(self, patience: float) -> None:
        """Serve what was served last, and what is published unless that takes too long to find out."""
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._thread, self._serve_last)
        await asyncio.wait([loop.run_in_executor(self._thread, self.look)], timeout=patience)

    async def follow(self) -> None:
        """Look again and again, off the loop that answers visitors."""
        while True:
            await asyncio.get_running_loop().run_in_executor(self._thread, self.look)
            await asyncio.sleep(OFTEN)

    def close(self) -> None:
        """Look no more."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def look(self) -> None:
        """Serve what was published last, or with the profile as it is now, if that is not served yet."""
        if self._editions.profile_changed:
            self._take_profile()
        try:
            self._take_newest(self._database.store())
        except NoStoreError:
            pass  # that was told when it could not be opened
        except StoreError as error:
            self._trouble.tell(error.why)
        else:
            self._trouble.over()

    def _serve_last(self) -> None:
        if kept := find_last(self._last):
            number, handbook = kept
            try:
                self._editions.serve(handbook)
            except EditionError as error:
                log.warning("%s", error)
            else:
                self._served = number, handbook.revision
                return
        self._editions.serve(load())

    def _take_profile(self) -> None:
        if not self._is_due(PROFILE):
            return
        try:
            self._editions.serve(self._editions.now.handbook.at(None))
        except EditionError as error:
            self._put_off_for(PROFILE, "Het profiel van de bibliotheek is veranderd en niet te zien", error)
        else:
            self._put_off.pop(PROFILE, None)
            log.warning("Het profiel van de bibliotheek is veranderd en is nu te zien.")

    def _take_newest(self, store: Store) -> None:
        """Serve the newest revision that can be served, unless that is what is served."""
        newest = revisions.newest_of(store)
        self._newest = _known(newest)
        if not self.behind:
            return
        recent = revisions.history(store, revisions.BACK)
        for revision in recent:
            if _known(revision) == self._served or self._take(store, revision):
                break
        self._editions.drop_unknown({revision.digest for revision in recent})

    def _take(self, store: Store, revision: Revision) -> bool:
        """Serve a revision, and return whether that could be done."""
        known = _known(revision)
        if not self._is_due(known):
            return False
        try:
            have = self._editions.now.handbook.pictures
            handbook = revisions.content(store, revision.number, have)
            self._serve(handbook.published_as(revision.version), known)
        except (UnreadableError, EditionError) as error:
            self._put_off_for(known, f"Versie {known[0]} is niet te zien", error)
            return False
        self._put_off.clear()
        return True

    def _serve(self, handbook: Handbook, known: Known) -> None:
        now = self._editions.now.handbook
        if (handbook.revision, handbook.version) != (now.revision, now.version):
            self._editions.serve(handbook)
            if self._served != NONE:
                log.warning("Versie %d van het handboek is nu te zien.", known[0])
        self._served = known
        self._keep_last()

    def _is_due(self, known: Known) -> bool:
        return time.monotonic() >= self._put_off.get(known, 0)

    def _put_off_for(self, known: Known, what: str, error: EhbiError) -> None:
        """Try it again later; that it failed is told once."""
        self._metrics.editions_refused.inc()
        if known not in self._put_off:
            log.warning("%s: %s", what, error)
        self._put_off[known] = time.monotonic() + AGAIN

    def _keep_last(self) -> None:
        try:
            keep_last(self._last, self._served[0], self._editions.now.handbook.at(None))
        except OSError as error:
            self._not_kept.tell(str(error.strerror))
        else:
            self._not_kept.over()


def _known(revision: Revision) -> Known:
    return revision.number, revision.digest
