"""A workshop: the presenter and the phones in the room as locust's users, and what they must be told."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import gevent
from gevent.event import Event
from locust import task
from locust.contrib.fasthttp import ResponseContextManager
from locust.exception import StopUser

import ehbi
from ehbi.slides import Poll, deck, polls
from tests.votes import votes_kept

from .client import Client
from .crowd import Run, chance_of
from .pages import scripts_of
from .servers import our_workshop
from .sockets import VisitError
from .usage import usage

PHONE_LOOKS, PRESENTER_LOOKS = 1.5, 1.0
"""Seconds between two times that a phone asks what is asked, and the presenter what the room chose."""
QUESTION, ROOM = "/stem/vraag", "/zaal"
VOTING, TOO_LATE, AT_ONCE = "phone: voting", "phone: voting too late", "phone: voting, all at once"


@dataclass(frozen=True, slots=True)
class RoomPlan:
    """How many phones, how long a workshop takes, and how the people in the room choose.

    Parameters
    ----------
    phones
        In the room.
    questions
        Asked as usual; one more is answered by all at the same moment.
    seconds
        That a question stays open; at the last one, half of them before the presenter says "now".
    pause
        Seconds between two questions.
    think
        Seconds that somebody thinks, at most.
    again
        Share of those who choose something else after that.
    late
        Share of those who choose when the slides have just gone on.
    seed
        The same seed gives the same room.
    """

    phones: int = 60
    questions: int = 3
    seconds: float = 5
    pause: float = 1.5
    think: float = 2
    again: float = 0.25
    late: float = 0.1
    seed: int = 5

    @property
    def lasts(self) -> float:
        """Seconds that it takes."""
        return (self.questions + 1) * (self.seconds + self.pause)


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
    now: Event = field(default_factory=Event)
    over: Event = field(default_factory=Event)

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
        """Return how often each option was chosen; nothing when no vote was taken."""
        times = Counter(self.chosen.values())
        return {option.id: times[option.id] for option in self.poll.choice.options} if times else {}


class Workshop(Run):
    """A presenter and the phones in a room, and what is true there.

    Parameters
    ----------
    entrance
        The address that the presenter's server printed, with its token.
    plan
        How many phones, and how long it takes.
    """

    def __init__(self, entrance: str, plan: RoomPlan) -> None:
        url, _, self.token = entrance.partition("?token=")
        super().__init__(url, Presenter, Phone)
        asked = list(polls(deck(ehbi.load())).items())[: plan.questions + 1]
        self.plan, self.ballots = plan, {place: Ballot(poll) for place, poll in asked}
        self.ballots[asked[-1][0]].at_once = True
        self.place: str | None = ""
        """Where the slides are, by the server's own word; None while they move, when nobody can know."""
        self.is_open, self.begun = True, Event()

    @property
    def taken(self) -> int:
        """How many votes the server must have: one for each phone at each question where it was in time."""
        return sum(len(ballot.chosen) for ballot in self.ballots.values())

    def hold(self) -> None:
        """Go through the questions; what goes wrong is counted."""
        self.come(self.plan.lasts, Presenter=1, Phone=self.plan.phones)

    @contextmanager
    def moving(self, place: str) -> Iterator[None]:
        """Move the slides; when the server does not say that they did, nobody knows where they are."""
        left, self.place = self.place, None
        yield
        self.place = place
        if left is not None and left in self.ballots:
            self.ballots[left].over.set()

    def end(self) -> None:
        """End it; where the slides could not move, phones must not wait for ever."""
        self.is_open = False
        for ballot in self.ballots.values():
            ballot.now.set()
            ballot.over.set()
        self.begun.set()

    def each(self, seconds: float, look: Callable[[], object]) -> None:
        """Look time and again, as long as the workshop goes on."""
        tick = time.monotonic()
        while self.is_open:
            with suppress(VisitError):
                look()
            tick += seconds
            gevent.sleep(max(0.0, tick - time.monotonic()))


class Presenter(Client):
    """Somebody who shows slides to a room."""

    environment: Workshop

    @task
    def present(self) -> None:
        """Go through the questions, with an eye on the bars."""
        workshop = self.environment
        try:
            self.enter()
            workshop.begun.set()
            looking = gevent.spawn(workshop.each, PRESENTER_LOOKS, self.look)
            for ballot in workshop.ballots.values():
                with suppress(VisitError):
                    self._ask(ballot)
            workshop.is_open = False
            looking.join()
            self.look()
        except VisitError:
            pass
        finally:
            workshop.end()
            self.leave()
        raise StopUser

    def _ask(self, ballot: Ballot) -> None:
        self._show(ballot.poll.place)
        gevent.sleep(self.environment.plan.seconds / 2)
        ballot.now.set()
        gevent.sleep(self.environment.plan.seconds / 2)
        self._show(after(ballot.poll.place))
        gevent.sleep(self.environment.plan.pause)

    def _show(self, place: str) -> None:
        self.show(place)
        with suppress(VisitError):
            self.look()

    def enter(self) -> None:
        """Come in with the token, and get the slides."""
        self.ask("presenter: slides", f"/?token={self.environment.token}")

    def show(self, place: str) -> None:
        """Say where the slides are now."""

        def read(answer: ResponseContextManager) -> None:
            if answer.json() != {"asked": place in self.environment.ballots}:
                raise VisitError("not asked what the handbook asks")

        with self.environment.moving(place):
            self.ask("presenter: next slide", ROOM, read=read, json={"place": place})

    def look(self) -> None:
        """Look at the standings, which must be what the phones chose wherever that is settled."""
        ballots = self.environment.ballots
        settled = {place: one for place, one in ballots.items() if one.is_settled}

        def read(answer: ResponseContextManager) -> None:
            standings = {place: told["times"] for place, told in answer.json().items()}
            if any(standings.get(place, {}) != ballot.standing() for place, ballot in settled.items()):
                raise VisitError("not what the phones chose")
            if not standings.keys() <= ballots.keys():
                raise VisitError("of what was not asked")

        self.ask("presenter: standings", ROOM, read=read)


class Phone(Client):
    """A phone in the room, and whoever holds it."""

    environment: Workshop

    def __init__(self, environment: Workshop) -> None:
        super().__init__(environment)
        self.chance = chance_of(environment.plan.seed, f"phone {next(environment.numbers['Phone'])}")
        self.voter = f"{self.chance.getrandbits(128):032x}"
        self._answering: dict[Ballot, gevent.Greenlet] = {}

    @task
    def take_part(self) -> None:
        """Look at the phone, and think about what is asked there for the first time."""
        workshop = self.environment
        workshop.begun.wait()
        gevent.sleep(self.chance.random() * PHONE_LOOKS)
        with suppress(VisitError):
            if workshop.is_open:
                self.open()
                workshop.counts["phones"] += 1
        workshop.each(PHONE_LOOKS, self._look_and_think)
        gevent.joinall([*self._answering.values()])
        self.leave()
        raise StopUser

    def _look_and_think(self) -> None:
        ballot = self.look()
        if ballot and ballot not in self._answering:
            self._answering[ballot] = gevent.spawn(self._answer, ballot)

    def _answer(self, ballot: Ballot) -> None:
        plan = self.environment.plan
        with suppress(VisitError):
            if ballot.at_once:
                ballot.now.wait()
                self._choose(ballot, AT_ONCE)
            elif self.chance.random() < plan.late:
                ballot.over.wait()
                self._choose(ballot, TOO_LATE)
            else:
                for _ in range(1 + (self.chance.random() < plan.again)):
                    gevent.sleep(self.chance.uniform(0.2, 1) * plan.think)
                    self._choose(ballot, VOTING)

    def _choose(self, ballot: Ballot, part: str) -> None:
        before = ballot.chosen.get(self.voter)
        options = [option.id for option in ballot.poll.choice.options if option.id != before]
        self.vote(ballot, self.chance.choice(options), part)

    def open(self) -> None:
        """Get the page, and its script."""
        scripts = self.ask("phone: page", "/stem", read=lambda answer: scripts_of(answer.text))
        for script in scripts:
            self.ask("phone: script", script)
        if not scripts:
            self.environment.errors["phone: no script"] += 1

    def look(self) -> Ballot | None:
        """Ask what is asked now, and return its ballot; it must be what the handbook asks there."""
        workshop, before = self.environment, self.environment.place

        def read(answer: ResponseContextManager) -> Ballot | None:
            asked = answer.json()
            found = next((one for one in workshop.ballots.values() if one.told() == asked), None)
            if asked and found is None:
                raise VisitError("something else than in the handbook")
            if before is not None and before == workshop.place and found is not workshop.ballots.get(before):
                raise VisitError("not what the slide asks")
            return found

        return self.ask("phone: asking", QUESTION, read=read)

    def vote(self, ballot: Ballot, option: str, part: str) -> None:
        """Choose an option; whether it counts must be as it was in time or too late."""
        workshop, place = self.environment, ballot.poll.place
        before, too_late = workshop.place, ballot.over.is_set()

        def is_taken(answer: ResponseContextManager) -> bool:
            in_time = before == workshop.place == place
            taken = answer.status_code == HTTPStatus.OK
            if too_late if taken else in_time:
                raise VisitError(f"status {answer.status_code} {'too late' if too_late else 'in time'}")
            return taken

        told = {"place": place, "option": option, "voter": self.voter}
        with ballot.sending():
            if self.ask(part, QUESTION, HTTPStatus.OK, HTTPStatus.CONFLICT, read=is_taken, json=told):
                ballot.chosen[self.voter] = option
                workshop.counts["votes that count"] += 1
            else:
                workshop.counts["votes too late"] += 1


def after(place: str) -> str:
    """Return the next place in the deck, where the room is told what was right.

    Examples
    --------
    >>> after("oefening-wachtwoord-kwijt.1")
    'oefening-wachtwoord-kwijt.2'
    """
    slide, _, number = place.rpartition(".")
    return f"{slide}.{int(number) + 1}"


def hold(plan: RoomPlan) -> Workshop:
    """Hold a workshop at a server of its own; its votes must be there, and gone when it is over."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        database = f"sqlite:///{Path(folder) / 'ehbi.sqlite'}"
        with our_workshop(database) as server:
            workshop = Workshop(server.url, plan)
            workshop.measured(workshop.hold, server.pid, after=usage)
            if votes_kept(database) != workshop.taken:
                workshop.errors["store: other votes than were taken"] += 1
        if votes_kept(database):
            workshop.errors["store: votes left when the workshop is over"] += 1
    return workshop
