"""A workshop: the presenter and the phones in the room as locust's users, and what they must be told."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import gevent
from locust import task
from locust.contrib.fasthttp import ResponseContextManager
from locust.exception import StopUser

from ehbi.places import DATABASE
from ehbi.server.rounds import Stage, question
from ehbi.slides import Poll
from tests.unit.server.managing import stage
from tests.votes import votes_kept

from .client import Client
from .pages import scripts_of
from .room import Ballot, Moment, RoomPlan, Workshop
from .sockets import VisitError
from .standings import Look
from .usage import usage

PHONE_LOOKS, PRESENTER_LOOKS = 1.5, 1.0
"""Seconds between two times that a phone asks what is asked, and the presenter what the room chose."""
QUESTION, ROOM = "/stem/vraag", "/zaal"
VOTING, TOO_LATE, AT_ONCE = "phone: voting", "phone: voting too late", "phone: voting, all at once"


class Presenter(Client):
    """Somebody who shows slides to a room."""

    environment: Workshop

    @task
    def present(self) -> None:
        """Go through the questions, with an eye on who voted."""
        workshop = self.environment
        try:
            self.enter()
            workshop.begun.set()
            looking = gevent.spawn(workshop.each, PRESENTER_LOOKS, self.look)
            for poll in workshop.polls.values():
                with suppress(VisitError):
                    self._ask(poll)
            workshop.is_open = False
            looking.join()
            self.look()
        except VisitError:
            pass
        finally:
            workshop.end()
            self.leave()
        raise StopUser

    def _ask(self, poll: Poll) -> None:
        """Ask the room, once more where it is split, and then tell what is right."""
        self.show(Moment(poll.place))
        stage = self._have_voted(poll, Stage.ASKED)
        if stage.is_shown and self.look()[poll.place]["split"]:
            self.come_to(poll.place, Stage.ASKED_AGAIN)
            stage = self._have_voted(poll, Stage.ASKED_AGAIN)
        self.show(Moment(poll.told_at, stage))
        gevent.sleep(self.environment.plan.pause)

    def _have_voted(self, poll: Poll, stage: Stage) -> Stage:
        """Give the room its time, and show the votes if there are any; return how far the poll is then."""
        workshop = self.environment
        gevent.sleep(workshop.plan.seconds / 2)
        workshop.ballots[question(poll.place, stage)].now.set()
        gevent.sleep(workshop.plan.seconds / 2)
        if not self.look()[poll.place]["voted"]:
            return stage
        shown = Stage(stage + 1)
        self.come_to(poll.place, shown)
        return shown

    def enter(self) -> None:
        """Come in with the token, and get the slides."""
        self.ask("presenter: slides", f"/?token={self.environment.token}")

    def show(self, moment: Moment) -> None:
        """Say where the slides are now."""

        def read(answer: ResponseContextManager) -> None:
            if answer.json() != {"leads": True, "place": moment.place, "minutes": 0, "teams": 0}:
                raise VisitError("not where the slides are")

        told = {"window": "presenter", "place": moment.place, "takes": False, "minutes": 0}
        with self.environment.moving(moment):
            self.ask("presenter: next slide", ROOM, read=read, json=told)

    def come_to(self, place: str, stage: Stage) -> None:
        """Show the votes on a poll, or have the room vote once more."""
        part = "presenter: votes shown" if stage.is_shown else "presenter: second vote"
        with self.environment.moving(Moment(place, stage)):
            self.ask(part, ROOM, json={"place": place, "stage": stage})

    def look(self) -> Mapping[str, Any]:
        """Look at the standings, which must be what the room may see, and what the phones chose."""
        look = Look(self.environment)

        def read(answer: ResponseContextManager) -> Mapping[str, Any]:
            told = answer.json()
            look.check(told)
            return told

        return self.ask("presenter: standings", ROOM, read=read)


class Phone(Client):
    """A phone in the room, and whoever holds it."""

    environment: Workshop

    def __init__(self, environment: Workshop) -> None:
        super().__init__(environment)
        _, self.chance = environment.numbered("phone")
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
                if self.chance.random() < plan.again:
                    self._think()
                    self._choose(ballot, VOTING, right=0)
                self._think()
                self._choose(ballot, VOTING)

    def _think(self) -> None:
        gevent.sleep(self.chance.uniform(0.2, 1) * self.environment.plan.think)

    def _choose(self, ballot: Ballot, part: str, right: float | None = None) -> None:
        choice = ballot.poll.choice
        others = [option for option in choice.options if not option.right]
        is_right = self.chance.random() < (ballot.right if right is None else right)
        self.vote(ballot, (choice.right if is_right else self.chance.choice(others)).id, part)

    def open(self) -> None:
        """Get the page, and its script."""
        scripts = self.ask("phone: page", "/stem", read=lambda answer: scripts_of(answer.text))
        for script in scripts:
            self.ask("phone: script", script)
        if not scripts:
            self.environment.errors["phone: no script"] += 1

    def look(self) -> Ballot | None:
        """Ask what is asked now, and return its ballot if it is open; it must be what the slides show."""
        workshop, since = self.environment, self.environment.since

        def read(answer: ResponseContextManager) -> Ballot | None:
            asked = answer.json()
            if not any(asked == workshop.told(moment) for moment in workshop.moments[since:]):
                raise VisitError("not what the slides show")
            return None if asked.get("closed") else workshop.ballots.get(asked.get("place", ""))

        return self.ask("phone: asking", QUESTION, read=read, headers=self._name)

    @property
    def _name(self) -> dict[str, str]:
        return {"EHBI-Phone": self.voter}

    def vote(self, ballot: Ballot, option: str, part: str) -> None:
        """Choose an option; whether it counts must be as it was in time or too late."""
        workshop, since = self.environment, self.environment.since

        def is_taken(answer: ResponseContextManager) -> bool:
            taken = answer.status_code == HTTPStatus.OK
            open_at = [moment == ballot.moment for moment in workshop.moments[since:]]
            if taken and not any(open_at):
                raise VisitError(f"status {answer.status_code} too late")
            if not taken and all(open_at):
                raise VisitError(f"status {answer.status_code} in time")
            return taken

        told = {"place": ballot.asked, "option": option, "voter": self.voter}
        right = HTTPStatus.OK, HTTPStatus.CONFLICT
        with ballot.sending():
            if self.ask(part, QUESTION, *right, read=is_taken, json=told, headers=self._name):
                ballot.chosen[self.voter] = option
                workshop.counts["votes that count"] += 1
            else:
                workshop.counts["votes too late"] += 1


def go_through(workshop: Workshop) -> None:
    """Go through the questions of a workshop; what goes wrong is counted."""
    workshop.come(workshop.plan.lasts, {Presenter: 1, Phone: workshop.plan.phones})


def hold(plan: RoomPlan) -> Workshop:
    """Hold a workshop at a server of its own; its votes must be there, and gone when it is over."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        database = f"sqlite:///{Path(folder) / 'ehbi.sqlite'}"
        with stage(**{DATABASE: database}) as gate:
            workshop = Workshop(gate.url, plan, gate.token)
            workshop.measured(lambda: go_through(workshop), gate.server.pid, after=usage)
            if votes_kept(database) != workshop.taken:
                workshop.errors["store: other votes than were taken"] += 1
        if votes_kept(database):
            workshop.errors["store: votes left when the workshop is over"] += 1
    return workshop
