"""How often the ways that a draft changes were walked in the past year, as the case log tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from html import escape

from ...explore import words
from ...explore.tallies import too_few
from ...handbook import clock
from ...handbook.effects import outcomes_changed
from ...handbook.walked import Fate, Steps, Walked, Weighed, weigh
from ...store import Store, retention
from ...store import case_log as walks
from ...store import case_log as ways
from ..panel import Block, Heading, Html, Text, Tone
from .work import Work

MOST = 5
"""Ways that are named of a situation: the most walked ones."""
YEAR = 12
"""Months."""


class PastYear:
    """The case log of the past year, in whole months; read anew only when a case has come in.

    Parameters
    ----------
    store
        Where it is kept.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read: tuple[int, int, str] = (-1, -1, "")
        self._log: Mapping[Steps, int] = {}

    @property
    def log(self) -> Mapping[Steps, int]:
        """How often each way to an outcome was walked."""
        now = (walks.last(self._store), ways.total(self._store), self.since)
        if now != self._read:
            self._log, self._read = ways.tally(self._store, self.since), now
        return self._log

    @property
    def since(self) -> str:
        """The month with which it begins: of a case of some months ago no more is known than its month."""
        return retention.month_before(clock.now(), YEAR)


def walked(work: Work, year: PastYear) -> Iterator[Block]:
    """Yield for each situation how often the ways that the draft changes were walked; nothing for no change.

    Parameters
    ----------
    work
        The draft.
    year
        What was walked.
    """
    changed = {
        paths.situation
        for paths in outcomes_changed(work.base, work.handbook)
        if paths.elsewhere or paths.gone or paths.uncountable
    }
    if changed:
        yield Heading("walked", "Hoe vaak die paden gelopen zijn", 3)
        since = words.month_and_year(date.fromisoformat(f"{year.since}-01"))
        yield Text("walked-since", f"Geteld in hele maanden, vanaf {since}.", Tone.SOFT)
        for one in weigh(work.base, work.handbook, year.log):
            if one.situation in changed:
                yield from _blocks(work, one)


def _blocks(work: Work, one: Weighed) -> Iterator[Block]:
    named, times = f"walked-{one.situation}", one.times(Fate.ELSEWHERE, Fate.GONE)
    if not one.cases:
        yield Text(named, f"Situatie {one.situation}: nog geen casussen in het afgelopen jaar.", Tone.SOFT)
        return
    yield Text(
        named,
        f"Situatie {one.situation}: in het afgelopen jaar zijn de paden die veranderen "
        f"{words.number(times)} keer gelopen (van {words.cases(one.cases)}).",
    )
    if unsure := one.times(Fate.UNSURE):
        told = f"Bij nog {words.cases(unsure)} is dat niet zeker: twee antwoorden leidden naar dezelfde stap."
        yield Text(f"{named}-unsure", told, Tone.SOFT)
    if few := too_few(one.cases):
        yield Text(f"{named}-few", few, Tone.SOFT)
    if ways := [way for way in one.ways if way.fate is not Fate.UNSURE]:
        yield Html(f"{named}-ways", _list(work, ways))


def _list(work: Work, ways: list[Walked]) -> str:
    items = "".join(f"<li>{_item(work, way)}</li>" for way in ways[:MOST])
    more = f"<p>En nog {words.number(len(ways) - MOST)} andere.</p>" if len(ways) > MOST else ""
    return f'<ol class="ehbi-walked">{items}</ol>{more}'


def _item(work: Work, way: Walked) -> str:
    path = " → ".join(escape(_title(work, step)) for step in way.steps)
    return f"<b>{words.number(way.times)} keer</b> {escape(_fate(work, way))}<span>{path}</span>"


def _fate(work: Work, way: Walked) -> str:
    if way.fate is Fate.ELSEWHERE:
        ends = " of ".join(f"‘{_title(work, end)}’" for end in way.ends)
        return f"eindigt nu bij {ends}"
    return f"gaat na ‘{_title(work, way.leaves)}’ anders verder"


def _title(work: Work, step: str) -> str:
    for handbook in (work.handbook, work.base):
        if step in handbook:
            return handbook.step(step).title
    return step
