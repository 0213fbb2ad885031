"""*Samen aan de balie*: desks, the phones of their patrons and readers of the book as locust's users."""

from __future__ import annotations

import time
from contextlib import suppress
from http import HTTPStatus

import gevent
from locust import task
from locust.contrib.fasthttp import ResponseContextManager
from locust.exception import StopUser

from ehbi.handbook import clock
from ehbi.server.patron.base import KEY
from ehbi.store import Store, patron_screens
from tests.serving import Server, running_server

from .client import Client
from .pages import Part, read_book, read_part, scripts_of
from .screens import LATE, LOOKS, PatronPlan, Patrons, Screen
from .sockets import VisitError
from .usage import usage

SEEN_AT = "https://naslag.voorbeeld.nl/"
"""Where the page of a desk is, so that a phone can come and there is a code for it."""


class AtScreen(Client):
    """Somebody at one side of a screen."""

    abstract = True
    environment: Patrons

    def __init__(self, environment: Patrons) -> None:
        super().__init__(environment)
        number, self.chance = environment.numbered(type(self).__name__)
        self.screen: Screen = environment.screens[number]

    def arrives(self, what: str, sent: float | None) -> bool:
        """Note what arrived just now, if it did; how long it took unless one side slept meanwhile."""
        if sent and sent > self.environment.woke:
            with self.timed(what, sent):
                pass
        return sent is not None


class Desk(AtScreen):
    """A desk that goes through a case with a patron."""

    def __init__(self, environment: Patrons) -> None:
        super().__init__(environment)
        self.at, self.late, self.key = 0, False, dict[str, str]()
        self._stay()

    @task
    def help(self) -> None:
        """Open a screen, go from step to step, and end it."""
        screen, run = self.screen, self.environment
        try:
            with suppress(VisitError):
                gevent.sleep(self.chance.random() * run.plan.opening)
                self.open()
                screen.opened.set()
                screen.begun.wait()
                gevent.sleep(self.chance.random() * LOOKS)
                run.each(self.chance, self.look, lambda: run.is_open or not self._has_arrived)
                self.end()
        finally:
            screen.opened.set()
            self.leave()
        raise StopUser

    @property
    def _has_arrived(self) -> bool:
        return self.late or (self.screen.steps.has_arrived and self.screen.sayings.has_arrived)

    def open(self) -> None:
        """Open a screen at the first step of the case."""
        screen = self.screen
        step = screen.path[0].step
        screen.steps.send(step)
        told = self.ask(
            "desk: a screen opens",
            "/mee",
            read=lambda answer: answer.json(),
            json={"step": step, "language": screen.language, "at": SEEN_AT},
        )
        if not told["code"]:
            self.environment.errors["desk: no code"] += 1
        screen.address, self.key = f"/mee/{told['address'].rpartition('/')[2]}", {KEY: told["key"]}

    def _stay(self) -> None:
        self.looks, self.stays = 0, self.chance.randint(*self.environment.plan.stays)

    def look(self) -> None:
        """Hear what the patron said, and go on when it is time and all of that step has arrived."""
        self.hear()
        self.looks += 1
        if self._has_arrived:
            if self.looks >= self.stays and self.environment.is_open:
                self.move()
        elif self.looks >= LATE:
            self.late = True

    def hear(self) -> None:
        """Ask what was said; the step must be the desk's own, and the language the patron's."""
        screen = self.screen

        def read(answer: ResponseContextManager) -> float | None:
            told = answer.json()
            if (told["step"], told["language"]) != (screen.path[self.at].step, screen.language):
                raise VisitError("not where the desk is")
            return screen.sayings.see(f"{screen.steps.sent} {told['said']}") if told["said"] else None

        heard = self.ask("desk: asking", f"{screen.address}/gezegd", read=read, headers=self.key)
        self.arrives("what a patron says is at the desk", heard)

    def move(self) -> None:
        """Go to the next step, and at the end of the case back to its first."""
        self._stay()
        self.at = (self.at + 1) % len(self.screen.path)
        step = self.screen.path[self.at].step
        self.screen.steps.send(step)
        self.ask("desk: the next step", self.screen.address, json={"step": step}, headers=self.key)

    def end(self) -> None:
        """End the screen."""
        self.screen.ends = True
        self.ask("desk: a screen ends", self.screen.address, method="DELETE", headers=self.key)
        self.screen.ended = True


class Phone(AtScreen):
    """The phone of a patron."""

    def __init__(self, environment: Patrons) -> None:
        super().__init__(environment)
        self.known, self.step, self.says = "", "", ""
        self.over, self.pictures = False, set[str]()

    @task
    def follow(self) -> None:
        """Open the page, and follow the desk until the screen is over."""
        screen, run = self.screen, self.environment
        screen.opened.wait()
        try:
            with suppress(VisitError):
                if screen.address:
                    self.open()
                    run.counts["screens"] += 1
        finally:
            screen.begun.set()
        gevent.sleep(self.chance.random() * LOOKS)
        run.each(self.chance, self.look, lambda: bool(self.known) and not self.over)
        self.leave()
        raise StopUser

    def open(self) -> None:
        """Get the page, and its script."""
        at = self.screen.address
        part, scripts = self.ask(
            "phone: page", at, read=lambda answer: (self._shown(answer), scripts_of(answer.text, at))
        )
        for script in scripts:
            self.ask("phone: script", script)
        if not scripts:
            self.environment.errors["phone: no script"] += 1
        self.show(part)

    def look(self) -> None:
        """Ask what is on the screen, and say what there is to say of it."""
        screen, known = self.screen, {"If-None-Match": f'"{self.known}"'}
        ended = screen.ended

        def read(answer: ResponseContextManager) -> Part | None:
            self.over = answer.status_code == HTTPStatus.NOT_FOUND
            if self.over != screen.ends and (self.over or ended):
                raise VisitError("over too soon" if self.over else "not over")
            return self._shown(answer) if answer.status_code == HTTPStatus.OK else None

        part = self.ask("phone: asking", f"{screen.address}/nu", 200, 304, 404, read=read, headers=known)
        if part:
            self.show(part)
        elif self.says and not self.over:
            self.say()

    def _shown(self, answer: ResponseContextManager) -> Part:
        part = read_part(answer.text)
        if part.language != self.screen.language:
            raise VisitError("another language")
        if part.known == self.known:
            raise VisitError("nothing new")
        return part

    def show(self, part: Part) -> None:
        """Show what came: a step that was sent, once, or that what was said has arrived."""
        self.known = part.known
        if self.arrives("a step is on the phone", self.screen.steps.see(part.step)):
            self.step = part.step
            if part.sayings and self.chance.random() < self.environment.plan.says:
                self.says = self.chance.choice(part.sayings)
                # The desk waits for it from here on, so nothing may come between.
                self.screen.sayings.send(f"{self.screen.steps.arrived} {self.says}")
            for picture in {*part.pictures} - self.pictures:
                self.ask("phone: picture", picture)
                self.pictures.add(picture)

    def say(self) -> None:
        """Say something of the step."""
        said, self.says = self.says, ""
        self.ask("phone: saying", self.screen.address, json={"said": said, "step": self.step})


class BookReader(Client):
    """Somebody who gets the book, with an empty cache each time."""

    environment: Patrons

    @task
    def read(self) -> None:
        """Get the book time and again, whenever that is measured."""
        run = self.environment
        _, chance = run.numbered("reader")
        while run.is_open:
            gevent.sleep(run.plan.reads * chance.uniform(0.5, 1.5))
            if phase := run.phase:
                began = time.perf_counter()
                with suppress(VisitError):
                    self.ask(phase, "/", read=lambda one: read_book(one.content, one.headers.get("etag", "")))
                    run.took[phase].append(time.perf_counter() - began)
        self.leave()
        raise StopUser


def go_through(run: Patrons) -> None:
    """Have desks and phones follow each other, and readers beside them; what goes wrong is counted."""
    plan = run.plan
    conducting = gevent.spawn(run.conduct)
    run.come(plan.lasts, {Desk: plan.screens, Phone: plan.screens, BookReader: plan.readers})
    conducting.kill()
    run.check()


def help_patrons(plan: PatronPlan) -> Patrons:
    """Have desks and phones at a server of its own, which must have nothing left of them at the end."""
    with running_server() as server:
        run = Patrons(server.url, plan)
        run.measured(lambda: go_through(run), server.pid, after=usage)
        _check_store(server, run)
    return run


def _check_store(server: Server, run: Patrons) -> None:
    with Store.open(server.database) as store:
        if left := len(patron_screens.current(store, clock.now())):
            run.errors["store: screens left at the end"] = left
