"""The votes of a room: what it is asked now, what a phone chose, and what all chose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any

from ..handbook import clock
from ..slides.animals import teams
from ..slides.choosing import Known
from ..slides.polls import Chosen, Poll, Result, results
from ..slides.teams import Score, scores
from ..store import votes
from ..store.votes import Vote
from ..store.workshops import Sign
from . import phones
from .database import Database
from .http.handlers import RefusedError
from .leading import Lead
from .rounds import Countdown, Stage, Standing, last_chosen, place_of, question, standing
from .signs import Signs

_AFTER = ("uitslag.", "terugblik.", "einde.")
"""How a place begins where the exercises are over, and the room can take some home."""


class ClosedError(RefusedError):
    """The room is asked something else by now, or nothing."""

    def __init__(self) -> None:
        super().__init__(HTTPStatus.CONFLICT, "Deze vraag is voorbij. Kijk op het scherm.")


class NoOptionError(RefusedError):
    """Nobody can choose that, or not from there."""

    def __init__(self) -> None:
        text = "Dit kun je hier niet kiezen. Laad de pagina opnieuw."
        super().__init__(HTTPStatus.UNPROCESSABLE_ENTITY, text)


class Workshop:
    """One workshop, until its server is told to stop; its votes are in the store."""

    def __init__(
        self, polls: Mapping[str, Poll], database: Database, now: Callable[[], datetime] = clock.now
    ) -> None:
        self._database, self._now = database, now
        self.take_polls(polls)
        self.signs = Signs(database, now)
        self._hands: dict[str, str] = {}
        self._voted: set[str] = set()  # the questions that a phone answered
        self._countdown = Countdown(now)
        self.lead, self.phones = Lead(now), phones.Phones(now)
        self.minutes = 0  # of the plan by which the slides go; 0 without one

    def take_polls(self, polls: Mapping[str, Poll]) -> None:
        """Have these to ask."""
        self.polls = polls
        self._told_at = {poll.told_at: poll for poll in polls.values()}

    @property
    def room(self) -> str:
        """By what the votes and counts of this room belong together, however often they are told."""
        return self.signs.last.id

    @property
    def place(self) -> str:
        """Where the slides are; empty before they were opened."""
        return self.signs.last.place

    @property
    def asked(self) -> Poll | None:
        """What the room is asked now."""
        return None if self.signs.ended else self.polls.get(self.place)

    @property
    def left(self) -> float | None:
        """Seconds that the room has left to vote, if they are counted."""
        return self._countdown.left

    @property
    def teams(self) -> int:
        """At how many tables the room sits in teams; 0 where it does not."""
        return self.signs.last.teams

    @property
    def after(self) -> bool:
        """Whether the slides are after the exercises."""
        return self.place.startswith(_AFTER)

    def stage(self, place: str) -> Stage:
        """Return how far a poll is."""
        return Stage(self.signs.last.stages.get(place, Stage.ASKED))

    def take_up(self, port: int, handbook: str, known: Known | None = None) -> tuple[Sign, Chosen]:
        """Return what this server goes on with, for :meth:`go_on`; what others left is forgotten.

        What is ``known`` to be hard is kept of a new workshop; of another what was known when it began.
        """
        sign = self.signs.take_up(port, handbook, known or {})
        return sign, votes.cast(self._database.store(), sign.id)

    def go_on(self, sign: Sign, cast: Chosen) -> None:
        """Be the workshop of a sign, with what was chosen in it."""
        self.signs.last = sign
        self._hands = {asked: chosen[sign.id] for asked, chosen in cast.items() if sign.id in chosen}
        self._voted = {asked for asked, chosen in cast.items() if chosen.keys() - {sign.id}}

    def ask(self, place: str) -> Poll | None:
        """Ask the room what belongs to a place in the deck; nothing where nothing is asked.

        Where the room is told what is right, the question is closed.
        """
        if place != self.place:
            self._countdown.stop()
            self.signs.change(place=place)
            if told := self._told_at.get(place):
                self._close(told.place)
        return self.asked

    def come_to(self, place: str, stage: Stage) -> None:
        """Show the votes on a poll, or ask it again; nothing happens where that was done, or is early."""
        if place not in self.polls:
            raise NoOptionError
        if stage != self.stage(place) + 1:
            return
        if stage.is_shown:
            self._close(place)
        elif place == self.place:
            self._set(place, stage)

    def count_down(self, place: str) -> None:
        """Have the room vote within half a minute, or half a minute more."""
        if self.asked and self.asked.place == place and not self.stage(place).is_shown:
            self._countdown.start(place)

    def settle(self) -> None:
        """Close a question whose time is up."""
        if self._countdown.is_over(self.place):
            self._close(self.place)

    def _close(self, place: str) -> None:
        """Show the votes of the round that a poll is in; a second one without any is left out."""
        self._countdown.stop()
        stage = self.stage(place)
        if not stage.is_shown and question(place, stage) in self._voted:
            self._set(place, Stage(stage + 1))
        elif stage is Stage.ASKED_AGAIN:
            self._set(place, Stage.SHOWN)

    def _set(self, place: str, stage: Stage) -> None:
        self.signs.change(stages={**self.signs.last.stages, place: int(stage)})

    def told_phones(self) -> dict[str, Any]:
        """Return what a phone is told: what is asked, or what is right; nothing where nothing is asked."""
        if self.signs.ended:
            return {}
        if told := self._told_at.get(self.place):
            return phones.answered(told, self.stage(told.place))
        if poll := self.asked:
            seconds = {} if self.left is None else {"left": self.left}
            return phones.asked(poll, self.stage(poll.place)) | seconds
        return {}

    def follow(self, window: str, place: str, *, takes: bool, minutes: int = 0) -> bool:
        """Ask what belongs to the place of a window if it leads or takes the lead; return whether it does.

        The others have its plan too.
        """
        if takes:
            self.lead.take(window)
        leads = self.lead.hear(window)
        if leads:
            self.minutes = minutes
            self.ask(place)
        return leads

    def sit_at(self, number: int) -> None:
        """Have the room sit in teams at so many tables; 0 for no teams."""
        self.signs.change(teams=number)

    def vote(self, asked: str, voter: str, option: str, team: str = "") -> None:
        """Keep what a phone chose, if that is asked now, is an option of it, and the phone is one of ours.

        What is no team here is none: the vote counts all the same.
        """
        poll = self.asked
        if poll is None or not self._takes(poll, asked):
            raise ClosedError
        if not poll.offers(option) or not phones.is_phone(voter):
            raise NoOptionError
        self.phones.hear(voter)
        self._voted.add(asked)  # before it is kept: slides that go on meanwhile show it
        seat = team if any(one.id == team for one in teams(self.teams)) else ""
        votes.keep(self._database.store(), Vote(self.room, asked, voter, option, self._now(), seat))

    def chosen_by(self, voter: str) -> Mapping[str, str]:
        """Return the option that a phone chose, by what it was asked."""
        return votes.cast_by(self._database.store(), self.room, voter)

    def _takes(self, poll: Poll, asked: str) -> bool:
        stage = self.stage(poll.place)
        return not stage.is_shown and asked == question(poll.place, stage)

    def show_hands(self, place: str, option: str) -> None:
        """Keep what the room chose with its hands, as one vote of the workshop's own; empty takes it back."""
        poll = self.polls.get(place)
        if poll is None or (option and not poll.offers(option)):
            raise NoOptionError
        if option:
            votes.keep(self._database.store(), Vote(self.room, place, self.room, option, self._now()))
        else:
            votes.take_back(self._database.store(), self.room, place, self.room)
        self._hands[place] = option

    def standings(self) -> Mapping[str, Standing]:
        """Return how polls stand, by place: what is asked now, and each that somebody answered."""
        counted = votes.counted(self._database.store(), self.room)
        now = [self.asked.place] if self.asked else []
        places = dict.fromkeys([*map(place_of, counted), *now])
        return {place: self._standing(place, counted) for place in places if place in self.polls}

    def _standing(self, place: str, counted: Mapping[str, Mapping[str, int]]) -> Standing:
        return standing(self.polls[place], self.stage(place), counted, self._hands.get(place, ""))

    def chosen(self) -> Chosen:
        """Return the option that each voter chose last, by place."""
        return last_chosen(votes.cast(self._database.store(), self.room))

    def scores(self) -> tuple[Score, ...]:
        """Return how teams do by what each voter chose last, where the room was told what is right."""
        shown = {place for place, stage in self.signs.last.stages.items() if Stage(stage).is_shown}
        seats = last_chosen(votes.seats(self._database.store(), self.room))
        return scores(self.polls, self.chosen(), seats, teams(self.teams), shown - {self.place})

    def results(self) -> tuple[Result, ...]:
        """Return how the people in the room chose last at each check, the hardest first."""
        return results(self.polls, self.chosen())

    def end(self) -> None:
        """Ask nothing more, and forget what was chosen."""
        self.signs.end()
