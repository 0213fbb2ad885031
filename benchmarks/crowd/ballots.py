"""What is true of a vote, as those know who hold it: where the slides are, and what the phones chose."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from ehbi.slides import Poll

from .trouble import VisitError


@dataclass(slots=True, eq=False)
class Ballot:
    """What the phones chose at one poll, as far as the server took it.

    Parameters
    ----------
    poll
        What is asked.
    at_once
        Whether all phones wait with their vote until the presenter says so.
    chosen
        What each phone chose last, by its voter.
    under_way
        How many votes have been sent and not been answered.
    now
        The presenter has said so.
    over
        The server has said that the slides went on: a vote that is sent from then on is too late.
    """

    poll: Poll
    at_once: bool = False
    chosen: dict[str, str] = field(default_factory=dict)
    under_way: int = 0
    now: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def is_settled(self) -> bool:
        """Whether nothing changes any more."""
        return self.over.is_set() and not self.under_way

    @contextmanager
    def sending(self) -> Iterator[None]:
        """Count a vote as under way, until it is known whether it counts."""
        self.under_way += 1
        try:
            yield
        finally:
            self.under_way -= 1

    def told(self) -> Mapping[str, Any]:
        """Return what a phone must be told: what the handbook asks there."""
        choice = self.poll.choice
        options = [{"id": option.id, "label": option.label} for option in choice.options]
        return {"place": self.poll.place, "asks": choice.asks, "options": options}

    def standing(self) -> Mapping[str, int]:
        """Return how often each option was chosen; nothing when no vote was taken.

        Examples
        --------
        >>> import ehbi
        >>> from ehbi.slides import deck, polls
        >>> ballot = Ballot(polls(deck(ehbi.load()))["oefening-wachtwoord-kwijt.3"])
        >>> ballot.standing()
        {}
        >>> ballot.chosen |= {"a": "ja", "b": "ja"}
        >>> ballot.standing()
        {'ja': 2, 'nee': 0, 'onbekend': 0}
        """
        times = Counter(self.chosen.values())
        return {option.id: times[option.id] for option in self.poll.choice.options} if times else {}


@dataclass(slots=True)
class Floor:
    """Where the slides are, and a ballot for each place where the room is asked something.

    Parameters
    ----------
    ballots
        By place in the deck.
    place
        Where the slides are, by the server's own word; None while they move, when nobody can know.
    is_open
        Whether the workshop goes on.
    """

    ballots: Mapping[str, Ballot]
    place: str | None = ""
    is_open: bool = True

    @contextmanager
    def moving(self, place: str) -> Iterator[None]:
        """Move the slides; when the server does not say that they did, nobody knows where they are."""
        left, self.place = self.place, None
        yield
        self.place = place
        if left is not None and left in self.ballots:
            self.ballots[left].over.set()


def is_taken(status: int, *, in_time: bool, too_late: bool) -> bool:
    """Return whether a vote counts; while the slides move the server may say either.

    Raises
    ------
    VisitError
        It was not taken although it was in time, or taken although it was too late; or it failed.

    Examples
    --------
    >>> is_taken(200, in_time=True, too_late=False), is_taken(409, in_time=False, too_late=True)
    (True, False)
    >>> is_taken(409, in_time=True, too_late=False)
    Traceback (most recent call last):
    benchmarks.crowd.trouble.VisitError: vote: status 409 in time
    """
    if status == HTTPStatus.OK and not too_late:
        return True
    if status == HTTPStatus.CONFLICT and not in_time:
        return False
    when = "in time" if in_time else "too late" if too_late else "while the slides moved"
    raise VisitError("vote", f"status {status} {when}")
