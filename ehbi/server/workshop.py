"""One workshop: what the room is asked now, and what it says."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..handbook import EhbiError, clock
from ..slides.polls import Poll, Result, results
from ..store import votes
from ..store.votes import Vote
from .keeper import Keeper

A_DAY = timedelta(days=1)
"""After which a workshop that was never ended is forgotten."""
_VOTER = re.compile(r"[0-9a-f]{32}")


class ClosedError(EhbiError):
    """The room is asked something else by now, or nothing."""

    def __init__(self) -> None:
        super().__init__("Deze vraag is voorbij. Kijk op het scherm.")


class NoOptionError(EhbiError):
    """Nobody can choose that, or not from there."""

    def __init__(self, option: str) -> None:
        self.option = option
        super().__init__("Dit kun je hier niet kiezen. Laad de pagina opnieuw.")


@dataclass(frozen=True, slots=True)
class Standing:
    """How often each option of a poll was chosen.

    Parameters
    ----------
    place
        Of the poll.
    times
        By option, also those that nobody chose; hands that were shown are counted as one.
    hands
        The option for which hands were shown; empty for none.
    """

    place: str
    times: Mapping[str, int]
    hands: str = ""

    @property
    def phones(self) -> Mapping[str, int]:
        """How often each option was chosen on a phone."""
        return {option: max(0, times - (option == self.hands)) for option, times in self.times.items()}


class Workshop:
    """One workshop, from the start of its server to the end; its votes are in the store.

    Parameters
    ----------
    polls
        What the room can be asked, by place in the deck.
    keeper
        Has the store.
    now
        Tells the time.
    """

    def __init__(
        self, polls: Mapping[str, Poll], keeper: Keeper, now: Callable[[], datetime] = clock.now
    ) -> None:
        self._polls, self._keeper, self._now = polls, keeper, now
        self._id, self._voter = secrets.token_hex(16), secrets.token_hex(16)
        self._hands: dict[str, str] = {}
        self.asked: Poll | None = None

    def ask(self, place: str) -> Poll | None:
        """Ask the room what belongs to a place in the deck; nothing where nothing is asked."""
        self.asked = self._polls.get(place)
        return self.asked

    def vote(self, place: str, voter: str, option: str) -> None:
        """Keep what a phone chose.

        Raises
        ------
        ClosedError
            This is not asked now.
        NoOptionError
            The option is none of the poll, or the phone is not one of ours.
        ehbi.store.StoreError
            It could not be kept.
        """
        if self.asked is None or self.asked.place != place:
            raise ClosedError
        if not self.asked.offers(option) or not _VOTER.fullmatch(voter):
            raise NoOptionError(option)
        votes.keep(self._keeper.store(), Vote(self._id, place, voter, option, self._now()))

    def show_hands(self, place: str, option: str) -> None:
        """Keep what the room chose with its hands, as one vote of the workshop's own; empty takes it back.

        Raises
        ------
        NoOptionError
            The option is none of a poll there.
        ehbi.store.StoreError
            It could not be kept.
        """
        poll = self._polls.get(place)
        if poll is None or (option and not poll.offers(option)):
            raise NoOptionError(option)
        if option:
            votes.keep(self._keeper.store(), Vote(self._id, place, self._voter, option, self._now()))
        else:
            votes.take_back(self._keeper.store(), self._id, place, self._voter)
        self._hands[place] = option

    def standings(self) -> Mapping[str, Standing]:
        """Return how often each option was chosen, by place: of each poll that somebody answered."""
        counted = votes.counted(self._keeper.store(), self._id)
        return {place: self._standing(place, times) for place, times in counted.items()}

    def results(self) -> tuple[Result, ...]:
        """Return how the room chose at each check, the hardest first."""
        return results(self._polls, {place: one.times for place, one in self.standings().items()})

    def _standing(self, place: str, times: Mapping[str, int]) -> Standing:
        options = self._polls[place].choice.options
        counted = {option.id: times.get(option.id, 0) for option in options}
        return Standing(place, counted, self._hands.get(place, ""))

    def end(self) -> None:
        """Ask nothing more, and forget what was chosen."""
        self.asked = None
        votes.forget(self._keeper.store(), self._id, self._now() - A_DAY)
