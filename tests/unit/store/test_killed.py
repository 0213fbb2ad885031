"""A process that publishes is killed at any moment: what the database said yes to is there, and whole."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from sqlalchemy import text

from ehbi.store import Store, drafts, revisions

from .publishing import AUTHOR, edited

ROOT = Path(__file__).parents[3]
MOMENTS = ((1, 0), (6, 0.004), (9, 0.011), (13, 0.002), (19, 0.007))
"""Lines that are heard of a process before it is killed, and seconds after that."""


def killed(address, lines, seconds):
    """Return what a process said until it was killed, as words."""
    command = [sys.executable, "-m", "tests.unit.store.publishing", address]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        said = [process.stdout.readline() for _ in range(lines)]
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
        process.kill()
        said += process.stdout.readlines()
    assert process.returncode < 0, "it stopped by itself"
    return [line.split() for line in said if line.endswith("\n")]


def assert_published(store, digests):
    """Everything that was published is there as it was, in one line."""
    history = revisions.history(store)
    assert [one.number for one in history] == list(range(len(history), 0, -1))
    assert all(one.parent == one.number - 1 for one in history)
    assert all(revisions.content(store, one.number).revision == one.digest for one in history)
    assert digests.items() <= {one.number: one.digest for one in history}.items()


def assert_drafted(store, digest):
    """The draft is as it was said to be kept, or one edit further."""
    now = drafts.of(store, AUTHOR)
    assert digest in {now.handbook.revision, drafts.undo(store, now).handbook.revision}


def assert_sound(store):
    if store.where.startswith("sqlite"):
        with store.reading() as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]


def test_nothing_that_was_kept_is_lost_when_the_process_is_killed(address):
    published = {}
    for lines, seconds in MOMENTS:
        said = killed(address, lines, seconds)
        published |= {int(words[1]): words[2] for words in said if words[0] == "published"}
        store = Store.open(address, publishes=True)
        assert_sound(store)
        assert_published(store, published)
        if said[-1][0] == "draft":
            assert_drafted(store, said[-1][1])
        draft = drafts.renew(store, drafts.begin(store, AUTHOR))
        handbook = edited(draft.handbook, "say", f"Weer verder na {draft.base}")
        made = revisions.publish(store, draft.base, handbook, AUTHOR, "Verder")
        published[made.number] = made.digest
        drafts.renew(store, draft)
        store.close()
    assert len(published) > len(MOMENTS)
