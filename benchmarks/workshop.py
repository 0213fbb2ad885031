"""A workshop: the presenter and the phones in the room as locust's users, and what they must be told."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

import gevent
from locust import task
from locust.contrib.fasthttp import ResponseContextManager
from locust.exception import StopUser

from ehbi.places import DATABASE
from tests.unit.server.managing import stage
from tests.votes import votes_kept

from .client import Client
from .pages import scripts_of
from .room import Ballot, RoomPlan, Workshop, after
from .sockets import VisitError
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
            if answer.json() != {"leads": True, "place": place}:
                raise VisitError("not where the slides are")

        told = {"window": "presenter", "place": place, "takes": False, "minutes": 0}
        with self.environment.moving(place):
            self.ask("presenter: next slide", ROOM, read=read, json=told)

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
            if asked and not asked.get("closed") and found is None:
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
